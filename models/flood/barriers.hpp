#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/parallel/grid_share.hpp"
#include "models/flood/kernels/barrier_flow.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

class Solver;

/// Which faces: those between columns (flow eastward) or those between rows (flow southward).
enum class FaceAxis { columns, rows };

/// One cell face that something stands on.
struct BarrierFace {
    FaceAxis axis = FaceAxis::columns;
    Index row = 0, column = 0; ///< the face lies west (north) of this cell
    BarrierShape shape = {};
    BarrierFlow flow = {};    ///< of the present step
    bool idle = true;         ///< no water on either side
    bool looks_across = true; ///< the cells beside may be reconstructed across the face
    double mass_m2ps = 0.0;   ///< mean of the last step, eastward or southward
};

/// A cell beside barrier faces.
struct BesideBarrier {
    static constexpr int no_face = -1;
    Index column = 0;
    std::array<int, 4> face{no_face, no_face, no_face, no_face}; ///< west, east, north, south
};

/// All faces with something on them, sorted by row, so that each row of fluxes finds its own at once.
/// A step goes: shapes are changed, `find_flow`, then `apply` to each row of fluxes, `note` what passed.
/// `find_flow` reads the state only; `apply` and `note` of different rows may run at the same time.
class Barriers {
  public:
    Barriers() = default;
    /// @pre no face twice; all between two cells of the grid
    Barriers(std::vector<BarrierFace> faces, Index rows, Index columns);

    bool empty() const { return faces_.empty(); }
    std::vector<BarrierFace>& faces() { return faces_; }
    std::vector<BarrierFace> const& faces() const { return faces_; }

    /// Shapes that have moved, and what passed in the last step.
    void archive_state(StateArchive& archive) { archive("faces", faces_); }
    /// Where ranks share the grid: puts together what each knows of the faces of its rows.
    void gather(GridShare const& share);

    /// Forgets what passed in the last step.
    void begin_step();
    /// Finds the flow through all faces from the state before the step, or before a part of it; faces beside
    /// rows that the solver does not know are left as they are.
    /// @param share of the step that the part takes
    void find_flow(Solver const& solver, StepNumbers const& step, double share = 1.0);

    /// Changes the fluxes of a row of faces that have a barrier. Fluxes that the sweep has not computed, in
    /// dry land, are not changed.
    template <class T>
    void apply(FaceAxis axis, Index row, FaceRow<T> const& fluxes) const;
    /// The same where a scheme knows mass fluxes only.
    template <class T>
    void apply_to_mass(FaceAxis axis, Index row, T* mass_m2ps) const;
    /// Leaves of what a row of faces would pass the share of each that is open.
    template <class T>
    void scale_open(FaceAxis axis, Index row, T* values) const;
    /// Notes what passed a row of faces in the end; those west or north of the cells of `spans` count.
    template <class T>
    void note(FaceAxis axis, Index row, T const* mass_m2ps, std::vector<Span> const& spans);

    std::span<BesideBarrier const> cells_beside(Index row) const;
    /// Whether the reconstruction of a cell may use its neighbour in a direction of `BesideBarrier::face`.
    bool looks_across(BesideBarrier const& cell, std::size_t direction) const {
        int const face = cell.face[direction];
        return face == BesideBarrier::no_face || faces_[static_cast<std::size_t>(face)].looks_across;
    }

  private:
    std::span<BarrierFace const> row_of(FaceAxis axis, Index row) const;
    void find_cells_beside(Index columns);

    std::vector<BarrierFace> faces_; ///< by axis, row, column
    std::array<std::vector<std::size_t>, 2> row_begin_;
    std::vector<BesideBarrier> beside_;
    std::vector<std::size_t> beside_begin_;
    double step_per_cell_spm_ = 0.0, share_ = 1.0;
};

} // namespace jumelle::flood
