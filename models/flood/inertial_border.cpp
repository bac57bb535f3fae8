#include "models/flood/inertial_border.hpp"

#include <algorithm>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

template <class T>
struct Beyond {
    T h_m, z_m;
};

template <class T>
Beyond<T> beyond(SideState const& side, BorderFace<T> const& face, StepNumbers const& step) {
    if (side.kind == BorderKind::level) {
        return {static_cast<T>(std::max(side.level_m - static_cast<double>(face.z_m), 0.0)), face.z_m};
    }
    if (side.kind == BorderKind::normal_depth) {
        return {face.h_m, face.z_m - static_cast<T>(side.slope * step.cell_m)};
    }
    bool const inner_wet = face.inner_h_m > static_cast<T>(step.dry_depth_m);
    T const fall = (face.z_m - face.inner_z_m) + (face.h_m - face.inner_h_m);
    return {face.h_m, inner_wet ? face.z_m + fall : face.z_m};
}

/// The momentum balance of any other face, with the water beyond on the outer side.
template <class T>
T balanced(BorderFace<T> const& face, Beyond<T> const& outside, bool outside_is_left, StepNumbers const& step,
           InertialForm const& form) {
    InertialCells<T> const in{&face.h_m, &face.z_m, &face.friction};
    InertialCells<T> const out{&outside.h_m, &outside.z_m, &face.friction};
    InertialFaces<T> faces{in, out, &face.next_m2ps, &face.here_m2ps, &face.here_m2ps};
    if (outside_is_left) std::swap(faces.left, faces.right);
    T discharge = T(0);
    inertial_discharges(faces, &discharge, {0, 1}, step, form);
    return discharge;
}

template <class T>
T discharge_at(SideStates const& sides, Side which, BorderFace<T> const& face, StepNumbers const& step,
               InertialForm const& form) {
    SideState const& side = sides[which];
    if (side.kind == BorderKind::wall || static_cast<double>(face.z_m) > solid_above_m) return T(0);
    bool const outside_is_left = which == Side::west || which == Side::north;
    double const inward = outside_is_left ? 1.0 : -1.0;
    if (side.kind == BorderKind::discharge) {
        bool const takes = prescribes(side, static_cast<double>(face.h_m), static_cast<double>(face.z_m));
        return takes ? static_cast<T>(inward * side.unit_discharge_m2ps) : T(0);
    }
    T const discharge = balanced(face, beyond(side, face, step), outside_is_left, step, form);
    if (side.kind == BorderKind::level) return discharge;
    return outside_is_left ? std::min(discharge, T(0)) : std::max(discharge, T(0));
}

} // namespace

double border_discharge(SideStates const& sides, Side side, BorderFace<double> const& face,
                        StepNumbers const& step, InertialForm const& form) {
    return discharge_at(sides, side, face, step, form);
}

float border_discharge(SideStates const& sides, Side side, BorderFace<float> const& face,
                       StepNumbers const& step, InertialForm const& form) {
    return discharge_at(sides, side, face, step, form);
}

} // namespace jumelle::flood
