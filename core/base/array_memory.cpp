#include "core/base/array_memory.hpp"

#include <cstdint>
#include <new>
#include <sys/mman.h>

#include "core/base/arrays_on_disk.hpp"

namespace jumelle {

namespace {

/// Of x86-64 and most others; arrays below it gain nothing.
constexpr std::size_t huge_page_bytes = std::size_t{1} << 21;
/// Arrays begin at one of so many places, so far apart: together a page of 4096 bytes.
constexpr std::size_t places = 15, apart_bytes = 256;
constexpr std::size_t room_bytes = (places + 1) * apart_bytes;

/// Stands before an array that might lie on a disk: how its memory is given back.
struct Origin {
    void* begin = nullptr;
    std::size_t mapped_bytes = 0; ///< 0: from the heap
};
static_assert(sizeof(Origin) <= array_alignment_bytes);

bool has_origin(std::size_t bytes) {
    return bytes >= least_bytes_on_disk;
}

Origin* origin_of(void* data) {
    return reinterpret_cast<Origin*>(static_cast<std::byte*>(data) - array_alignment_bytes);
}

/// @returns where the array begins
void* put(Origin const& origin, std::byte* data) {
    new (origin_of(data)) Origin(origin);
    return data;
}

/// One of the places in the page from which on an array begins, by the number of its block of memory.
std::byte* place_behind(std::byte* begin, std::size_t block_bytes) {
    return begin + (1 + reinterpret_cast<std::uintptr_t>(begin) / block_bytes % places) * apart_bytes;
}

void* allocate_on_heap(std::size_t bytes) {
    void* const begin =
        ::operator new (bytes + array_alignment_bytes, std::align_val_t{array_alignment_bytes});
    return put({begin, 0}, static_cast<std::byte*>(begin) + array_alignment_bytes);
}

/// Straight from the system, so that what ends is the system's again: the heap would keep the room of many
/// arrays of some megabytes.
void* allocate_in_huge_pages(std::size_t bytes) {
    std::size_t const mapped = bytes + room_bytes + huge_page_bytes;
    void* const begin = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (begin == MAP_FAILED) throw std::bad_alloc();
    std::uintptr_t const over = reinterpret_cast<std::uintptr_t>(begin) % huge_page_bytes;
    std::byte* const page = static_cast<std::byte*>(begin) + (over > 0 ? huge_page_bytes - over : 0);
#ifdef __linux__
    madvise(page, bytes + room_bytes, MADV_HUGEPAGE); // a wish: without it everything works, slower
#endif
    return put({begin, mapped}, place_behind(page, huge_page_bytes));
}

void* allocate_on_disk(ArraysOnDisk const& disk, std::size_t bytes) {
    constexpr std::size_t page_bytes = 4096;
    std::size_t const mapped = bytes + room_bytes;
    void* const begin = disk.map(mapped);
    return put({begin, mapped}, place_behind(static_cast<std::byte*>(begin), page_bytes));
}

} // namespace

void* allocate_array(std::size_t bytes) {
    if (!has_origin(bytes)) return ::operator new (bytes, std::align_val_t{array_alignment_bytes});
    ArraysOnDisk const* const disk = ArraysOnDisk::in_force();
    if (disk != nullptr && bytes >= disk->from_bytes()) return allocate_on_disk(*disk, bytes);
    return bytes >= huge_page_bytes ? allocate_in_huge_pages(bytes) : allocate_on_heap(bytes);
}

void free_array(void* data, std::size_t bytes) noexcept {
    if (!has_origin(bytes)) return ::operator delete (data, std::align_val_t{array_alignment_bytes});
    Origin const origin = *origin_of(data);
    if (origin.mapped_bytes > 0) {
        munmap(origin.begin, origin.mapped_bytes);
    } else {
        ::operator delete (origin.begin, std::align_val_t{array_alignment_bytes});
    }
}

} // namespace jumelle
