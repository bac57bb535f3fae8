#pragma once

#include <filesystem>

namespace jumelle::hdf5 {

/// A file beside the results that says which process writes them. HDF5's own locking is off, because it
/// keeps readers out and fails on network file systems. A lock whose process has ended is taken over.
class OwnerLock {
  public:
    /// @throws IoError where another process writes `results`, or the folder cannot be written to
    explicit OwnerLock(std::filesystem::path const& results);
    ~OwnerLock();
    OwnerLock(OwnerLock const&) = delete;
    OwnerLock& operator=(OwnerLock const&) = delete;

    /// `run.nc.lock` for `run.nc`.
    static std::filesystem::path path_for(std::filesystem::path const& results);

  private:
    std::filesystem::path path_;
};

} // namespace jumelle::hdf5
