#include "models/flood/subgrid/border.hpp"

#include <algorithm>
#include <utility>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

template <class T>
struct BorderLevels {
    T inside_m, beyond_m;
};

template <class T>
BorderLevels<T> levels_at(SideState const& side, SubgridBorderFace<T> const& face, double cell_m) {
    if (side.kind == BorderKind::normal_depth) {
        return {face.level_m, face.level_m - static_cast<T>(side.slope * cell_m)};
    }
    if (side.kind == BorderKind::open) {
        // Where the level rises outward so does the ground: the face is no deeper than inside.
        T const adverse = std::min(face.fall_m, T(0));
        return {face.level_m + adverse, face.level_m + adverse - face.fall_m};
    }
    return {face.level_m, static_cast<T>(std::max(side.level_m - face.lowest_m, 0.0))};
}

/// The momentum balance of any other face, with the water beyond on the outer side.
template <class T>
T balanced(SubgridBorderFace<T> const& face, BorderLevels<T> const& levels, bool beyond_is_left,
           SubgridStep const& step) {
    SubgridFaces<T> faces;
    faces.left = {&face.lowest_m, &levels.inside_m};
    faces.right = {&face.lowest_m, &levels.beyond_m};
    if (beyond_is_left) std::swap(faces.left, faces.right);
    faces.tables = face.table;
    faces.before = &face.next_m2ps;
    faces.here = faces.after = &face.here_m2ps;
    T discharge = T(0);
    subgrid_discharges(faces, &discharge, {0, 1}, step);
    return discharge;
}

template <class T>
T discharge_at(SideState const& side, Side which, SubgridBorderFace<T> const& face, SubgridStep const& step) {
    if (side.kind == BorderKind::wall || face.lowest_m > solid_above_m) return T(0);
    bool const beyond_is_left = which == Side::west || which == Side::north;
    if (side.kind == BorderKind::discharge) {
        double const inward = beyond_is_left ? 1.0 : -1.0;
        bool const takes = prescribes(side, static_cast<double>(face.level_m), face.lowest_m);
        return takes ? static_cast<T>(inward * side.unit_discharge_m2ps) : T(0);
    }
    T const discharge = balanced(face, levels_at(side, face, step.numbers.cell_m), beyond_is_left, step);
    if (side.kind == BorderKind::level) return discharge;
    return beyond_is_left ? std::min(discharge, T(0)) : std::max(discharge, T(0));
}

} // namespace

double subgrid_border(SideState const& side, Side which, SubgridBorderFace<double> const& face,
                      SubgridStep const& step) {
    return discharge_at(side, which, face, step);
}

float subgrid_border(SideState const& side, Side which, SubgridBorderFace<float> const& face,
                     SubgridStep const& step) {
    return discharge_at(side, which, face, step);
}

} // namespace jumelle::flood
