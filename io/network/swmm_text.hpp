#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file_faults.hpp"

namespace jumelle::swmm {

/// One line of a section, cut into words.
struct Line {
    int number = 0; ///< from 1
    std::vector<std::string> words;
    std::vector<int> columns; ///< where each word begins, from 1
    /// The word, or nothing where the line is shorter.
    std::string word(std::size_t i) const { return i < words.size() ? words[i] : ""; }
};

/// Sections of an input file by their names in capitals, lines in the order of the file. A section may be
/// given in parts.
struct Sections {
    std::map<std::string, std::vector<Line>> lines;
    std::vector<std::string> order; ///< names as first met
    std::vector<Line> const& of(std::string const& name) const;
};

/// Cuts a text into sections. `;` begins a comment; a word in quotes may hold blanks.
/// @throws InputError where a line stands before the first section, or where there is none
Sections split_sections(std::string_view text, std::string const& file);

std::string in_capitals(std::string_view text);

/// Collects the faults of one file and reads numbers out of its lines.
class FaultsOfFile {
  public:
    explicit FaultsOfFile(std::string file) : faults_(std::move(file)) {}

    Place place(Line const& line, std::size_t word = 0) const;
    void add(Place const& place, std::string message, std::string hint) {
        faults_.add(place, std::move(message), std::move(hint));
    }
    /// A number that must be there, or the given one where the line ends before; NaN where it is no number,
    /// which is told.
    double number(Line const& line, std::size_t word, char const* what);
    double number_or(Line const& line, std::size_t word, char const* what, double otherwise);
    /// Whether the line has `count` words; tells what it should look like where not.
    bool has_words(Line const& line, std::size_t count, char const* form);
    bool empty() const { return faults_.empty(); }
    void throw_if_any() const { faults_.throw_if_any(); }

  private:
    FileFaults faults_;
};

} // namespace jumelle::swmm
