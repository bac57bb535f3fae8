#include "models/flood/solver.hpp"

#include <algorithm>
#include <array>
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
    double now_s_ = 0.0; ///< end of the last step
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

/// Beyond the sides that water passes the ground goes on with its slope; beyond walls it stays solid.
template <class T>
void GridSolver<T>::continue_ground(SideStates const& sides) {
    Index const rows = state_.rows(), columns = state_.columns();
    // A ghost's own slope counts too, so two of them go on.
    auto const continued = [&](Side side, T second, T first) {
        auto const next = [&](double here, double before) {
            return ground_beyond(sides[side].kind, here, before);
        };
        double const one = next(static_cast<double>(first), static_cast<double>(second));
        double const two = one > solid_above_m ? one : next(one, static_cast<double>(first));
        return std::array{static_cast<T>(one), static_cast<T>(two)};
    };
    Index const behind = columns > 1 ? 1 : 0;
    for (Index r = 0; r < rows; ++r) {
        T* const z = state_.ground_row(r);
        T* const last = z + columns - 1;
        auto const west = continued(Side::west, z[behind], z[0]);
        auto const east = continued(Side::east, last[-behind], last[0]);
        for (Index ghost = 1; ghost <= 2; ++ghost) {
            z[-ghost] = west[static_cast<std::size_t>(ghost - 1)];
            last[ghost] = east[static_cast<std::size_t>(ghost - 1)];
        }
    }
    Index const below = rows > 1 ? 1 : 0;
    for (Index i = -2; i < columns + 2; ++i) {
        auto const z = [&](Index r) -> T& { return state_.ground_row(r)[i]; };
        auto const north = continued(Side::north, z(below), z(0));
        auto const south = continued(Side::south, z(rows - 1 - below), z(rows - 1));
        for (Index ghost = 1; ghost <= 2; ++ghost) {
            z(-ghost) = north[static_cast<std::size_t>(ghost - 1)];
            z(rows - 1 + ghost) = south[static_cast<std::size_t>(ghost - 1)];
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
            auto const u = static_cast<double>(row.u_mps[c]), v = static_cast<double>(row.v_mps[c]);
            fastest = std::max(fastest, wave_reach_mps(h, u, v));
        }
    }
}

template <class T>
double GridSolver<T>::longest_step_s(SideStates const& sides) const {
    double fastest = 0.0;
    for (double const candidate : reports_.fastest_mps) fastest = std::max(fastest, candidate);
    auto const look_beyond = [&](Side side, Index r, Index c) {
        CellWater const inside = water({r, c});
        if (!prescribes(sides[side], inside.h_m, ground_m({r, c}))) return;
        BorderWater const on_face = water_on_face(sides[side], {inside.h_m, 0.0, 0.0}, ground_m({r, c}));
        double const fastest_inside = std::abs(inside.u_mps) + std::abs(inside.v_mps);
        fastest = std::max(fastest, wave_reach_mps(on_face.h_m, on_face.inward_mps, fastest_inside));
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
    bool const all = input.rain_m > 0.0 || settings_.dry_land == DryLand::computed;
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
    SweepStep<T> const step{
        state_,           activity_,
        reports_,         {input.length_s, settings_.cell_m, settings_.wet.dry_m, input.rain_m},
        input.sides,      settings_.wet,
        settings_.scheme, input.rain_m,
        input.end_s};
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
    now_s_ = input.end_s;
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
        keep_maxima(state_.row(cell.row), state_.maxima_row(cell.row), {cell.column, cell.column + 1}, now_s_,
                    settings_.wet);
    return after - before;
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
