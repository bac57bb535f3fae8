#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle::yaml {

/// Turns the parser's positions into places that an editor shows. The parser counts lines and bytes from 0;
/// a place counts lines and characters from 1.
class Places {
  public:
    /// `text` outlives this object.
    Places(std::string_view text, std::string file);

    Place place(int line, int byte_in_line) const;
    /// The text from a position of the parser to its end.
    std::string_view from(int line, int byte_in_line) const;
    /// One line, from 0, without its end; empty where there is none.
    std::string_view line(int number) const;
    std::string const& file() const { return file_; }

  private:
    std::string_view text_;
    std::string file_;
    std::vector<std::size_t> line_begin_;
};

} // namespace jumelle::yaml
