#pragma once

#include <vector>

#include "core/base/view.hpp"

namespace jumelle::flood {

/// Fine ground on both sides of a face: `along` runs across the face, from left to right.
struct FaceWindow {
    double const* ground_m = nullptr;
    Index along_stride = 0, across_stride = 0;
    Index along = 0, across = 0; ///< fine cells
    Index face = 0;              ///< the face lies before this one; 0 or `along` where only one side is there
    double at(Index i, Index j) const { return ground_m[i * along_stride + j * across_stride]; }
};

/// More than the unevenness of a paved or mown surface in fine terrain [m].
inline constexpr double sure_rise_m = 0.1;

/// Lowest level at which the water of both sides of a face is one: a path of fine cells that share a side
/// and lie no higher joins, on either side, at least half of all that lies no higher there. (A path from the
/// lowest point alone would let a pit in a courtyard close a whole cell.) It must stay so as the water rises
/// by `sure_rise_m`: the first few cells that go under may be half of what is wet by chance. On one side
/// only, half of it must reach the face.
/// @returns `solid_level_m` where there is none
class ConnectingLevel {
  public:
    double of(FaceWindow const& window);

  private:
    struct Pool {
        Index parent, left, right, at_face;
    };
    Index root(Index cell);
    void join(Index a, Index b);
    bool connects(Pool const& pool, FaceWindow const& window) const;
    void flood(Index cell, FaceWindow const& window);
    /// Puts all fine cells of the level at `first` of the order under water. @returns the first one above
    std::size_t flood_level(std::size_t first, FaceWindow const& window);
    bool is_joined(std::size_t first, std::size_t last, FaceWindow const& window);

    std::vector<double> ground_m_;
    std::vector<Index> order_;
    std::vector<Pool> pools_; ///< parent < 0: not under water yet
    Index left_ = 0, right_ = 0;
    Index joining_ = -1; ///< a fine cell of the pool that joined both sides last
};

} // namespace jumelle::flood
