#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle {

/// What is shown of a broken file stays short and printable, in quotes.
std::string shown(std::string_view text);

/// A fault of what a data file holds at a place.
Fault data_fault(Place place, std::string message, std::string hint);

/// @throws InputError with one fault of a data file as a whole
[[noreturn]] void refuse_file(std::string const& file, std::string message, std::string hint);

/// Collects the faults of one file; of many it keeps the first, for the rest mostly follows from them.
class FileFaults {
  public:
    static constexpr std::size_t most_by_default = 50;

    /// @param key the key of the scenario that names the file; empty where it is not known
    explicit FileFaults(std::string file, std::size_t most = most_by_default, std::string key = "")
        : file_(std::move(file)), key_(std::move(key)), most_(most) {}

    std::string const& file() const { return file_; }
    void add(Place place, std::string message, std::string hint);
    /// In the line `line`, at the column `column`, both from 1; 0 where unknown.
    void add(int line, int column, std::string message, std::string hint) {
        add(Place{file_, line, column}, std::move(message), std::move(hint));
    }
    /// Adds one more. @throws InputError with all of them
    [[noreturn]] void refuse(Place place, std::string message, std::string hint);
    bool empty() const { return count_ == 0; }
    /// @throws InputError with the faults in the order of the lines, if there are any
    void throw_if_any() const;

  private:
    [[noreturn]] void throw_all() const;
    Fault fault(Place place, std::string message, std::string hint) const;

    std::string file_, key_;
    std::size_t most_;
    std::vector<Fault> faults_;
    std::size_t count_ = 0;
};

} // namespace jumelle
