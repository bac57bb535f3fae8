#include "io/report/packed.hpp"

#include <algorithm>
#include <cmath>
#include <libdeflate.h>
#include <limits>
#include <memory>
#include <new>

namespace jumelle::report {

namespace {

constexpr int deflate_level = 6; // what zlib takes by default: higher ones win little

struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept {
        libdeflate_free_compressor(compressor);
    }
};

} // namespace

int Scale::code_of(double value) const {
    if (std::isnan(value)) return codes;
    double const share = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return static_cast<int>(std::lround((kind == Kind::square ? std::sqrt(share) : share) * (codes - 1)));
}

double Scale::value_of(int code) const {
    if (code == codes) return std::numeric_limits<double>::quiet_NaN();
    double const share = static_cast<double>(code) / (codes - 1);
    return low + (high - low) * (kind == Kind::square ? share * share : share);
}

double Scale::largest_error() const {
    double const step = 1.0 / (codes - 1);
    // Codes are rounded on the root's axis: from 1 − step / 2 down is the farthest from a code.
    double const half = 1.0 - 0.5 * step;
    return (high - low) * (kind == Kind::square ? 1.0 - half * half : 0.5 * step);
}

Bytes codes_of_cells(View2D<double const> cells, Scale const& scale) {
    JUMELLE_EXPECTS(scale.codes == Scale::codes_of_byte);
    Bytes bytes;
    bytes.reserve(static_cast<std::size_t>(cells.size()));
    for (Index row = 0; row < cells.rows(); ++row)
        for (Index column = 0; column < cells.columns(); ++column)
            bytes.push_back(static_cast<std::uint8_t>(scale.code_of(cells(row, column))));
    return bytes;
}

Bytes codes_of_values(std::span<double const> values, Scale const& scale) {
    JUMELLE_EXPECTS(scale.codes == Scale::codes_of_two_bytes);
    constexpr int bits_of_byte = 8, low_byte = 0xFF;
    Bytes bytes(2 * values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        int const code = scale.code_of(values[i]);
        bytes[i] = static_cast<std::uint8_t>(code & low_byte);
        bytes[values.size() + i] = static_cast<std::uint8_t>(code >> bits_of_byte);
    }
    return bytes;
}

Bytes filtered(Bytes const& bytes, Index columns, Filter filter) {
    if (filter == Filter::none) return bytes;
    std::size_t const back = filter == Filter::left ? 1 : static_cast<std::size_t>(columns);
    Bytes made = bytes;
    for (std::size_t i = back; i < bytes.size(); ++i)
        made[i] = static_cast<std::uint8_t>(bytes[i] - bytes[i - back]);
    return made;
}

Bytes deflated(std::span<std::uint8_t const> bytes) {
    std::unique_ptr<libdeflate_compressor, Free> const compressor(libdeflate_alloc_compressor(deflate_level));
    if (!compressor) throw std::bad_alloc();
    Bytes made(libdeflate_zlib_compress_bound(compressor.get(), bytes.size()));
    made.resize(
        libdeflate_zlib_compress(compressor.get(), bytes.data(), bytes.size(), made.data(), made.size()));
    return made;
}

std::string base64(std::span<std::uint8_t const> bytes) {
    constexpr char const* letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr unsigned six_bits = 0x3F, bits_of_byte = 8, bits_of_letter = 6;
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::size_t const count = std::min<std::size_t>(3, bytes.size() - i);
        unsigned group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << bits_of_byte) | (k < count ? unsigned{bytes[i + k]} : 0U);
        for (unsigned k = 0; k < 4; ++k)
            text += k <= count ? letters[(group >> (bits_of_letter * (3 - k))) & six_bits] : '=';
    }
    return text;
}

std::string packed_text(std::string_view text) {
    Bytes const bytes(text.begin(), text.end());
    return base64(deflated(bytes));
}

} // namespace jumelle::report
