#include "io/network/swmm_text.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <limits>

#include "io/units/number.hpp"

namespace jumelle::swmm {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == ',';
}

Line split_line(std::string_view text, int number) {
    Line line;
    line.number = number;
    for (std::size_t at = 0; at < text.size();) {
        if (is_blank(text[at])) {
            ++at;
            continue;
        }
        if (text[at] == ';') break;
        std::size_t const begin = at;
        line.columns.push_back(static_cast<int>(begin) + 1);
        if (text[at] == '"') {
            std::size_t const end = std::min(text.find('"', at + 1), text.size());
            line.words.emplace_back(text.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            while (at < text.size() && !is_blank(text[at]) && text[at] != ';') ++at;
            line.words.emplace_back(text.substr(begin, at - begin));
        }
    }
    return line;
}

} // namespace

std::string in_capitals(std::string_view text) {
    std::string made(text);
    for (char& c : made) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return made;
}

std::vector<Line> const& Sections::of(std::string const& name) const {
    static std::vector<Line> const none;
    auto const found = lines.find(name);
    return found == lines.end() ? none : found->second;
}

Sections split_sections(std::string_view text, std::string const& file) {
    Sections sections;
    std::vector<Line>* section = nullptr;
    auto const refuse = [&](int number, std::string message) {
        throw InputError(
            data_fault({file, number, 0}, std::move(message),
                       "a SWMM input file begins with a section such as [TITLE] or [JUNCTIONS]"));
    };
    for (int number = 1; !text.empty(); ++number) {
        std::size_t const end = text.find('\n');
        Line line = split_line(text.substr(0, end), number);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.words.empty()) continue;
        std::string const& first = line.words.front();
        if (first.front() == '[') {
            std::string const name = in_capitals(first.substr(1, first.find(']') - 1));
            if (!sections.lines.contains(name)) sections.order.push_back(name);
            section = &sections.lines[name];
        } else if (section == nullptr) {
            refuse(number, fmt::format("{} stands before the first section", shown(first)));
        } else {
            section->push_back(std::move(line));
        }
    }
    if (section == nullptr) refuse(0, "has no section");
    return sections;
}

Place FaultsOfFile::place(Line const& line, std::size_t word) const {
    return {faults_.file(), line.number, word < line.columns.size() ? line.columns[word] : 1};
}

double FaultsOfFile::number(Line const& line, std::size_t word, char const* what) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (word >= line.words.size()) {
        add(place(line), fmt::format("the {} is missing", what),
            "see the SWMM manual for the columns of this section");
        return none;
    }
    auto const value = whole_number_text(line.words[word]);
    if (value) return *value;
    add(place(line, word), fmt::format("{} is no {}: a number is needed", shown(line.words[word]), what), "");
    return none;
}

double FaultsOfFile::number_or(Line const& line, std::size_t word, char const* what, double otherwise) {
    bool const absent = word >= line.words.size() || line.words[word] == "*";
    return absent ? otherwise : number(line, word, what);
}

bool FaultsOfFile::has_words(Line const& line, std::size_t count, char const* form) {
    if (line.words.size() >= count) return true;
    add(place(line), fmt::format("the line has {} of {} words", line.words.size(), count), form);
    return false;
}

} // namespace jumelle::swmm
