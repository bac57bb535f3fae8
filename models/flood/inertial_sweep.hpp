#pragma once

#include <array>
#include <memory>
#include <vector>

#include "models/flood/inertial_advection.hpp"
#include "models/flood/inertial_border.hpp"
#include "models/flood/kernels/drain.hpp"
#include "models/flood/sweep.hpp"

namespace jumelle::flood {

/// Takes one range of rows through one step of the local-inertial equations, row by row: new discharges of
/// the faces of row r, drain limiter of row r − 1, new depths of row r − 2. Like `Sweep` it changes the state
/// in place and copies the rows beyond its range first.
template <class T>
class InertialSweep {
  public:
    explicit InertialSweep(Index columns);
    /// Copies the neighbours' rows. All parts must have done so before any runs.
    void prepare(SweepStep<T> const& step, RowRange range);
    void run(SweepStep<T> const& step);

  private:
    static constexpr Index halo = 3;
    static constexpr Index ring = 3;

    T* next_line() { return lines_.row(lines_used_++) + ghost_columns; }
    static std::size_t slot(Index row) { return static_cast<std::size_t>((row + 2 * ring) % ring); }
    DischargeRow<T> row_of(SweepStep<T> const& step, Index row) const;
    void discharges_north(SweepStep<T> const& step, Index row);
    void discharges_west(SweepStep<T> const& step, Index row);
    void settle_side(SweepStep<T> const& step, Side side);
    void settle_ends(SweepStep<T> const& step, Index row);
    /// By what the outflow of a row's cells is limited.
    struct Limits {
        T* factors = nullptr;                ///< one a cell, where `any`
        std::vector<std::uint8_t> is_marked; ///< one a segment: some of its cells are limited
        bool any = false;
    };
    void limit(SweepStep<T> const& step, Index row);
    void find_limits(SweepStep<T> const& step, Index row);
    void forget_limits(Index row);
    void scale_marked(std::vector<Span> const& spans, DonorCells<T> const& cells, T* q_m2ps,
                      std::array<Limits const*, 2> by) const;
    void update(SweepStep<T> const& step, Index row);
    void keep_discharges(SweepStep<T> const& step, Index row);
    void update_span(SweepStep<T> const& step, Index row, Span span);
    FlowKept kept_of(SweepStep<T> const& step, Index row) const;
    void note_wet_segments(SweepStep<T> const& step, Index row, Span span) const;
    LinesSoon<T> needed_soon(SweepStep<T> const& step, Index row) const;
    CellDischarges<T> faces_of(Index row) const;

    Index columns_;
    RowRange range_;
    Index lines_used_ = 0;
    Array2D<T> lines_;
    DepthGain<T> gain_;
    std::array<T*, ring> x_{}, y_{}; ///< new discharges west and north of the cells of a row
    std::array<Limits, ring> limits_{};
    std::array<DischargeRow<T>, 2 * halo> halo_rows_;
    T* ones_ = nullptr;
    std::unique_ptr<InertialAdvection<T>> advection_; ///< none where the flow does not carry its momentum
    std::vector<ChunkPeaks> peaks_;                   ///< of the span just stepped
    std::vector<Span> spans_;
};

extern template class InertialSweep<double>;
extern template class InertialSweep<float>;

} // namespace jumelle::flood
