#include "io/weather/csv_table.hpp"

#include <string_view>

#include "io/units/number.hpp"

namespace jumelle::weather {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

[[noreturn]] void refuse(Place place, std::string message, std::string hint) {
    throw InputError(Fault{std::move(place), "", std::move(message), std::move(hint), FaultKind::data});
}

char separator_of(std::string_view heading) {
    for (char const candidate : {'\t', ';', ','}) {
        if (heading.find(candidate) != std::string_view::npos) return candidate;
    }
    return ' ';
}

/// Reads the cells of one line from left to right.
class LineSplitter {
  public:
    LineSplitter(std::string_view line, char separator, Place const& place)
        : line_(line), separator_(separator), place_(place) {}

    std::vector<CsvCell> split() {
        std::vector<CsvCell> cells;
        skip_blanks();
        while (at_ < line_.size() || ends_with_separator_) {
            ends_with_separator_ = false;
            cells.push_back(next());
        }
        return cells;
    }

  private:
    void skip_blanks() {
        while (at_ < line_.size() && is_blank(line_[at_]) && line_[at_] != separator_) ++at_;
        while (separator_ == ' ' && at_ < line_.size() && is_blank(line_[at_])) ++at_;
    }
    bool at_separator() const { return separator_ == ' ' ? is_blank(line_[at_]) : line_[at_] == separator_; }
    CsvCell next() {
        skip_blanks();
        CsvCell cell{"", static_cast<int>(at_) + 1};
        if (at_ < line_.size() && line_[at_] == '"') {
            cell.text = quoted();
        } else {
            std::size_t const begin = at_;
            // A unit in brackets may hold blanks and commas: `rain [mm / h]`.
            int open = 0;
            while (at_ < line_.size() && (open > 0 || !at_separator())) {
                if (line_[at_] == '[') ++open;
                if (line_[at_] == ']') open = 0;
                ++at_;
            }
            cell.text = trimmed(line_.substr(begin, at_ - begin));
        }
        skip_blanks();
        if (separator_ != ' ' && at_ < line_.size() && line_[at_] == separator_) {
            ++at_;
            ends_with_separator_ = at_ == line_.size();
        }
        return cell;
    }
    std::string quoted() {
        Place const where{place_.file, place_.line, static_cast<int>(at_) + 1};
        std::string text;
        for (++at_; at_ < line_.size(); ++at_) {
            if (line_[at_] != '"') {
                text += line_[at_];
            } else if (at_ + 1 < line_.size() && line_[at_ + 1] == '"') {
                text += line_[++at_];
            } else {
                ++at_;
                return std::string(trimmed(text));
            }
        }
        refuse(where, "this quote is not closed", "close it on the same line");
    }

    std::string_view line_;
    char separator_;
    Place place_;
    std::size_t at_ = 0;
    bool ends_with_separator_ = false;
};

/// `time [s] rain [mm/h]` between blanks: a cell that is only a unit belongs to the one before.
void join_units(std::vector<CsvCell>& cells) {
    std::vector<CsvCell> joined;
    for (auto& cell : cells) {
        bool const unit_only = !joined.empty() && (cell.text.starts_with('[') || cell.text.starts_with('('));
        if (unit_only) {
            joined.back().text += " " + cell.text;
        } else {
            joined.push_back(std::move(cell));
        }
    }
    cells = std::move(joined);
}

} // namespace

CsvTable read_csv(std::string const& text, std::string const& file) {
    CsvTable table;
    std::string_view rest = text;
    if (rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
    bool has_heading = false;
    for (int number = 1; !rest.empty(); ++number) {
        std::size_t const end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        std::string_view const content = trimmed(line);
        if (content.empty() || content.front() == '#') continue;
        if (!has_heading) table.separator = separator_of(line);
        CsvRow row{number, LineSplitter(line, table.separator, {file, number, 1}).split()};
        if (has_heading) {
            table.rows.push_back(std::move(row));
        } else {
            if (table.separator == ' ') join_units(row.cells);
            table.heading = std::move(row);
            has_heading = true;
        }
    }
    if (!has_heading)
        refuse({file, 0, 0}, "is empty", "the first line names the columns: time [s],rain [mm/h]");
    if (table.rows.empty()) {
        refuse({file, table.heading.line, 1}, "no row follows the heading", "write at least one row");
    }
    return table;
}

} // namespace jumelle::weather
