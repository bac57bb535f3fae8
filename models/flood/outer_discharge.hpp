#pragma once

#include <map>
#include <utility>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/flood/open_faces.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// Cells that levels hold, by row and column, and which level: the last one where they are several.
using HeldBy = std::map<std::pair<Index, Index>, std::size_t>;

/// An open face between a cell of an absorbing level and one that no level holds.
struct OuterEdge {
    FacePlace face;
    Cell held, inside;
    double towards = 1.0; ///< 1 where the cell inside lies east or south, else −1
    AbsorbingLevel absorbing;
};

/// Edges of the cells that a level holds.
std::vector<OuterEdge> outer_edges(HeldBy const& held, std::size_t level, OpenFaces const& faces,
                                   AbsorbingLevel const& absorbing);

/// What `OuterFlow` is for velocities in cells is this for the inertial scheme, whose velocities belong to
/// faces: the discharge through the edge of absorbing levels, positive inward,
///
///     q = q̄ + sqrt(g h_f) (η − η_inside),   dq̄/dt = (s q − q̄) / T,   s = 2r / (1 + r)
///
/// at most critical; T the relaxation, r the reflection, h_f the depth at the face as the scheme has it. Of
/// small waves comes back what `OuterFlow` says.
/// Source: Flather 1976, Mém. Soc. R. Sci. Liège 10, 141-164; Leijnse et al. 2021, Coast. Eng. 163, 103796.
class OuterDischarge {
  public:
    /// @pre the solver has given flows
    OuterDischarge(std::vector<OuterEdge> edges, SolverSettings const& settings, Index rows, Solver& solver);

    /// Free cells beside the held ones.
    std::vector<Cell> cells_beside() const;
    /// Before the flow of a step.
    void prepare(StepTimes const& times, Solver& solver);
    void archive_state(StateArchive& archive) { archive("mean", mean_m2ps_); }

  private:
    double inward(Solver const& solver, OuterEdge const& edge, double mean_m2ps) const;

    std::vector<OuterEdge> edges_;
    SolverSettings settings_;
    std::vector<double> mean_m2ps_, given_m2ps_; ///< of each edge, inward; eastward or southward
};

} // namespace jumelle::flood
