#include "models/flood/solver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/constants.hpp"
#include "core/base/sum.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

double wave_reach_mps(double h_m, double u_mps, double v_mps) {
    return std::abs(u_mps) + std::abs(v_mps) + 2.0 * std::sqrt(gravity_mps2 * std::max(h_m, 0.0));
}

template <class T>
class GridSolver : public Solver {
  public:
    GridSolver(Ground const& ground, SideStates const& sides, SolverSettings const& settings);
    double longest_step_s(SideStates const& sides) const override;
    BorderVolumes step(StepInput const& input) override;
    double add_water(Cell cell, double depth_m) override;
    double stored_m3() const override;
    CellWater water(Cell cell) const override;
    double ground_m(Cell cell) const override {
        return static_cast<double>(state_.ground_row(cell.row)[cell.column]);
    }
    MaximaRow maxima(Index row) override { return state_.maxima_row(row); }
    void watch(Watch const& watch) override;
    std::optional<Cell> broken_cell() const override;
    double cell_updates() const override { return cell_updates_; }
    double bytes() const override { return state_.bytes(); }

  private:
    void continue_ground(SideStates const& sides);
    void note_initial_water();
    void find_activity(StepInput const& input);
    void sweep(StepInput const& input);
    BorderVolumes volumes(double length_s) const;
    double cell_m2() const { return settings_.cell_m * settings_.cell_m; }

    SolverSettings settings_;
    mutable GridState<T> state_;
    Activity activity_;
    RowReports reports_;
    std::vector<double> weights_, costs_; ///< of each row: active cells, work
    std::vector<std::unique_ptr<Sweep<T>>> sweeps_;
    double cell_updates_ = 0.0;
    StepEnd last_step_;
    Watch watch_;
};

template <class T>
GridSolver<T>::GridSolver(Ground const& ground, SideStates const& sides, SolverSettings const& settings)
    : settings_(settings), state_(ground), activity_(ground.rows(), ground.columns()) {
    auto const rows = static_cast<std::size_t>(ground.rows());
    reports_.west_m2ps.assign(rows, 0.0);
    reports_.east_m2ps.assign(rows, 0.0);
    reports_.fastest_mps.assign(rows, 0.0);
    reports_.broken.assign(rows, 0);
    weights_.assign(rows, 0.0);
    continue_ground(sides);
    note_initial_water();
}

/// Beyond open sides the ground goes on at the level of the border cell; beyond walls it stays solid.
template <class T>
void GridSolver<T>::continue_ground(SideStates const& sides) {
    Index const rows = state_.rows(), columns = state_.columns();
    for (Index r = 0; r < rows; ++r) {
        T* const z = state_.ground_row(r);
        for (Index ghost = 1; ghost <= 2; ++ghost) {
            if (sides[Side::west].kind != BorderKind::wall) z[-ghost] = z[0];
            if (sides[Side::east].kind != BorderKind::wall) z[columns - 1 + ghost] = z[columns - 1];
        }
    }
    for (Index ghost = 1; ghost <= 2; ++ghost) {
        for (Index i = -2; i < columns + 2; ++i) {
            if (sides[Side::north].kind != BorderKind::wall) {
                state_.ground_row(-ghost)[i] = state_.ground_row(0)[i];
            }
            if (sides[Side::south].kind != BorderKind::wall) {
                state_.ground_row(rows - 1 + ghost)[i] = state_.ground_row(rows - 1)[i];
            }
        }
    }
}

template <class T>
void GridSolver<T>::note_initial_water() {
    for (Index r = 0; r < state_.rows(); ++r) {
        StateRow<T> const row = state_.row(r);
        keep_maxima(row, state_.maxima_row(r), {0, state_.columns()}, 0.0, settings_.wet);
        for (Index c = 0; c < state_.columns(); ++c) {
            double const h = static_cast<double>(row.h_m[c]);
            if (h <= still_depth_m) continue;
            activity_.set_wet_cell(r, c);
            auto& fastest = reports_.fastest_mps[static_cast<std::size_t>(r)];
            fastest = std::max(fastest, wave_reach_mps(h, 0.0, 0.0));
        }
    }
}

template <class T>
double GridSolver<T>::longest_step_s(SideStates const& sides) const {
    double fastest = 0.0;
    for (double const candidate : reports_.fastest_mps) fastest = std::max(fastest, candidate);
    auto const look_beyond = [&](Side side, Index r, Index c) {
        if (sides[side].kind == BorderKind::wall || sides[side].kind == BorderKind::open) return;
        CellWater const inside = water({r, c});
        BorderWater const beyond = water_beyond(sides[side], {inside.h_m, 0.0, 0.0}, ground_m({r, c}));
        double const fastest_inside = std::abs(inside.u_mps) + std::abs(inside.v_mps);
        fastest = std::max(fastest, wave_reach_mps(beyond.h_m, beyond.inward_mps, fastest_inside));
    };
    for (Index r = 0; r < state_.rows(); ++r) {
        look_beyond(Side::west, r, 0);
        look_beyond(Side::east, r, state_.columns() - 1);
    }
    for (Index c = 0; c < state_.columns(); ++c) {
        look_beyond(Side::north, 0, c);
        look_beyond(Side::south, state_.rows() - 1, c);
    }
    if (fastest <= 0.0) return std::numeric_limits<double>::infinity();
    return settings_.courant * settings_.cell_m / fastest;
}

template <class T>
void GridSolver<T>::find_activity(StepInput const& input) {
    bool const all = input.rain.falls() || settings_.dry_land == DryLand::computed;
    auto const brings_water = [&](Side side) {
        return input.sides[side].kind == BorderKind::level || input.sides[side].kind == BorderKind::discharge;
    };
    auto const find = [&](Index r) {
        bool const is_border =
            (r == 0 && brings_water(Side::north)) || (r + 1 == state_.rows() && brings_water(Side::south));
        if (all || is_border) {
            activity_.activate_row(r);
        } else {
            activity_.update_row(r);
        }
        if (brings_water(Side::west)) activity_.activate(r, 0);
        if (brings_water(Side::east)) activity_.activate(r, activity_.segments() - 1);
        weights_[static_cast<std::size_t>(r)] = static_cast<double>(activity_.active_cells(r));
    };
    bool const is_small =
        static_cast<double>(state_.rows() * activity_.segments()) < settings_.cells_per_thread;
    if (is_small) {
        for (Index r = 0; r < state_.rows(); ++r) find(r);
    } else {
        for_rows(state_.rows(), find);
    }
}

template <class T>
void GridSolver<T>::sweep(StepInput const& input) {
    SweepStep<T> const step{state_,
                            activity_,
                            reports_,
                            {input.length_s, settings_.cell_m, settings_.wet.dry_m},
                            input.sides,
                            settings_.wet,
                            settings_.scheme,
                            input.rain,
                            input.losses,
                            input.end_s,
                            watch_};
    // A dry row still costs a few looks at its segments.
    double const dry_row_cost = 8.0;
    costs_ = weights_; // keeps its memory from step to step
    for (double& cost : costs_) cost += dry_row_cost;
    double const worth = std::ceil(fixed_order_sum(weights_) / settings_.cells_per_thread);
    Index const parts = std::clamp<Index>(static_cast<Index>(worth), 1, loop_threads());
    auto const ranges = balanced_ranges(costs_, parts);
    if (sweeps_.size() < ranges.size()) sweeps_.resize(ranges.size());
    for_given_ranges(ranges, [&](Index part, RowRange range) {
        auto& worker = sweeps_[static_cast<std::size_t>(part)];
        if (!worker) worker = std::make_unique<Sweep<T>>(state_.columns());
        worker->prepare(step, range);
    });
    for_given_ranges(ranges,
                     [&](Index part, RowRange) { sweeps_[static_cast<std::size_t>(part)]->run(step); });
}

template <class T>
BorderVolumes GridSolver<T>::step(StepInput const& input) {
    find_activity(input);
    sweep(input);
    last_step_ = {input.end_s, input.length_s};
    cell_updates_ += fixed_order_sum(weights_);
    return volumes(input.length_s);
}

template <class T>
BorderVolumes GridSolver<T>::volumes(double length_s) const {
    double const per_flux = length_s * settings_.cell_m;
    BorderVolumes passed;
    auto& volume = passed.volume_m3;
    volume[static_cast<std::size_t>(Side::north)] = per_flux * reports_.north_m2ps;
    volume[static_cast<std::size_t>(Side::east)] = -per_flux * fixed_order_sum(reports_.east_m2ps);
    volume[static_cast<std::size_t>(Side::south)] = -per_flux * reports_.south_m2ps;
    volume[static_cast<std::size_t>(Side::west)] = per_flux * fixed_order_sum(reports_.west_m2ps);
    return passed;
}

template <class T>
double GridSolver<T>::add_water(Cell cell, double depth_m) {
    double const before = state_.exact_depth(cell.row, cell.column);
    T const before_rounded = *state_.row(cell.row).shifted(cell.column).h_m;
    double const after = std::max(before + depth_m, 0.0);
    state_.set_depth(cell.row, cell.column, after);
    StateRow<T> const row = state_.row(cell.row).shifted(cell.column);
    // Water that is added has no momentum of its own; water that is taken away takes its share along.
    double const keeps = after > before ? before / after : 1.0;
    bool const moves = after > settings_.wet.dry_m;
    *row.u_mps = moves ? static_cast<T>(keeps * static_cast<double>(*row.u_mps)) : T(0);
    *row.v_mps = moves ? static_cast<T>(keeps * static_cast<double>(*row.v_mps)) : T(0);
    CellWater const now = water(cell);
    auto& fastest = reports_.fastest_mps[static_cast<std::size_t>(cell.row)];
    fastest = std::max(fastest, wave_reach_mps(now.h_m, now.u_mps, now.v_mps));
    if (after > still_depth_m) activity_.set_wet_cell(cell.row, cell.column);
    // The deepest moment may be that of the water that was just added.
    if (after > before)
        keep_maxima(state_.row(cell.row), state_.maxima_row(cell.row), {cell.column, cell.column + 1},
                    last_step_.end_s, settings_.wet);
    if (watch_.thresholds != nullptr)
        watch_.thresholds->change(cell.row, cell.column, before_rounded, *row.h_m, last_step_);
    return after - before;
}

template <class T>
void GridSolver<T>::watch(Watch const& watch) {
    watch_ = watch;
    if (watch_.thresholds == nullptr) return;
    for_rows(state_.rows(), [&](Index r) {
        T const* const depth_m = state_.row(r).h_m;
        watch_.thresholds->keep(r, depth_m, {0, state_.columns()}, {last_step_.end_s, 0.0});
    });
}

template <class T>
double GridSolver<T>::stored_m3() const {
    return cell_m2() * sum_rows(state_.rows(), [&](Index r) {
               CompensatedSum sum;
               for (Index c = 0; c < state_.columns(); ++c) sum.add(state_.exact_depth(r, c));
               return sum.value();
           });
}

template <class T>
CellWater GridSolver<T>::water(Cell cell) const {
    StateRow<T> const row = state_.row(cell.row).shifted(cell.column);
    return {static_cast<double>(*row.h_m), static_cast<double>(*row.u_mps), static_cast<double>(*row.v_mps)};
}

template <class T>
std::optional<Cell> GridSolver<T>::broken_cell() const {
    for (Index r = 0; r < state_.rows(); ++r) {
        if (reports_.broken[static_cast<std::size_t>(r)] == 0) continue;
        for (Index c = 0; c < state_.columns(); ++c) {
            CellWater const now = water({r, c});
            bool const finite =
                std::isfinite(now.h_m) && std::isfinite(now.u_mps) && std::isfinite(now.v_mps);
            if (!finite || now.h_m < 0.0) return Cell{r, c};
        }
    }
    return std::nullopt;
}

} // namespace

std::unique_ptr<Solver> make_solver(Precision precision, Ground const& ground, SideStates const& sides,
                                    SolverSettings const& settings) {
    if (precision == Precision::binary32) return std::make_unique<GridSolver<float>>(ground, sides, settings);
    return std::make_unique<GridSolver<double>>(ground, sides, settings);
}

} // namespace jumelle::flood
