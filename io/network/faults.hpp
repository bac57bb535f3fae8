#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle::network {

/// What is shown of a broken file stays short and printable, in quotes.
std::string shown(std::string_view text);

/// Collects the faults of one file; of many it keeps the first, for the rest mostly follows from them.
class FileFaults {
  public:
    explicit FileFaults(std::string file) : file_(std::move(file)) {}

    std::string const& file() const { return file_; }
    void add(Place const& place, std::string message, std::string hint);
    /// In the line `line`, at the column `column`, both from 1; 0 where unknown.
    void add(int line, int column, std::string message, std::string hint) {
        add(Place{file_, line, column}, std::move(message), std::move(hint));
    }
    bool empty() const { return count_ == 0; }
    /// @throws InputError with the faults in the order of the lines, if there are any
    void throw_if_any() const;

  private:
    std::string file_;
    std::vector<Fault> faults_;
    std::size_t count_ = 0;
};

} // namespace jumelle::network
