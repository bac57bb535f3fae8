#include "bench/cases/classic_netcdf.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>

namespace jumelle::cases {

namespace {

constexpr std::size_t word = 4; // all of the header is aligned to it

/// Walks through the header: whole numbers are big-endian.
class Header {
  public:
    explicit Header(std::vector<char> const& bytes) : bytes_(bytes) {}

    std::uint32_t number() {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < word; ++i) value = (value << 8U) | byte(at_ + i);
        at_ += word;
        return value;
    }
    std::string name() {
        std::size_t const length = number();
        std::string text;
        for (std::size_t i = 0; i < length; ++i) text.push_back(static_cast<char>(byte(at_ + i)));
        skip(length);
        return text;
    }
    void skip(std::size_t bytes) { at_ += (bytes + word - 1) / word * word; }
    void skip_attributes() {
        constexpr std::array<std::size_t, 7> sizes{0, 1, 1, 2, 4, 4, 8}; // by type number
        number();                                                        // the tag, or 0
        for (std::uint32_t left = number(); left > 0; --left) {
            name();
            std::uint32_t const type = number();
            skip(number() * (type < sizes.size() ? sizes[type] : 0));
        }
    }
    bool ended() const { return at_ > bytes_.size(); }

  private:
    std::uint32_t byte(std::size_t i) const {
        return i < bytes_.size() ? static_cast<unsigned char>(bytes_[i]) : 0U;
    }
    std::vector<char> const& bytes_;
    std::size_t at_ = 0;
};

struct Variable {
    std::size_t begin = 0, bytes = 0; ///< bytes of one record, or of all
    bool records = false;
};

struct Layout {
    std::size_t records = 0, record_bytes = 0;
    std::optional<Variable> found;
};

Layout layout_of(Header& header, std::string const& wanted) {
    constexpr std::uint32_t magic = 0x43444601; // "CDF", version 1
    Layout layout;
    if (header.number() != magic) return layout;
    layout.records = header.number();
    header.number();
    std::vector<std::uint32_t> dimensions(header.number());
    for (auto& length : dimensions) {
        header.name();
        length = header.number();
    }
    header.skip_attributes();
    header.number();
    for (std::uint32_t left = header.number(); left > 0 && !header.ended(); --left) {
        std::string const name = header.name();
        Variable variable;
        std::uint32_t const rank = header.number();
        for (std::uint32_t i = 0; i < rank; ++i) {
            std::uint32_t const id = header.number();
            variable.records |= id < dimensions.size() && dimensions[id] == 0; // the record dimension
        }
        header.skip_attributes();
        header.number(); // the type
        variable.bytes = header.number();
        variable.begin = header.number();
        if (variable.records) layout.record_bytes += variable.bytes;
        if (name == wanted) layout.found = variable;
    }
    return layout;
}

float float_at(std::vector<char> const& bytes, std::size_t at) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < word; ++i) bits = (bits << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return std::bit_cast<float>(bits);
}

} // namespace

std::vector<double> read_classic_netcdf(std::filesystem::path const& file, std::string const& variable) {
    std::ifstream in(file, std::ios::binary);
    std::vector<char> const bytes{std::istreambuf_iterator<char>(in), {}};
    Header header(bytes);
    Layout const layout = layout_of(header, variable);
    std::vector<double> values;
    if (!layout.found) return values;
    std::size_t const records = layout.found->records ? layout.records : 1;
    for (std::size_t r = 0; r < records; ++r) {
        std::size_t const begin = layout.found->begin + r * layout.record_bytes;
        for (std::size_t at = begin; at < begin + layout.found->bytes && at + word <= bytes.size();
             at += word) {
            values.push_back(static_cast<double>(float_at(bytes, at)));
        }
    }
    return values;
}

} // namespace jumelle::cases
