#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/file_faults.hpp"

namespace jumelle::tntp {

/// A piece of a line and where it begins.
struct Word {
    std::string_view text;
    int column = 0; ///< from 1
};

/// Walks over the lines of a text, without comments, which begin with `~`.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    /// The next line; false after the last.
    bool next();
    int number() const { return number_; }             ///< of the line, from 1
    std::string_view content() const { return line_; } ///< without its comment
    std::string_view comment() const { return comment_; }
    /// The next word of the line: blanks, commas and semicolons stand between words. Empty after the last.
    Word word();
    /// Whether the next thing in the line is `mark`, which is taken; blanks before it are passed over.
    bool take(char mark);

  private:
    std::string_view rest_, line_, comment_;
    std::size_t at_ = 0;
    int number_ = 0;
};

/// A finite number that is the whole of a word.
std::optional<double> number(std::string_view text);
/// A whole number that is the whole of a word.
std::optional<std::int32_t> integer(std::string_view text);

/// The head of a file: what stands behind each `<TAG>` up to `<END OF METADATA>`.
class Head {
  public:
    /// Reads the head and leaves `lines` behind it; a fault where it does not end.
    Head(Lines& lines, FileFaults& faults);

    /// A whole number, at least `least`; a fault and 0 where it is absent or something else.
    std::int32_t integer(std::string const& tag, std::int32_t least) const;
    /// The same, where the tag is given.
    std::optional<double> number(std::string const& tag) const;

  private:
    struct Entry {
        std::string text;
        int line = 0;
    };
    std::map<std::string, Entry> entries_;
    FileFaults& faults_;
};

} // namespace jumelle::tntp
