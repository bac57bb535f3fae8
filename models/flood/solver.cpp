#include "models/flood/solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/sum.hpp"
#include "models/flood/dynamics.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/local_steps.hpp"
#include "models/flood/shared_rows.hpp"
#include "models/flood/viscous_sweep.hpp"

namespace jumelle::flood {

namespace {

bool brings_water(SideState const& side) {
    return side.kind == BorderKind::level || side.kind == BorderKind::discharge;
}

/// What acts on the water during a part of a step.
StepInput part_of(StepInput const& whole, LevelPart const& part) {
    StepInput made = whole;
    double const share = part.end - part.begin;
    made.length_s = share * whole.length_s;
    made.end_s = whole.end_s - (1.0 - part.end) * whole.length_s;
    made.rain.uniform_m = share * whole.rain.uniform_m;
    made.rain.mapped_s = share * whole.rain.mapped_s;
    return made;
}

template <class Dynamics>
class GridSolver : public Solver {
    using T = typename Dynamics::Number;

  public:
    GridSolver(Ground const& ground, SideStates const& sides, SolverSettings const& settings,
               GridShare share);
    double longest_step_s(SideStates const& sides) const override;
    BorderVolumes step(StepInput const& input) override;
    double add_water(Cell cell, double depth_m) override;
    void set_velocity(Cell cell, double u_mps, double v_mps) override;
    double stored_m3() const override;
    CellWater water(Cell cell) const override;
    double ground_m(Cell cell) const override {
        return static_cast<double>(state_.ground_row(cell.row)[cell.column]);
    }
    MaximaRow maxima(Index row) override { return state_.maxima_row(row); }
    Barriers& barriers() override { return barriers_; }
    GivenFlows* given_flows() override { return Dynamics::gives_flows ? &given_ : nullptr; }
    void watch(Watch const& watch) override;
    std::optional<Cell> broken_cell() override;
    double cell_updates() const override { return share().count(cell_updates_); }
    GridShare const& share() const override { return shared_.share(); }
    RowRange known_rows() const override { return share().around(SharedRows<T>::halo); }
    void know(std::vector<Cell> const& cells) override { shared_.know(cells); }
    void archive_state(StateArchive& archive) override;
    void gather_state() override;
    std::vector<ArrayBytes> arrays() const override {
        auto made = state_.arrays();
        made.push_back({"wet segments", activity_.bytes()});
        if (local_) made.push_back({"faces between time steps", local_->bytes()});
        return made;
    }

  private:
    void continue_ground(SideStates const& sides);
    void note_initial_water();
    void for_brought_water(SideStates const& sides, FunctionRef<void(Cell, double speed_mps)> body) const;
    void wet_borders(SideStates const& sides);
    void find_activity(StepInput const& input);
    void roughen();
    void diffuse();
    std::vector<RowRange> ranges_of(RowRange rows);
    void prepare_worker(SweepStep<T> const& step, RowRange range, std::size_t worker);
    void sweep_edges_first(SweepStep<T> const& step, RowRange inner);
    void sweep_rows(SweepStep<T> const& step);
    double fastest_mps() const;
    template <class Body>
    void for_border_cells_of(RowRange rows, Side side, Body const& body) const;
    double longest_viscous_step_s() const;
    void sweep(StepInput const& input);
    BorderVolumes flow(StepInput const& input);
    BorderVolumes volumes(double length_s) const;
    StepEnd last_step_of(Cell cell) const;
    void raise_speed(Cell cell, double speed_mps);
    double cell_m2() const { return settings_.cell_m * settings_.cell_m; }

    SolverSettings settings_;
    mutable GridState<T> state_;
    Activity activity_;
    SharedRows<T> shared_;
    Barriers barriers_;
    GivenFlows given_;
    RowReports reports_;
    std::vector<double> weights_, costs_; ///< of each row: active cells, work
    std::vector<std::unique_ptr<typename Dynamics::Rows>> sweeps_;
    std::vector<std::unique_ptr<ViscousSweep<T>>> viscous_sweeps_;
    std::vector<double> viscosities_m2ps_; ///< largest of each row in the last step; empty without viscosity
    double cell_updates_ = 0.0;
    StepEnd last_step_;
    StepNumbers numbers_; ///< of the last step
    Watch watch_;
    mutable std::unique_ptr<LocalSteps<T>> local_; ///< none where all cells take the same step
};

template <class Dynamics>
GridSolver<Dynamics>::GridSolver(Ground const& ground, SideStates const& sides,
                                 SolverSettings const& settings, GridShare share)
    : settings_(settings),
      state_(ground),
      activity_(ground.rows(), ground.columns()),
      shared_(std::move(share), state_, activity_) {
    auto const rows = static_cast<std::size_t>(ground.rows());
    reports_.west_m2ps.assign(rows, 0.0);
    reports_.east_m2ps.assign(rows, 0.0);
    reports_.fastest_mps.assign(rows, 0.0);
    reports_.broken.assign(rows, 0);
    weights_.assign(rows, 0.0);
    numbers_ = {0.0, settings.cell_m, settings.wet.dry_m};
    if (settings.time_step == TimeStep::local && settings.scheme != Scheme::inertial) {
        local_ = std::make_unique<LocalSteps<T>>(state_, reports_);
    }
    if (settings.shallow.acts()) state_.keep_smooth_friction();
    if (settings.viscosity.acts()) viscosities_m2ps_.assign(rows, settings.viscosity.constant_m2ps);
    continue_ground(sides);
    note_initial_water();
}

/// Beyond the sides that water passes the ground goes on with its slope; beyond walls it stays solid.
template <class Dynamics>
void GridSolver<Dynamics>::continue_ground(SideStates const& sides) {
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

template <class Dynamics>
void GridSolver<Dynamics>::note_initial_water() {
    for (Index r = 0; r < state_.rows(); ++r) {
        StateRow<T> const row = state_.row(r);
        keep_maxima(row, state_.maxima_row(r), {0, state_.columns()}, 0.0, settings_.wet);
        for (Index c = 0; c < state_.columns(); ++c) {
            double const h = static_cast<double>(row.h_m[c]);
            if (h <= still_depth_m) continue;
            activity_.set_wet_cell(r, c);
            auto const u = static_cast<double>(row.u_mps[c]), v = static_cast<double>(row.v_mps[c]);
            raise_speed({r, c}, Dynamics::reach_mps({h, u, v}));
        }
    }
}

template <class Dynamics>
double GridSolver<Dynamics>::longest_step_s(SideStates const& sides) const {
    double fastest = 0.0, ratio = 1.0;
    if (local_) {
        local_->note_brought([&](auto const& body) { for_brought_water(sides, body); });
        fastest = local_->levels().fastest_mps();
        ratio = local_->levels().best_ratio();
    } else {
        fastest = fastest_mps();
        for_brought_water(sides, [&](Cell, double speed) { fastest = std::max(fastest, speed); });
        bool const any_bring = std::any_of(all_sides.begin(), all_sides.end(),
                                           [&](Side side) { return brings_water(sides[side]); });
        if (any_bring) fastest = share().max(fastest);
    }
    if (fastest <= 0.0) return std::numeric_limits<double>::infinity();
    return std::min(ratio * settings_.courant * settings_.cell_m / fastest, longest_viscous_step_s());
}

/// Keeps the diffusion number below its limit with as much room as waves have.
template <class Dynamics>
double GridSolver<Dynamics>::longest_viscous_step_s() const {
    double largest = 0.0;
    for (double const viscosity : viscosities_m2ps_) largest = std::max(largest, viscosity);
    if (!viscosities_m2ps_.empty()) largest = share().max(largest);
    if (largest <= 0.0) return std::numeric_limits<double>::infinity();
    return settings_.courant * largest_diffusion_number * cell_m2() / largest;
}

/// Momentum that cells exchange by eddy viscosity, before the water flows.
template <class Dynamics>
void GridSolver<Dynamics>::diffuse() {
    if (viscosities_m2ps_.empty()) return;
    auto const ranges = ranges_of(share().own());
    ViscousStep<T> const step{state_, activity_, barriers_, settings_.viscosity, numbers_, viscosities_m2ps_};
    if (viscous_sweeps_.size() < ranges.size()) viscous_sweeps_.resize(ranges.size());
    for_given_ranges(ranges, [&](Index part, RowRange range) {
        auto& worker = viscous_sweeps_[static_cast<std::size_t>(part)];
        if (!worker) worker = std::make_unique<ViscousSweep<T>>(state_.columns());
        worker->prepare(step, range);
    });
    for_given_ranges(
        ranges, [&](Index part, RowRange) { viscous_sweeps_[static_cast<std::size_t>(part)]->run(step); });
    shared_.send_halo(); // the sweep looks at what has been diffused
    shared_.receive_halo();
}

template <class Dynamics>
void GridSolver<Dynamics>::raise_speed(Cell cell, double speed_mps) {
    auto& fastest = reports_.fastest_mps[static_cast<std::size_t>(cell.row)];
    fastest = std::max(fastest, speed_mps);
    shared_.raise_speed(speed_mps);
    if (local_) local_->raise_speed(cell, speed_mps);
}

/// Fastest wave of the last step and of the water that processes have added since.
template <class Dynamics>
double GridSolver<Dynamics>::fastest_mps() const {
    if (!shared_.is_whole()) return shared_.fastest_mps();
    double fastest = 0.0;
    for (double const candidate : reports_.fastest_mps) fastest = std::max(fastest, candidate);
    return fastest;
}

template <class Dynamics>
template <class Body>
void GridSolver<Dynamics>::for_border_cells_of(RowRange rows, Side side, Body const& body) const {
    for_border_cells(state_.rows(), state_.columns(), side, [&](Cell cell) {
        if (cell.row >= rows.begin && cell.row < rows.end) body(cell);
    });
}

/// Calls `body` with the fastest wave of the water that a side brings to each of its cells in own rows.
template <class Dynamics>
void GridSolver<Dynamics>::for_brought_water(SideStates const& sides,
                                             FunctionRef<void(Cell, double)> body) const {
    for (Side const side : all_sides) {
        SideState const& state = sides[side];
        if (!brings_water(state)) continue;
        for_border_cells_of(share().own(), side, [&](Cell cell) {
            CellWater const inside = water(cell);
            if (!prescribes(state, inside.h_m, ground_m(cell))) return;
            BorderWater const on_face = water_on_face(state, {inside.h_m, 0.0, 0.0}, ground_m(cell));
            double const speed_inside = std::abs(inside.u_mps) + std::abs(inside.v_mps);
            body(cell, Dynamics::reach_mps({on_face.h_m, on_face.inward_mps, speed_inside}));
        });
    }
}

/// Border cells that a side wets count as wet from the start of the step.
template <class Dynamics>
void GridSolver<Dynamics>::wet_borders(SideStates const& sides) {
    for (Side const side : all_sides) {
        if (!brings_water(sides[side])) continue;
        for_border_cells_of(known_rows(), side, [&](Cell cell) {
            double const h = water(cell).h_m, z = ground_m(cell);
            if (!prescribes(sides[side], h, z)) return;
            if (water_on_face(sides[side], {h, 0.0, 0.0}, z).h_m > 0.0)
                activity_.set_wet_cell(cell.row, cell.column);
        });
    }
}

template <class Dynamics>
void GridSolver<Dynamics>::find_activity(StepInput const& input) {
    reports_.north_m2ps = reports_.south_m2ps = 0.0;
    bool const all = input.rain.falls() || settings_.dry_land == DryLand::computed;
    if (!all) wet_borders(input.sides);
    auto const find = [&](Index row) {
        auto const r = static_cast<std::size_t>(row);
        if (all) {
            activity_.activate_row(row);
        } else {
            activity_.update_row(row);
        }
        if (local_) local_->narrow(activity_, row);
        weights_[r] = static_cast<double>(activity_.active_cells(row));
        if (weights_[r] == 0.0) reports_.forget_row(r);
    };
    // The sweep of own rows looks at the active segments of three rows beside them.
    RowRange const rows = share().around(SharedRows<T>::halo - 1);
    Index const count = rows.end - rows.begin;
    bool const is_small = static_cast<double>(count * activity_.segments()) < settings_.cells_per_thread;
    if (is_small) {
        for (Index r = rows.begin; r < rows.end; ++r) find(r);
    } else {
        for_rows(count, [&](Index i) { find(rows.begin + i); });
    }
    for (Index r = rows.begin; r < rows.end; ++r) {
        for (Span const span : activity_.woken(r)) Dynamics::wake(state_, r, span);
    }
}

/// Friction follows the depths from the start of the step. Rows beside active ones are looked at too.
template <class Dynamics>
void GridSolver<Dynamics>::roughen() {
    if (!settings_.shallow.acts()) return;
    for_rows(state_.rows(), [&](Index row) {
        if (activity_.any_active(row - 2, row + 2)) state_.roughen(row, settings_.shallow);
    });
}

/// Cuts rows into ranges of about the same work, as many as are worth a thread.
template <class Dynamics>
std::vector<RowRange> GridSolver<Dynamics>::ranges_of(RowRange rows) {
    // A dry row still costs a few looks at its segments.
    double const dry_row_cost = 8.0;
    auto const weights = std::span(weights_).subspan(static_cast<std::size_t>(rows.begin),
                                                     static_cast<std::size_t>(rows.end - rows.begin));
    costs_.assign(weights.begin(), weights.end()); // keeps its memory from step to step
    for (double& cost : costs_) cost += dry_row_cost;
    double const worth = std::ceil(fixed_order_sum(weights) / settings_.cells_per_thread);
    Index const parts = std::clamp<Index>(static_cast<Index>(worth), 1, loop_threads());
    auto ranges = balanced_ranges(costs_, parts);
    for (RowRange& range : ranges) {
        range.begin += rows.begin;
        range.end += rows.begin;
    }
    return ranges;
}

template <class Dynamics>
void GridSolver<Dynamics>::prepare_worker(SweepStep<T> const& step, RowRange range, std::size_t worker) {
    if (!sweeps_[worker]) sweeps_[worker] = std::make_unique<typename Dynamics::Rows>(state_.columns());
    sweeps_[worker]->prepare(step, range);
}

/// Rows that neighbours wait for go first: they are on their way while the others are swept.
template <class Dynamics>
void GridSolver<Dynamics>::sweep_edges_first(SweepStep<T> const& step, RowRange inner) {
    RowRange const own = share().own();
    auto const ranges = ranges_of(inner);
    std::array const edges{RowRange{own.begin, inner.begin}, RowRange{inner.end, own.end}};
    sweeps_.resize(std::max(sweeps_.size(), edges.size() + ranges.size()));
    auto const worker = [&](Index part) { return edges.size() + static_cast<std::size_t>(part); };
    for_given_ranges(ranges, [&](Index part, RowRange range) { prepare_worker(step, range, worker(part)); });
    for (std::size_t k = 0; k < edges.size(); ++k) {
        if (edges[k].begin < edges[k].end) prepare_worker(step, edges[k], k);
    }
    for (std::size_t k = 0; k < edges.size(); ++k) {
        if (edges[k].begin < edges[k].end) sweeps_[k]->run(step);
    }
    shared_.send_halo();
    for_given_ranges(ranges, [&](Index part, RowRange) { sweeps_[worker(part)]->run(step); });
}

template <class Dynamics>
void GridSolver<Dynamics>::sweep_rows(SweepStep<T> const& step) {
    RowRange const own = share().own();
    RowRange const inner = shared_.is_worth_overlap() ? shared_.inner_rows() : own;
    if (inner.begin > own.begin || inner.end < own.end) {
        sweep_edges_first(step, inner);
    } else {
        auto const ranges = ranges_of(own);
        sweeps_.resize(std::max(sweeps_.size(), ranges.size()));
        auto const worker = [](Index part) { return static_cast<std::size_t>(part); };
        for_given_ranges_in_two_stages(
            ranges, [&](Index part, RowRange range) { prepare_worker(step, range, worker(part)); },
            [&](Index part, RowRange) { sweeps_[worker(part)]->run(step); });
        shared_.send_halo();
    }
    shared_.receive_halo();
    shared_.tell(reports_);
}

template <class Dynamics>
void GridSolver<Dynamics>::sweep(StepInput const& input) {
    numbers_.dt_s = input.length_s;
    // Rain that the ground takes at once has no part in the flow.
    numbers_.rain_m = input.losses == nullptr ? input.rain.uniform_m : 0.0;
    barriers_.find_flow(*this, numbers_, local_ ? local_->share() : 1.0);
    SweepStep<T> const step{
        state_,     activity_,    barriers_,     given_,           reports_,
        numbers_,   input.sides,  settings_.wet, settings_.scheme, settings_.inertial,
        input.rain, input.losses, input.end_s,   watch_,           local_ ? local_->faces() : nullptr};
    diffuse();
    sweep_rows(step);
}

/// Flow of the whole grid, or of a part of it.
template <class Dynamics>
BorderVolumes GridSolver<Dynamics>::flow(StepInput const& input) {
    find_activity(input);
    roughen();
    sweep(input);
    for (Index r = share().own().begin; r < share().own().end; ++r)
        cell_updates_ += weights_[static_cast<std::size_t>(r)];
    return volumes(input.length_s);
}

template <class Dynamics>
BorderVolumes GridSolver<Dynamics>::step(StepInput const& input) {
    barriers_.begin_step();
    last_step_ = {input.end_s, input.length_s};
    if (!local_) return flow(input);
    local_->note_brought([&](auto const& body) { for_brought_water(input.sides, body); });
    double const reach_m = settings_.courant * settings_.cell_m;
    BorderVolumes passed;
    local_->run({input.length_s, settings_.cell_m, reach_m}, [&](LevelPart const& part) {
        if (input.losses != nullptr) input.losses->begin_part(part.begin, part.end);
        BorderVolumes const more = flow(part_of(input, part));
        for (std::size_t side = 0; side < all_sides.size(); ++side)
            passed.volume_m3[side] += more.volume_m3[side];
    });
    return passed;
}

/// The last step that a cell was given.
template <class Dynamics>
StepEnd GridSolver<Dynamics>::last_step_of(Cell cell) const {
    StepEnd step = last_step_;
    if (local_) step.length_s *= local_->last_share(cell);
    return step;
}

template <class Dynamics>
BorderVolumes GridSolver<Dynamics>::volumes(double length_s) const {
    double const per_flux = length_s * settings_.cell_m;
    BorderVolumes passed;
    auto& volume = passed.volume_m3;
    volume[static_cast<std::size_t>(Side::north)] = per_flux * reports_.north_m2ps;
    volume[static_cast<std::size_t>(Side::east)] = -per_flux * fixed_order_sum(reports_.east_m2ps);
    volume[static_cast<std::size_t>(Side::south)] = -per_flux * reports_.south_m2ps;
    volume[static_cast<std::size_t>(Side::west)] = per_flux * fixed_order_sum(reports_.west_m2ps);
    return passed;
}

template <class Dynamics>
double GridSolver<Dynamics>::add_water(Cell cell, double depth_m) {
    double const before = state_.exact_depth(cell.row, cell.column);
    T const before_rounded = state_.row(cell.row).h_m[cell.column];
    double const after = std::max(before + depth_m, 0.0);
    state_.set_depth(cell.row, cell.column, after);
    bool const moves = after > settings_.wet.dry_m;
    double const keeps = after > before ? before / after : 1.0;
    Dynamics::share_momentum(state_, cell, moves ? keeps : 0.0);
    CellWater const now = water(cell);
    raise_speed(cell, Dynamics::reach_mps(now));
    if (after > still_depth_m) activity_.set_wet_cell(cell.row, cell.column);
    // The deepest moment may be that of the water that was just added.
    if (after > before) {
        T h = static_cast<T>(now.h_m), u = static_cast<T>(now.u_mps), v = static_cast<T>(now.v_mps);
        keep_maxima(StateRow<T>{&h, &u, &v, nullptr}, state_.maxima_row(cell.row).shifted(cell.column),
                    {0, 1}, last_step_.end_s, settings_.wet);
    }
    if (watch_.thresholds != nullptr) {
        watch_.thresholds->change(cell.row, cell.column, before_rounded, static_cast<T>(now.h_m),
                                  last_step_of(cell));
    }
    return after - before;
}

template <class Dynamics>
void GridSolver<Dynamics>::set_velocity(Cell cell, double u_mps, double v_mps) {
    Dynamics::set_velocity(state_, cell, u_mps, v_mps);
    raise_speed(cell, Dynamics::reach_mps(water(cell)));
}

template <class Dynamics>
void GridSolver<Dynamics>::watch(Watch const& watch) {
    watch_ = watch;
    if (watch_.thresholds == nullptr) return;
    share().for_own_rows([&](Index r) {
        T const* const depth_m = state_.row(r).h_m;
        watch_.thresholds->keep(r, depth_m, {0, state_.columns()}, {last_step_.end_s, 0.0});
    });
}

template <class Dynamics>
double GridSolver<Dynamics>::stored_m3() const {
    return cell_m2() * share().sum_rows([&](Index r) {
        CompensatedSum sum;
        for (Index c = 0; c < state_.columns(); ++c) sum.add(state_.exact_depth(r, c));
        return sum.value();
    });
}

template <class Dynamics>
void GridSolver<Dynamics>::archive_state(StateArchive& archive) {
    archive("water", state_);
    archive("activity", activity_);
    archive("barriers", barriers_);
    archive("reports", reports_);
    archive("viscosities", viscosities_m2ps_);
    archive("cell_updates", cell_updates_);
    archive("last_step", last_step_);
    archive("numbers", numbers_);
    archive("local", local_);
    if (!archive.is_loading()) return;
    // Updates are counted over ranks, and the state has those of all.
    if (share().ranks().rank() != 0) cell_updates_ = 0.0;
    shared_.restart(reports_);
}

template <class Dynamics>
void GridSolver<Dynamics>::gather_state() {
    GridShare const& share = shared_.share();
    if (share.is_whole()) return;
    state_.gather(share);
    activity_.gather(share);
    barriers_.gather(share);
    share.gather(reports_.fastest_mps);
    share.gather(reports_.broken);
    share.gather(viscosities_m2ps_);
    double const all_updates = cell_updates();
    cell_updates_ = share.ranks().rank() == 0 ? all_updates : 0.0;
}

template <class Dynamics>
CellWater GridSolver<Dynamics>::water(Cell cell) const {
    JUMELLE_EXPECTS(shared_.knows(cell));
    return Dynamics::water(state_, cell, numbers_);
}

template <class Dynamics>
std::optional<Cell> GridSolver<Dynamics>::broken_cell() {
    if (!shared_.is_whole() && !shared_.any_broken()) return std::nullopt;
    Index const columns = state_.columns(), none = state_.rows() * columns;
    Index first = none; // position of the first broken cell
    for (Index r = share().own().begin; r < share().own().end && first == none; ++r) {
        if (reports_.broken[static_cast<std::size_t>(r)] == 0) continue;
        for (Index c = 0; c < columns && first == none; ++c) {
            CellWater const now = water({r, c});
            bool const finite =
                std::isfinite(now.h_m) && std::isfinite(now.u_mps) && std::isfinite(now.v_mps);
            if (!finite || now.h_m < 0.0) first = r * columns + c;
        }
    }
    first = static_cast<Index>(share().min(static_cast<double>(first)));
    if (first == none) return std::nullopt;
    Cell const broken{first / columns, first % columns};
    know({broken});
    shared_.tell(reports_); // so that all ranks tell the same
    return broken;
}

template <template <class> class Dynamics>
std::unique_ptr<Solver> made(Precision precision, Ground const& ground, SideStates const& sides,
                             SolverSettings const& settings, GridShare share) {
    if (precision == Precision::binary32) {
        return std::make_unique<GridSolver<Dynamics<float>>>(ground, sides, settings, std::move(share));
    }
    return std::make_unique<GridSolver<Dynamics<double>>>(ground, sides, settings, std::move(share));
}

} // namespace

double Solver::bytes() const {
    double sum = 0.0;
    for (ArrayBytes const& array : arrays()) sum += array.bytes;
    return sum;
}

std::unique_ptr<Solver> make_solver(Precision precision, Ground const& ground, SideStates const& sides,
                                    SolverSettings const& settings, GridShare share) {
    if (settings.scheme == Scheme::inertial) {
        return made<InertialDynamics>(precision, ground, sides, settings, std::move(share));
    }
    return made<FullDynamics>(precision, ground, sides, settings, std::move(share));
}

std::unique_ptr<Solver> make_solver(Precision precision, Ground const& ground, SideStates const& sides,
                                    SolverSettings const& settings) {
    return make_solver(precision, ground, sides, settings, GridShare(ground.rows()));
}

} // namespace jumelle::flood
