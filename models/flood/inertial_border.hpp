#pragma once

#include "models/flood/borders.hpp"
#include "models/flood/kernels/inertial.hpp"

namespace jumelle::flood {

/// What the discharge through a border face depends on: the border cell, the cell behind it, and faces.
template <class T>
struct BorderFace {
    T h_m, z_m, friction;
    T inner_h_m, inner_z_m; ///< of the cell next inward; depth 0 where there is none
    T here_m2ps, next_m2ps; ///< discharge of the face and of the next one inward
};

/// Unit discharge through a border face after a step, positive eastward or southward.
/// - wall: none;
/// - open: the slope of the water level inside goes on beyond, and nothing enters;
/// - normal_depth: the water goes on with the given slope, and nothing enters;
/// - level: the given level stands beyond over the same ground;
/// - discharge: as given, in the cells that take part.
double border_discharge(SideStates const& sides, Side side, BorderFace<double> const& face,
                        StepNumbers const& step, InertialForm const& form = {});
float border_discharge(SideStates const& sides, Side side, BorderFace<float> const& face,
                       StepNumbers const& step, InertialForm const& form = {});

} // namespace jumelle::flood
