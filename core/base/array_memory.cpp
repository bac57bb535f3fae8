#include "core/base/array_memory.hpp"

#include <cstdint>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace jumelle {

namespace {

/// Of x86-64 and most others; arrays below it gain nothing.
constexpr std::size_t huge_page_bytes = std::size_t{1} << 21;
/// Arrays begin at one of so many places, so far apart: together less than a page of 4096 bytes.
constexpr std::size_t places = 15, apart_bytes = 256;
constexpr std::size_t room_bytes = places * apart_bytes;

bool is_large(std::size_t bytes) {
    return bytes >= huge_page_bytes;
}

} // namespace

void* allocate_array(std::size_t bytes) {
    if (!is_large(bytes)) return ::operator new (bytes, std::align_val_t{array_alignment_bytes});
    auto* const begin =
        static_cast<std::byte*>(::operator new (bytes + room_bytes, std::align_val_t{huge_page_bytes}));
#ifdef __linux__
    madvise(begin, bytes + room_bytes, MADV_HUGEPAGE); // a wish: without it everything works, slower
#endif
    auto const page = reinterpret_cast<std::uintptr_t>(begin) / huge_page_bytes;
    return begin + page % places * apart_bytes;
}

void free_array(void* data, std::size_t bytes) noexcept {
    if (!is_large(bytes)) return ::operator delete (data, std::align_val_t{array_alignment_bytes});
    auto const at = reinterpret_cast<std::uintptr_t>(data);
    ::operator delete (reinterpret_cast<void*>(at / huge_page_bytes * huge_page_bytes),
                       std::align_val_t{huge_page_bytes});
}

} // namespace jumelle
