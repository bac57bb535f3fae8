#pragma once

#include "models/flood/borders.hpp"
#include "models/flood/kernels/subgrid.hpp"

namespace jumelle::flood {

/// What the discharge through a border face depends on.
template <class T>
struct SubgridBorderFace {
    double lowest_m; ///< lowest ground of the border cell
    T level_m;       ///< of its water, above that
    T fall_m;        ///< of the level from the cell next inward; 0 where that is dry
    T const* table;
    T here_m2ps, next_m2ps; ///< discharge of the face and of the next one inward
};

/// Unit discharge through a border face after a step, positive eastward or southward.
/// - wall: none;
/// - open: the fall of the level inside goes on beyond, and nothing enters;
/// - normal_depth: the level beyond lies lower by the given slope, and nothing enters;
/// - level: the given level stands beyond over the same ground;
/// - discharge: as given, in the cells that take part.
double subgrid_border(SideState const& side, Side which, SubgridBorderFace<double> const& face,
                      SubgridStep const& step);
float subgrid_border(SideState const& side, Side which, SubgridBorderFace<float> const& face,
                     SubgridStep const& step);

} // namespace jumelle::flood
