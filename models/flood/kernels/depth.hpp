#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"

namespace jumelle::flood {

/// h + rest + gain as the state keeps it: a float depth leaves what it cannot hold in `rest_m`.
/// Source: Kahan 1965, Commun. ACM 8, 40 (the carried remainder).
template <class T>
JUMELLE_INLINE T new_depth(T h, T* rest_m, Index i, double gain_m) {
    if constexpr (std::is_same_v<T, double>) {
        return h + gain_m;
    } else {
        double const exact = (static_cast<double>(h) + static_cast<double>(rest_m[i])) + gain_m;
        T const rounded = static_cast<T>(exact);
        rest_m[i] = static_cast<T>(exact - static_cast<double>(rounded));
        return rounded;
    }
}

/// Whether `x` is infinite or not a number. The compiler may take both for impossible in a kernel file, so
/// only whole numbers are compared: all bits of the exponent are set.
template <class T>
JUMELLE_INLINE bool is_broken(T x) {
    if constexpr (std::is_same_v<T, double>) {
        constexpr std::uint64_t exponent = 0x7FF0000000000000ULL;
        return (std::bit_cast<std::uint64_t>(x) & exponent) == exponent;
    } else {
        constexpr std::uint32_t exponent = 0x7F800000U;
        return (std::bit_cast<std::uint32_t>(x) & exponent) == exponent;
    }
}

} // namespace jumelle::flood
