#pragma once

#include <algorithm>

#include "core/base/kernel.hpp"
#include "models/flood/kernels/inertial.hpp"

namespace jumelle::flood {

/// Water at a face of the inertial scheme.
template <class T>
struct FaceWater {
    T over_m;  ///< of the higher level over the higher ground: the face is dry where there is none
    T depth_m; ///< of the flow, over the ground of the face
    T rise_m;  ///< of the level across the face
};

/// Relative to the left ground: levels above a distant datum have few digits left.
template <FaceGround ground, class T>
JUMELLE_INLINE FaceWater<T> face_water(InertialFaces<T> const& in, Index i) {
    T const h_left = in.left.h_m[i], h_right = in.right.h_m[i];
    T const step = in.right.z_m[i] - in.left.z_m[i];
    T const level = std::max(h_left, h_right + step);
    T const over = level - std::max(step, T(0));
    T const depth = ground == FaceGround::mean ? level - T(0.5) * step : over;
    return {over, depth, step + (h_right - h_left)};
}

} // namespace jumelle::flood
