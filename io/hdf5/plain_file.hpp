#pragma once

#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <span>

namespace jumelle::hdf5 {

/// A file by the operating system's own calls: nothing of it stays in the process. All functions throw
/// IoError.
class PlainFile {
  public:
    /// @param flags of open(2)
    PlainFile(std::filesystem::path const& path, int flags);
    ~PlainFile();
    PlainFile(PlainFile const&) = delete;
    PlainFile& operator=(PlainFile const&) = delete;

    std::int64_t bytes() const;
    void read(std::int64_t begin, std::span<std::uint8_t> into) const;
    void write(std::int64_t begin, std::span<std::uint8_t const> from) const;
    void cut(std::int64_t bytes) const;

  private:
    int file_;
};

} // namespace jumelle::hdf5
