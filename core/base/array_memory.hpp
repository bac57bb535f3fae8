#pragma once

#include <cstddef>

namespace jumelle {

/// Where arrays begin and rows are padded to [bytes]: one cache line and one AVX-512 register.
inline constexpr std::size_t array_alignment_bytes = 64;

/// Memory for an array, not touched, aligned to 64 bytes. Large ones ask the system for huge pages, and begin
/// at different distances from a page, so that the same cell of many arrays does not meet in one cache set.
/// @throws std::bad_alloc
void* allocate_array(std::size_t bytes);
/// Gives back what `allocate_array(bytes)` gave.
void free_array(void* data, std::size_t bytes) noexcept;

} // namespace jumelle
