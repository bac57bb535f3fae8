#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/random.hpp"

namespace jumelle::town {

/// What the random numbers of a town are for: one stream each, so that a change of one part leaves the
/// others.
enum class Purpose : std::uint64_t {
    layout = 1,
    warp,
    terrain,
    urbanity,
    cross_streets,
    subdivision,
    block,
    parcel,
    parcel_border,
    street_tree,
    tree,
    grove,
    income
};

inline RandomStream random_for(std::uint64_t seed, Purpose purpose) {
    return {seed, static_cast<std::uint64_t>(purpose)};
}

/// Two smooth random functions of a place, each within -1 … 1: cubic B-splines over a periodic lattice of
/// uniform numbers. Twice differentiable; the slope of each along an axis is at most
/// 1.5 / spacing.
class SmoothNoise {
  public:
    using Pair = std::array<double, 2>;
    /// @pre spacing_m > 0
    SmoothNoise(RandomStream const& random, std::uint64_t octave, double spacing_m);
    Pair at(double x_m, double y_m) const;
    double spacing_m() const { return spacing_m_; }

  private:
    double spacing_m_;
    std::vector<Pair> lattice_;
};

} // namespace jumelle::town
