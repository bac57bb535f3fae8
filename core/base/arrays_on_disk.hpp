#pragma once

#include <cstddef>
#include <filesystem>

namespace jumelle {

/// Smaller arrays are never kept on a disk.
inline constexpr std::size_t least_bytes_on_disk = 1024;

/// While it lives, the large arrays that the process makes (`allocate_array`) lie in a folder instead of in
/// memory: each in a file of its own without a name, mapped into memory. The system keeps in memory what it
/// has room for, and writes to the disk what it must; so a city may be larger than the memory. The results
/// are the same, bit for bit. Arrays may outlive it; the room that an array takes on the disk is free when
/// the array, or the process, ends.
class ArraysOnDisk {
  public:
    /// Arrays that huge pages would help: most of the memory, few of the arrays.
    static constexpr std::size_t usual_from_bytes = std::size_t{1} << 21;

    /// @param from_bytes size from which arrays are kept there
    /// @pre no other lives; from_bytes >= least_bytes_on_disk
    /// @throws IoError where the folder is not there, or no file can be made in it
    explicit ArraysOnDisk(std::filesystem::path folder, std::size_t from_bytes = usual_from_bytes);
    ~ArraysOnDisk();
    ArraysOnDisk(ArraysOnDisk const&) = delete;
    ArraysOnDisk& operator=(ArraysOnDisk const&) = delete;

    std::filesystem::path const& folder() const { return folder_; }
    std::size_t from_bytes() const { return from_bytes_; }
    /// Whether the folder's files are memory themselves (tmpfs): then nothing is gained.
    bool is_memory() const { return is_memory_; }
    /// Zeros in a new file, until `munmap`. Its room on the disk is taken at once, so a full disk is told
    /// here, and not by a signal when the numbers are written.
    /// @throws IoError where the disk is full, or refuses
    void* map(std::size_t bytes) const;

    /// The one that lives; null where none does.
    static ArraysOnDisk const* in_force();

  private:
    std::filesystem::path folder_;
    std::size_t from_bytes_;
    bool is_memory_;
};

} // namespace jumelle
