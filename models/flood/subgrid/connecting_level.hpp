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

/// Lowest level at which the water of both sides of a face is one: a path of fine cells that share a side
/// and lie no higher joins, on either side, at least half of all that lies no higher there. (A path from the
/// lowest point alone would let a pit in a courtyard close a whole cell.) On one side only, half of it must
/// reach the face.
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

    std::vector<double> ground_m_;
    std::vector<Index> order_;
    std::vector<Pool> pools_; ///< parent < 0: not under water yet
    Index left_ = 0, right_ = 0;
};

} // namespace jumelle::flood
