#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/parallel/loops.hpp"
#include "models/flood/activity.hpp"
#include "models/flood/barriers.hpp"
#include "models/flood/borders.hpp"
#include "models/flood/depth_gain.hpp"
#include "models/flood/given_flows.hpp"
#include "models/flood/grid_state.hpp"
#include "models/flood/kernels/advance.hpp"
#include "models/flood/kernels/faces.hpp"
#include "models/flood/kernels/reconstruct.hpp"
#include "models/flood/level_faces.hpp"
#include "models/flood/losses.hpp"
#include "models/flood/watch.hpp"

namespace jumelle::flood {

/// Columns that fill a 64-byte register with doubles. @pre less than ghost_columns
inline constexpr Index register_columns = 8;

enum class Scheme { second_order, first_order, inertial };

/// What each row reports about a step; rows are written by one thread only and added up in row order.
struct RowReports {
    std::vector<double> west_m2ps, east_m2ps;  ///< mass flux through the border faces, eastward
    double north_m2ps = 0.0, south_m2ps = 0.0; ///< sum over the border faces, southward
    std::vector<double> fastest_mps;
    std::vector<std::uint8_t> broken;
    Array2D<double> segment_fastest_mps; ///< of each segment of a row; empty unless asked for
    void archive_state(StateArchive& archive);
    /// A row without water nearby has nothing to report.
    void forget_row(std::size_t row) {
        west_m2ps[row] = east_m2ps[row] = fastest_mps[row] = 0.0;
        broken[row] = 0;
    }
};

/// Rain during one step: a depth everywhere, and a map of intensities where there is one.
struct RainStep {
    double uniform_m = 0.0;
    Array2D<float> const* mapped_mps = nullptr;
    double mapped_s = 0.0; ///< how long the mapped rain falls
    bool falls() const { return uniform_m > 0.0 || mapped_mps != nullptr; }
    RainRow row(Index r, float const* share) const {
        return {uniform_m, mapped_mps == nullptr ? nullptr : mapped_mps->row(r), mapped_s, share};
    }
};

/// Everything that all parts of a step share.
template <class T>
struct SweepStep {
    GridState<T>& state;
    Activity& activity;
    Barriers& barriers;
    GivenFlows const& given; ///< `inertial` only
    RowReports& reports;
    StepNumbers numbers;
    SideStates sides;
    WetDepths wet;
    Scheme scheme = Scheme::second_order;
    InertialForm form; ///< `inertial` only
    RainStep rain;
    Losses* losses = nullptr; ///< none where null
    double end_s = 0.0;       ///< time at the end of the step
    Watch watch = {};
    LevelFaces<T>* level_faces = nullptr; ///< where this is a part of the grid; else null
};

/// Marks which active segments of a row hold water that moves.
void note_wet_segments(Activity& activity, Index row, double const* h_m);
void note_wet_segments(Activity& activity, Index row, float const* h_m);

/// Reports what the border faces of a row let through, and shows the row to those who watch. Comes after the
/// row's new state.
template <class T>
void report_borders(SweepStep<T> const& step, Index row, RowMasses<T> const& faces);

/// Takes one range of rows through one step, row by row: reconstruct row r, fluxes around it, drain limiter
/// of row r − 1, new state of row r − 2. The state is changed in place; the three rows on either side of the
/// range, which other threads change, are copied first. All scratch is a few rows, so it stays in the cache.
template <class T>
class Sweep {
  public:
    explicit Sweep(Index columns);
    /// Copies the neighbours' rows. All parts must have done so before any runs.
    void prepare(SweepStep<T> const& step, RowRange range);
    void run(SweepStep<T> const& step);

  private:
    static constexpr Index halo = 3;
    static constexpr Index ring = 3;

    StateRow<T> state_row(SweepStep<T> const& step, Index row) const;
    StateRow<T> loaded_row(SweepStep<T> const& step, Index row, StateRow<T> into) const;
    void fill_ghosts_until(SweepStep<T> const& step, Index row);
    void reconstruct(SweepStep<T> const& step, Index row);
    void reconstruct_beside(SweepStep<T> const& step, Index row, ReconstructInput<T> const& in) const;
    void fluxes(SweepStep<T> const& step, FaceInput<T> const& in, FaceRow<T> const& out, Span span) const;
    void fluxes_north(SweepStep<T> const& step, Index row);
    void fluxes_west(SweepStep<T> const& step, Index row);
    void limit(SweepStep<T> const& step, Index row);
    void limit_columns(SweepStep<T> const& step, Index row);
    void limit_rows(SweepStep<T> const& step, Index row);
    void update(SweepStep<T> const& step, Index row);
    void update_segments(SweepStep<T> const& step, Index row, Span span);
    AdvanceReport update_span(SweepStep<T> const& step, Index row, Span span);
    void impose_row(SweepStep<T> const& step, Index row);
    CellFaces<T> faces_of(Index row) const;
    T const* factor_row(Index row) const { return flagged_[slot(row)] ? factors_[slot(row)] : ones_; }
    StateRow<T> scratch_state();
    ChangeRow<T> scratch_change();
    FaceRow<T> scratch_faces();
    T* next_line() { return lines_.row(lines_used_++) + ghost_columns; }
    static std::size_t slot(Index row) { return static_cast<std::size_t>((row + 2 * ring) % ring); }

    Index columns_;
    RowRange range_;
    Index ghosts_filled_until_ = 0, lines_used_ = 0;
    Array2D<T> lines_;
    DepthGain<T> gain_;
    std::array<PredictedRow<T>, ring> predicted_;
    std::array<FaceRow<T>, ring> x_faces_, y_faces_;
    std::array<T*, ring> factors_;
    std::array<bool, ring> flagged_{};
    std::array<StateRow<T>, 2 * halo> halo_rows_;
    T *ones_ = nullptr, *available_ = nullptr;
    std::vector<Span> spans_;
};

extern template class Sweep<double>;
extern template class Sweep<float>;

} // namespace jumelle::flood
