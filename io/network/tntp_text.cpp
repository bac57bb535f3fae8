#include "io/network/tntp_text.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "io/units/number.hpp"

namespace jumelle::tntp {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

bool is_between_words(char c) {
    return is_blank(c) || c == ',' || c == ';';
}

constexpr char const* end_tag = "END OF METADATA";

} // namespace

bool Lines::next() {
    if (rest_.empty()) return false;
    std::size_t const end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    std::size_t const mark = line_.find('~');
    comment_ = mark == std::string_view::npos ? std::string_view{} : line_.substr(mark + 1);
    line_ = line_.substr(0, mark);
    at_ = 0;
    ++number_;
    return true;
}

Word Lines::word() {
    while (at_ < line_.size() && is_between_words(line_[at_])) ++at_;
    std::size_t const begin = at_;
    while (at_ < line_.size() && !is_between_words(line_[at_]) && line_[at_] != ':') ++at_;
    // A colon alone is a word, so that it is told where it does not belong.
    if (at_ == begin && at_ < line_.size()) ++at_;
    return {line_.substr(begin, at_ - begin), static_cast<int>(begin) + 1};
}

bool Lines::take(char mark) {
    while (at_ < line_.size() && is_blank(line_[at_])) ++at_;
    if (at_ >= line_.size() || line_[at_] != mark) return false;
    ++at_;
    return true;
}

std::optional<double> number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0.0;
    char const* const end = text.data() + text.size();
    auto const [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || at != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<std::int32_t> integer(std::string_view text) {
    auto const value = number(text);
    constexpr double most = 2147483647.0; // of 32 bits
    if (!value || *value != std::floor(*value) || std::abs(*value) > most) return std::nullopt;
    return static_cast<std::int32_t>(*value);
}

Head::Head(Lines& lines, FileFaults& faults) : faults_(faults) {
    while (lines.next()) {
        std::string_view const content = trimmed(lines.content());
        if (content.empty()) continue;
        std::size_t const close = content.find('>');
        if (content.front() != '<' || close == std::string_view::npos) {
            faults_.add(lines.number(), 1,
                        fmt::format("{} stands before the end of the head", shown(content)),
                        "the head ends with <END OF METADATA>");
            return;
        }
        std::string const tag(trimmed(content.substr(1, close - 1)));
        if (tag == end_tag) return;
        entries_[tag] = {std::string(trimmed(content.substr(close + 1))), lines.number()};
    }
    faults_.add(0, 0, "has no <END OF METADATA>", "a TNTP file begins with a head of <TAG> lines");
}

std::optional<double> Head::number(std::string const& tag) const {
    auto const found = entries_.find(tag);
    if (found == entries_.end()) return std::nullopt;
    auto const value = tntp::number(found->second.text);
    if (!value) {
        faults_.add(found->second.line, 1,
                    fmt::format("<{}> is {}, no number", tag, shown(found->second.text)), "");
    }
    return value;
}

std::int32_t Head::integer(std::string const& tag, std::int32_t least) const {
    auto const found = entries_.find(tag);
    if (found == entries_.end()) {
        faults_.add(0, 0, fmt::format("the head does not say <{}>", tag),
                    fmt::format("write <{}> and a whole number", tag));
        return 0;
    }
    auto const value = tntp::integer(found->second.text);
    if (value && *value >= least) return *value;
    faults_.add(found->second.line, 1,
                fmt::format("<{}> is {}, no whole number from {} on", tag, shown(found->second.text), least),
                "");
    return 0;
}

} // namespace jumelle::tntp
