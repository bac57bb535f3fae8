#include "models/flood/subgrid/solver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/constants.hpp"
#include "core/base/sum.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/subgrid/sweep.hpp"

namespace jumelle::flood {

namespace {

/// Whether a side may bring water into a border cell of this step.
bool is_wetted(SideState const& side, double h_m, double ground_m) {
    if (side.kind == BorderKind::level) return side.level_m > ground_m;
    return side.kind == BorderKind::discharge && prescribes(side, h_m, ground_m);
}

double reach_mps(double depth_m) {
    return std::sqrt(gravity_mps2 * std::max(depth_m, 0.0));
}

template <class T>
class SubgridSolver : public Solver {
  public:
    SubgridSolver(FineGround const& fine, Ground const& coarse, SideStates const& sides,
                  SolverSettings const& settings);
    double longest_step_s(SideStates const& sides) const override;
    BorderVolumes step(StepInput const& input) override;
    double add_water(Cell cell, double depth_m) override;
    double stored_m3() const override;
    CellWater water(Cell cell) const override;
    double mean_depth_m(Cell cell) const override { return state_.volume(cell); }
    double level_at_m(Cell cell, double mean_depth_m) const override {
        return ground_m(cell) +
               static_cast<double>(level_of_volume(tables_.storage(cell.row, cell.column), mean_depth_m));
    }
    double ground_m(Cell cell) const override { return tables_.lowest_row(cell.row)[cell.column]; }
    MaximaRow maxima(Index row) override { return state_.maxima_row(row); }
    std::optional<Cell> broken_cell() override;
    double cell_updates() const override { return cell_updates_; }
    GridShare const& share() const override { return share_; }
    RowRange known_rows() const override { return share_.own(); }
    void know(std::vector<Cell> const&) override {} // all rows are
    void archive_state(StateArchive& archive) override;
    Barriers& barriers() override { return barriers_; }
    void watch(Watch const& watch) override;
    std::vector<ArrayBytes> arrays() const override {
        return {{"sub-grid tables", tables_.bytes()},
                {"volumes, levels, discharges, maxima", state_.bytes()},
                {"wet segments", activity_.bytes()}};
    }

  private:
    void note_water(Cell cell);
    void find_activity(StepInput const& input);
    void wet_borders(SideStates const& sides);
    void forget_flow(Index row, Span span);
    std::vector<RowRange> ranges();
    BorderVolumes volumes() const;
    /// Calls `pass(sweep, row)` for all rows, and the one past them, of each range.
    void for_sweeps(std::vector<RowRange> const& ranges, FunctionRef<void(SubgridSweep<T>&, Index)> pass);

    SolverSettings settings_;
    GridShare share_; ///< whole: where there are ranks, each does all the work
    double fall_above_sill_;
    SubgridTables<T> tables_;
    SubgridState<T> state_;
    Activity activity_;
    Barriers barriers_;
    Watch watch_;
    RowReports reports_;
    Array2D<T> factors_;
    std::vector<std::uint8_t> is_scaled_;
    std::vector<double> weights_, costs_; ///< of each row: active cells, work
    std::vector<std::unique_ptr<SubgridSweep<T>>> sweeps_;
    double cell_updates_ = 0.0, now_s_ = 0.0, last_step_s_ = 0.0;
};

template <class T>
SubgridSolver<T>::SubgridSolver(FineGround const& fine, Ground const& coarse, SideStates const& sides,
                                SolverSettings const& settings)
    : settings_(settings),
      share_(coarse.rows()),
      // Where the ground falls evenly, the sill is the last fine cell of the higher side.
      fall_above_sill_(0.5 - 0.5 / static_cast<double>(fine.ratio)),
      tables_(fine, sides),
      state_(tables_, fine, coarse),
      activity_(coarse.rows(), coarse.columns()),
      factors_(coarse.rows(), coarse.columns(), T(1)) {
    auto const rows = static_cast<std::size_t>(coarse.rows());
    reports_.west_m2ps.assign(rows, 0.0);
    reports_.east_m2ps.assign(rows, 0.0);
    reports_.fastest_mps.assign(rows, 0.0);
    reports_.broken.assign(rows, 0);
    is_scaled_.assign(rows, 0);
    weights_.assign(rows, 0.0);
    for (Index r = 0; r < coarse.rows(); ++r) {
        for (Index c = 0; c < coarse.columns(); ++c) note_water({r, c});
    }
}

/// Makes the water of a cell known to the time step, the active segments and the maxima.
template <class T>
void SubgridSolver<T>::note_water(Cell cell) {
    auto const row = static_cast<std::size_t>(cell.row);
    if (state_.volume(cell) <= still_depth_m) return;
    CellWater const now = water(cell);
    double& fastest = reports_.fastest_mps[row];
    fastest = std::max(fastest, reach_mps(now.h_m));
    activity_.set_wet_cell(cell.row, cell.column);
    double volume = state_.volume(cell), u = now.u_mps, v = now.v_mps;
    StateRow<double> const one{&volume, &u, &v, nullptr};
    keep_maxima(one, state_.maxima_row(cell.row).shifted(cell.column), {0, 1}, now_s_, settings_.wet);
}

template <class T>
double SubgridSolver<T>::longest_step_s(SideStates const& sides) const {
    double fastest = *std::max_element(reports_.fastest_mps.begin(), reports_.fastest_mps.end());
    auto const look_beyond = [&](Side side, Cell cell) {
        if (sides[side].kind != BorderKind::level) return;
        fastest = std::max(fastest, reach_mps(sides[side].level_m - ground_m(cell)));
    };
    for (Side const side : all_sides) {
        for_border_cells(state_.rows(), state_.columns(), side, [&](Cell cell) { look_beyond(side, cell); });
    }
    if (fastest <= 0.0) return std::numeric_limits<double>::infinity();
    return settings_.courant * settings_.cell_m / fastest;
}

/// Border cells that a side wets count as wet from the start of the step.
template <class T>
void SubgridSolver<T>::wet_borders(SideStates const& sides) {
    auto const wet = [&](Side which, Cell cell) {
        SideState const& side = sides[which];
        if (is_wetted(side, water(cell).h_m, ground_m(cell))) activity_.set_wet_cell(cell.row, cell.column);
    };
    for (Side const side : all_sides) {
        for_border_cells(state_.rows(), state_.columns(), side, [&](Cell cell) { wet(side, cell); });
    }
}

template <class T>
void SubgridSolver<T>::find_activity(StepInput const& input) {
    reports_.north_m2ps = reports_.south_m2ps = 0.0;
    bool const all = input.rain.falls() || settings_.dry_land == DryLand::computed;
    if (!all) wet_borders(input.sides);
    for (Index row = 0; row < state_.rows(); ++row) {
        auto const r = static_cast<std::size_t>(row);
        if (all) {
            activity_.activate_row(row);
        } else {
            activity_.update_row(row);
        }
        weights_[r] = static_cast<double>(activity_.active_cells(row));
        is_scaled_[r] = 0;
        if (weights_[r] == 0.0) reports_.forget_row(r);
    }
    for (Index r = 0; r < state_.rows(); ++r) {
        for (Span const span : activity_.woken(r)) forget_flow(r, span);
    }
}

/// Faces of land that slept keep what flowed when the water left; it is long gone.
template <class T>
void SubgridSolver<T>::forget_flow(Index row, Span span) {
    auto& old = state_.old_discharges();
    std::fill(old.x.row(row) + span.begin, old.x.row(row) + span.end + 1, T(0));
    for (Index const face : {row, row + 1}) {
        std::fill(old.y.row(face) + span.begin, old.y.row(face) + span.end, T(0));
    }
}

template <class T>
std::vector<RowRange> SubgridSolver<T>::ranges() {
    double const dry_row_cost = 8.0; // a dry row still costs a few looks at its segments
    costs_ = weights_;               // keeps its memory from step to step
    for (double& cost : costs_) cost += dry_row_cost;
    double const worth = std::ceil(fixed_order_sum(weights_) / settings_.cells_per_thread);
    return balanced_ranges(costs_, std::clamp<Index>(static_cast<Index>(worth), 1, loop_threads()));
}

template <class T>
void SubgridSolver<T>::for_sweeps(std::vector<RowRange> const& ranges,
                                  FunctionRef<void(SubgridSweep<T>&, Index)> pass) {
    for_given_ranges(ranges, [&](Index part, RowRange range) {
        auto& sweep = *sweeps_[static_cast<std::size_t>(part)];
        for (Index row = range.begin; row < range.end; ++row) pass(sweep, row);
        if (range.end == state_.rows()) pass(sweep, range.end);
    });
}

template <class T>
BorderVolumes SubgridSolver<T>::step(StepInput const& input) {
    find_activity(input);
    std::vector<RowRange> const parts = ranges();
    while (sweeps_.size() < parts.size()) {
        sweeps_.push_back(std::make_unique<SubgridSweep<T>>(state_.columns()));
    }
    SubgridStep const numbers{{input.length_s, settings_.cell_m, settings_.wet.dry_m}, fall_above_sill_};
    barriers_.begin_step();
    barriers_.find_flow(*this, numbers.numbers);
    SubgridWork<T> const work{tables_,    state_,  activity_,     barriers_, reports_, factors_,
                              is_scaled_, numbers, settings_.wet, watch_,    input};
    Index const rows = state_.rows();
    for_sweeps(parts, [&](SubgridSweep<T>& sweep, Index row) { sweep.find_discharges(work, row); });
    for_sweeps(parts, [&](SubgridSweep<T>& sweep, Index row) {
        if (row < rows) sweep.find_factors(work, row);
    });
    bool const any_scaled = std::find(is_scaled_.begin(), is_scaled_.end(), 1) != is_scaled_.end();
    if (any_scaled) {
        for_sweeps(parts, [&](SubgridSweep<T>& sweep, Index row) { sweep.scale(work, row); });
    }
    for_sweeps(parts, [&](SubgridSweep<T>& sweep, Index row) {
        if (row < rows) sweep.update(work, row);
    });
    state_.swap_discharges();
    now_s_ = input.end_s;
    last_step_s_ = input.length_s;
    cell_updates_ += fixed_order_sum(weights_);
    return volumes();
}

template <class T>
BorderVolumes SubgridSolver<T>::volumes() const {
    double const per_flux = last_step_s_ * settings_.cell_m;
    std::array<double, all_sides.size()> const inward_m2ps{
        reports_.north_m2ps, -fixed_order_sum(reports_.east_m2ps), -reports_.south_m2ps,
        fixed_order_sum(reports_.west_m2ps)};
    BorderVolumes passed;
    for (std::size_t side = 0; side < all_sides.size(); ++side) {
        passed.volume_m3[side] = per_flux * inward_m2ps[side];
    }
    return passed;
}

template <class T>
double SubgridSolver<T>::add_water(Cell cell, double depth_m) {
    double& volume = state_.volume_row(cell.row)[cell.column];
    double const before = volume;
    volume = std::max(before + depth_m, 0.0);
    if (watch_.thresholds != nullptr) {
        watch_.thresholds->change(cell.row, cell.column, before, volume, {now_s_, last_step_s_});
    }
    state_.level_row(cell.row)[cell.column] = level_of_volume(tables_.storage(cell.row, cell.column), volume);
    note_water(cell);
    return volume - before;
}

template <class T>
void SubgridSolver<T>::watch(Watch const& watch) {
    watch_ = watch;
    if (watch_.thresholds == nullptr) return;
    for (Index r = 0; r < state_.rows(); ++r) {
        double const* const mean_depth_m = state_.volume_row(r);
        watch_.thresholds->keep(r, mean_depth_m, {0, state_.columns()}, {now_s_, 0.0});
    }
}

template <class T>
double SubgridSolver<T>::stored_m3() const {
    return settings_.cell_m * settings_.cell_m * sum_rows(state_.rows(), [&](Index r) {
               CompensatedSum sum;
               for (Index c = 0; c < state_.columns(); ++c) sum.add(state_.volume({r, c}));
               return sum.value();
           });
}

template <class T>
void SubgridSolver<T>::archive_state(StateArchive& archive) {
    archive("water", state_);
    archive("activity", activity_);
    archive("barriers", barriers_);
    archive("reports", reports_);
    archive("cell_updates", cell_updates_);
    archive("now", now_s_);
    archive("last_step", last_step_s_);
}

template <class T>
CellWater SubgridSolver<T>::water(Cell cell) const {
    auto const& now = state_.old_discharges();
    SubgridOutlets<T> const faces{now.x.row(cell.row), now.x.row(cell.row) + 1, now.y.row(cell.row),
                                  now.y.row(cell.row + 1)};
    StepNumbers const numbers{last_step_s_, settings_.cell_m, settings_.wet.dry_m};
    SubgridVelocity const velocity = subgrid_velocity(faces, cell.column, state_.volume(cell), numbers);
    return {static_cast<double>(state_.level_row(cell.row)[cell.column]), velocity.x_mps, velocity.y_mps};
}

template <class T>
std::optional<Cell> SubgridSolver<T>::broken_cell() {
    for (Index r = 0; r < state_.rows(); ++r) {
        if (reports_.broken[static_cast<std::size_t>(r)] == 0) continue;
        for (Index c = 0; c < state_.columns(); ++c) {
            double const volume = state_.volume({r, c});
            if (!(volume >= 0.0 && std::isfinite(volume))) return Cell{r, c};
        }
    }
    return std::nullopt;
}

} // namespace

std::unique_ptr<Solver> make_subgrid_solver(Precision precision, FineGround const& fine, Ground const& coarse,
                                            SideStates const& sides, SolverSettings const& settings) {
    if (precision == Precision::binary32) {
        return std::make_unique<SubgridSolver<float>>(fine, coarse, sides, settings);
    }
    return std::make_unique<SubgridSolver<double>>(fine, coarse, sides, settings);
}

} // namespace jumelle::flood
