#include "core/base/array_memory.hpp"

#include <cstdint>
#include <new>

#include "core/base/arrays_on_disk.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace jumelle {

namespace {

/// Of x86-64 and most others; arrays below it gain nothing.
constexpr std::size_t huge_page_bytes = std::size_t{1} << 21;
/// Arrays begin at one of so many places, so far apart: together a page of 4096 bytes.
constexpr std::size_t places = 15, apart_bytes = 256;
constexpr std::size_t room_bytes = (places + 1) * apart_bytes;

/// Stands before an array of at least a page: how its memory is given back.
struct Origin {
    void* begin = nullptr;
    std::size_t alignment = 0;    ///< in memory
    std::size_t mapped_bytes = 0; ///< of a file; 0: in memory
};
static_assert(sizeof(Origin) <= array_alignment_bytes);

bool has_origin(std::size_t bytes) {
    return bytes >= least_bytes_on_disk;
}

Origin* origin_of(void* data) {
    return reinterpret_cast<Origin*>(static_cast<std::byte*>(data) - array_alignment_bytes);
}

/// @returns where the array begins
void* behind(Origin const& origin, std::size_t distance) {
    void* const data = static_cast<std::byte*>(origin.begin) + distance;
    new (origin_of(data)) Origin(origin);
    return data;
}

/// One of the places in the page before an array, by the number of its block of memory.
std::size_t place_of(void* begin, std::size_t block_bytes) {
    return (1 + reinterpret_cast<std::uintptr_t>(begin) / block_bytes % places) * apart_bytes;
}

void* allocate_in_memory(std::size_t bytes) {
    bool const is_large = bytes >= huge_page_bytes;
    Origin origin;
    origin.alignment = is_large ? huge_page_bytes : array_alignment_bytes;
    std::size_t const room = is_large ? room_bytes : array_alignment_bytes;
    origin.begin = ::operator new (bytes + room, std::align_val_t{origin.alignment});
    if (!is_large) return behind(origin, array_alignment_bytes);
#ifdef __linux__
    madvise(origin.begin, bytes + room, MADV_HUGEPAGE); // a wish: without it everything works, slower
#endif
    return behind(origin, place_of(origin.begin, huge_page_bytes));
}

void* allocate_on_disk(ArraysOnDisk const& disk, std::size_t bytes) {
    constexpr std::size_t page_bytes = 4096;
    Origin origin;
    origin.mapped_bytes = bytes + room_bytes;
    origin.begin = disk.map(origin.mapped_bytes);
    return behind(origin, place_of(origin.begin, page_bytes));
}

} // namespace

void* allocate_array(std::size_t bytes) {
    if (!has_origin(bytes)) return ::operator new (bytes, std::align_val_t{array_alignment_bytes});
    ArraysOnDisk const* const disk = ArraysOnDisk::in_force();
    return disk != nullptr && bytes >= disk->from_bytes() ? allocate_on_disk(*disk, bytes)
                                                          : allocate_in_memory(bytes);
}

void free_array(void* data, std::size_t bytes) noexcept {
    if (!has_origin(bytes)) return ::operator delete (data, std::align_val_t{array_alignment_bytes});
    Origin const origin = *origin_of(data);
    if (origin.mapped_bytes > 0) return unmap_from_disk(origin.begin, origin.mapped_bytes);
    ::operator delete (origin.begin, std::align_val_t{origin.alignment});
}

} // namespace jumelle
