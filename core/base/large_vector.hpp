#pragma once

#include <vector>

#include "core/base/array_memory.hpp"

namespace jumelle {

/// Lets a vector have the memory of arrays.
template <class T>
struct ArrayAllocator {
    using value_type = T;
    ArrayAllocator() = default;
    template <class Other>
    ArrayAllocator(ArrayAllocator<Other> const&) noexcept {}
    T* allocate(std::size_t count) { return static_cast<T*>(allocate_array(count * sizeof(T))); }
    void deallocate(T* data, std::size_t count) noexcept { free_array(data, count * sizeof(T)); }
    friend bool operator==(ArrayAllocator const&, ArrayAllocator const&) { return true; }
};

/// A list that may have as many items as a city has cells: it lies where arrays lie (`ArraysOnDisk`).
template <class T>
using LargeVector = std::vector<T, ArrayAllocator<T>>;

} // namespace jumelle
