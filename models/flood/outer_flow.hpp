#pragma once

#include <array>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/flood/open_faces.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// s = 2r / (1 + r): the share of the mean flow through an edge with which water outside moves, so that of
/// long waves comes back r.
inline double flow_share(AbsorbingLevel const& absorbing) {
    return 2.0 * absorbing.reflection / (1.0 + absorbing.reflection);
}

/// Velocity of the water in the cells of a held level, as the sea off a coast: short waves that come from
/// inside leave, long ones meet the level. Through the edge between a held and a free cell passes what the
/// scheme finds between the water inside and water of the held level that moves towards it with
///
///     dū/dt = (s q*/h − ū) / T,   s = 2r / (1 + r)
///
/// q* the flow through the edge, h the depth of the held cell, T the relaxation, r the reflection. Of a small
/// wave of angular frequency ω on water at rest comes back
///
///     −s / (2 (1 + iωT) − s),   which is −r for long waves and 0 for short ones.
///
/// Source: Flather 1976, Mém. Soc. R. Sci. Liège 10, 141-164 (radiation beside a flow outside); Leijnse et
/// al. 2021, Coast. Eng. 163, 103796 (that flow as a mean over time).
class OuterFlow {
  public:
    /// @pre water can enter `cells`
    OuterFlow(std::vector<Cell> const& cells, OpenFaces const& faces, AbsorbingLevel const& absorbing);

    /// Free cells beside the held ones.
    std::vector<Cell> cells_beside() const;
    /// After the levels have been set.
    void act(StepTimes const& times, Solver& solver);
    void archive_state(StateArchive& archive) { archive("velocity", velocity_mps_); }

  private:
    /// Along one axis: whether free cells lie on either side, or which held cell lies between them and this
    /// one and lends it its velocity, so that none changes across that cell.
    struct Axis {
        std::array<bool, 2> is_open{};
        Index follows = -1;
        bool any_open() const { return is_open[0] || is_open[1]; }
    };
    struct HeldCell {
        Cell cell;
        std::array<Axis, 2> axes; ///< along columns, along rows
    };

    double velocity_through(Solver const& solver, HeldCell const& held, std::size_t axis) const;

    AbsorbingLevel absorbing_;
    std::vector<HeldCell> held_;
    std::vector<std::array<double, 2>> velocity_mps_; ///< of each held cell, eastward and southward
};

} // namespace jumelle::flood
