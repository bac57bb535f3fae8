#pragma once

#include <vector>

namespace jumelle::heat {

/// What a surface gives back to those who see it [W/m²].
struct Glow {
    double shortwave = 0.0, longwave = 0.0;
};

/// Shortwave and longwave by turns, as kernels take them.
inline double const* by_turns(std::vector<Glow> const& glows) {
    static_assert(sizeof(Glow) == 2 * sizeof(double));
    return glows.empty() ? nullptr : &glows.front().shortwave;
}

} // namespace jumelle::heat
