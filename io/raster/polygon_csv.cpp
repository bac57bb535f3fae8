#include "io/raster/polygon_csv.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <string_view>

namespace jumelle {

namespace {

/// One cell of a table, and where it starts in its line (from 1).
struct Entry {
    std::string_view text;
    int column = 1;
};

std::string_view trimmed(std::string_view text) {
    auto const is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<Entry> split(std::string_view line) {
    std::vector<Entry> entries;
    std::size_t start = 0;
    while (start <= line.size()) {
        std::size_t const end = std::min(line.find_first_of(",;\t", start), line.size());
        std::string_view const text = trimmed(line.substr(start, end - start));
        auto const column = text.empty() ? start : static_cast<std::size_t>(text.data() - line.data());
        entries.push_back({text, static_cast<int>(column) + 1});
        start = end + 1;
    }
    return entries;
}

std::optional<double> number(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0.0;
    auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// Which columns of the table hold x and y, counted from 0.
struct Columns {
    std::size_t x = 0, y = 1;
};

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char p, char q) {
        return std::tolower(static_cast<unsigned char>(p)) == std::tolower(static_cast<unsigned char>(q));
    });
}

Columns columns_of(std::vector<Entry> const& heading) {
    auto const position = [&](std::string_view name) {
        auto const found = std::find_if(heading.begin(), heading.end(),
                                        [&](Entry const& entry) { return same_word(entry.text, name); });
        return static_cast<std::size_t>(found - heading.begin());
    };
    Columns const named{position("x"), position("y")};
    bool const both = named.x < heading.size() && named.y < heading.size();
    return both ? named : Columns{};
}

class Reader {
  public:
    Reader(std::string file, Value const& where) : file_(std::move(file)), where_(where) {}

    Ring read_ring() {
        read();
        if (ring_.size() > 1 && is_closed()) ring_.pop_back();
        expect_corners(3, "an area");
        return ring_;
    }

    std::vector<Point> read_line() {
        read();
        expect_corners(2, "a line");
        return ring_;
    }

  private:
    void read() {
        std::ifstream stream(file_);
        std::error_code failed;
        if (std::filesystem::is_directory(file_, failed))
            throw InputError(where_.fault(fmt::format("{} is a folder", file_), "", FaultKind::data));
        if (!stream)
            throw InputError(
                where_.fault(fmt::format("{} does not exist or cannot be read", file_), "", FaultKind::data));
        std::string line;
        while (std::getline(stream, line)) {
            ++line_;
            take(line);
        }
    }

    void expect_corners(std::size_t least, char const* what) const {
        if (ring_.size() >= least) return;
        throw InputError(where_.fault(fmt::format("{} has {} corner{}; {} needs {}", file_, ring_.size(),
                                                  ring_.size() == 1 ? "" : "s", what, least),
                                      "one corner a line: x,y", FaultKind::data));
    }

    bool is_closed() const {
        return ring_.front().x_m == ring_.back().x_m && ring_.front().y_m == ring_.back().y_m;
    }

    void take(std::string_view line) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (line_ == 1 && line.substr(0, byte_order_mark.size()) == byte_order_mark)
            line.remove_prefix(byte_order_mark.size());
        std::string_view const content = trimmed(line);
        if (content.empty() || content.front() == '#') return;
        auto const entries = split(line);
        bool const is_heading =
            !begun_ && std::none_of(entries.begin(), entries.end(),
                                    [](Entry const& entry) { return number(entry.text).has_value(); });
        begun_ = true;
        if (is_heading) {
            columns_ = columns_of(entries);
        } else {
            ring_.push_back({coordinate(entries, columns_.x), coordinate(entries, columns_.y)});
        }
    }

    double coordinate(std::vector<Entry> const& entries, std::size_t index) const {
        char const* const hint = "one corner a line: x,y in metres of the territory's CRS";
        if (index >= entries.size())
            throw InputError(fault_at(1, fmt::format("the line has {} of 2 numbers", entries.size()), hint));
        auto const value = number(entries[index].text);
        if (!value)
            throw InputError(fault_at(entries[index].column,
                                      fmt::format("'{}' is no number", shown(entries[index].text)), hint));
        return *value;
    }

    /// Broken files hold anything: what is shown of it stays short and printable.
    static std::string shown(std::string_view text) {
        constexpr std::size_t longest = 30;
        std::string part(text.substr(0, longest));
        for (char& c : part) {
            if (std::isprint(static_cast<unsigned char>(c)) == 0) c = '?';
        }
        return part;
    }

    Fault fault_at(int column, std::string message, std::string hint) const {
        return {{file_, line_, column}, where_.path(), std::move(message), std::move(hint), FaultKind::data};
    }

    std::string file_;
    Value const& where_;
    int line_ = 0;
    bool begun_ = false;
    Columns columns_;
    Ring ring_;
};

} // namespace

Ring read_polygon_csv(std::string const& file, Value const& where) {
    return Reader(file, where).read_ring();
}

std::vector<Point> read_line_csv(std::string const& file, Value const& where) {
    return Reader(file, where).read_line();
}

} // namespace jumelle
