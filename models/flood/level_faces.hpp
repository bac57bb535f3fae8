#pragma once

#include <array>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/flood/kernels/rows.hpp"
#include "models/flood/time_levels.hpp"

namespace jumelle::flood {

/// Which tiles are stepped, and over which part of the step of the whole grid.
struct LevelPart {
    int level = 0;
    double begin = 0.0, end = 1.0; ///< as shares of the whole step
};

/// A line of cells on the coarser side of an edge between tiles.
struct CoarserCells {
    enum class Along { row, column };
    Along along = Along::row;
    Cell first;
    Index count = 0;
    Index edge = 0; ///< tile south of the edge, or segment east of it
    int level = 0;  ///< of the cells
    Cell cell(Index k) const {
        return along == Along::row ? Cell{first.row, first.column + k} : Cell{first.row + k, first.column};
    }
};

/// Faces between tiles of different levels. The coarser side goes first and finds their fluxes, which are
/// then kept for all steps of the finer side that lie in the same time: both sides count the same volume.
/// A finer cell holds back what it still owes through such faces; the coarser side asks for no more than
/// the finer cell holds. Hooks of different rows may run at the same time.
/// Source: Osher & Sanders 1983, Math. Comput. 41, 321-336 (fluxes at the faces between steps of two
/// lengths).
template <class T>
class LevelFaces {
  public:
    LevelFaces(Index rows, Index columns);

    /// @param whole_spm length of the whole step per width of a cell [s/m]
    void begin(TimeLevels const& levels, LevelPart part, double whole_spm);

    int level() const { return part_.level; }
    /// Whether water arrives at, or leaves, a segment of the part through a face of a coarser tile.
    bool has_kept_flux(Index row, Index segment) const;

    /// Kept faces are shut while the part's own fluxes are limited.
    void close_columns(Index row, FaceRow<T> const& faces) const;
    void close_rows(Index row, FaceRow<T> const& faces) const;
    /// Depths of a row less what is owed. @returns `h_m` or `scratch`
    T const* available(Index row, T const* h_m, T* scratch) const;
    /// Takes off the water that a row holds at the end of the part what it will still owe then: losses must
    /// leave it.
    void hold_back(Index row, double* water_m, Span span) const;
    /// Puts the kept fluxes on the faces west of a row's cells, and limits what finer cells are asked for.
    void settle_columns(Index row, StateRow<T> const& here, FaceRow<T> const& faces) const;
    /// The same for the faces between `above` and the row.
    void settle_rows(Index row, StateRow<T> const& above, StateRow<T> const& here,
                     FaceRow<T> const& faces) const;
    /// Keeps the fluxes between a row that was stepped and finer tiles.
    void keep(Index row, std::vector<Span> const& spans, CellFaces<T> const& faces);
    /// Calls `body` for the part's own cells beside finer tiles, and for the coarser cells beside the part.
    void for_own_cells(FunctionRef<void(CoarserCells const&)> body) const;
    void for_coarser_cells(FunctionRef<void(CoarserCells const&)> body) const;
    /// Share of a coarser level's last step that lies behind where the present part begins.
    double share_behind(int level) const;
    /// Between steps of the whole grid.
    void archive_state(StateArchive& archive);
    double bytes() const;

  private:
    enum class Edge { inner, kept, finer_before, finer_after };
    /// A finer cell that a face takes water from.
    struct Donor {
        Cell cell;
        double share = 1.0; ///< of its water that this face may take
    };

    /// A face through which a cell may owe water.
    struct Owing {
        int level = 0, to_level = 0; ///< of the cell, of the one beyond the face
        double outward_m2ps = 0.0;
    };

    Edge edge(int before, int after) const;
    Edge west_edge(Index row, Index segment) const;
    Edge north_edge(Index tile, Index segment) const;
    Span columns_of(Index segment) const;
    bool begins_tile(Index row) const { return row % tile_rows == 0; }
    bool ends_tile(Index row) const { return (row + 1) % tile_rows == 0 || row + 1 == rows_; }
    T north_mass(Index tile, Index column) const { return north_[0](tile, column); }
    T west_mass(Index segment, Index row) const { return west_[0](segment, row); }
    void forget_fluxes();
    template <class Wanted>
    void for_edges(Wanted const& wanted, FunctionRef<void(CoarserCells const&)> body) const;
    bool is_found_now(Edge edge) const { return edge == Edge::finer_before || edge == Edge::finer_after; }
    bool any_through_row(Index tile, Index segment) const;
    template <class Body>
    void for_cells_at_edges(Index row, Index segment, Body const& body) const;
    double owed_m(Cell cell, double from) const;
    double owed_through(Owing const& owing, double from) const;
    void ask_less(Donor const& donor, StateRow<T> const& row, T const* normal_mps, FaceRow<T> const& face,
                  double outward) const;

    Index rows_, columns_;
    TimeLevels const* levels_ = nullptr;
    LevelPart part_;
    double whole_spm_ = 0.0;
    std::array<LevelPart, TimeLevels::deepest_level + 1> parts_{}; ///< the last of each level
    std::array<Array2D<T>, 4> north_; ///< of each tile: mass, left, right, tangent by column
    std::array<Array2D<T>, 4> west_;  ///< of each segment: the same by row
};

extern template class LevelFaces<double>;
extern template class LevelFaces<float>;

} // namespace jumelle::flood
