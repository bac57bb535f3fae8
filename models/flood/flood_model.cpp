#include "models/flood/flood_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "core/base/constants.hpp"
#include "core/base/log.hpp"
#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"
#include "models/flood/description.hpp"
#include "models/flood/drainage/drains.hpp"
#include "models/flood/green_roofs.hpp"
#include "models/flood/held_levels.hpp"
#include "models/flood/inflows.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/losses.hpp"
#include "models/flood/rain_input.hpp"
#include "models/flood/requested_fields.hpp"
#include "models/flood/structures/structures.hpp"
#include "models/flood/subgrid/solver.hpp"
#include "models/flood/subgrid/tables.hpp"
#include "models/flood/terrain.hpp"

namespace jumelle::flood {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Border const& border_of(Borders const& borders, Side side) {
    switch (side) {
    case Side::north:
        return borders.north;
    case Side::east:
        return borders.east;
    case Side::south:
        return borders.south;
    case Side::west:
        break;
    }
    return borders.west;
}

SideStates kinds_of(Borders const& borders) {
    SideStates sides;
    for (Side const side : all_sides) sides[side].kind = border_of(borders, side).kind;
    return sides;
}

/// The inertial scheme bears no more than its theta allows, and less with absorbing levels.
double courant_from(FloodParameters const& parameters, bool absorbs) {
    double const asked = parameters.courant;
    if (parameters.scheme != Scheme::inertial) return asked;
    double const largest = largest_inertial_courant(parameters.inertial.theta);
    if (asked > largest)
        log_warning(
            "flood: cfl {:.3g} is more than scheme: inertial bears with theta {:.3g}; {:.3g} is taken", asked,
            parameters.inertial.theta, largest);
    return std::min({asked, largest, absorbs ? largest_absorbing_courant : largest});
}

SolverSettings settings_from(FloodParameters const& parameters, Forcing const& forcing, double cell_m) {
    SolverSettings settings;
    settings.scheme = parameters.scheme;
    settings.time_step = parameters.time_step;
    settings.cell_m = cell_m;
    bool const absorbs = std::any_of(forcing.levels.begin(), forcing.levels.end(),
                                     [](HeldLevel const& level) { return level.absorbing.has_value(); });
    settings.courant = courant_from(parameters, absorbs);
    settings.inertial = parameters.inertial;
    settings.viscosity = parameters.viscosity;
    settings.shallow = parameters.shallow;
    settings.wet = {parameters.dry_depth_m, parameters.arrival_depth_m};
    return settings;
}

/// The ground of the grid's cells, and the fine one below them where the territory has it.
struct Land {
    Ground ground;
    std::optional<FineGround> fine;
};

Land land_of(ModelSetup const& setup, FloodParameters const& parameters) {
    auto const& terrain = setup.territory.fine;
    if (!terrain) return {ground_from(setup.fields, parameters), std::nullopt};
    if (parameters.scheme != Scheme::inertial) {
        Value const& said = setup.parameters;
        Value const& where = said.is_map() && said.has("scheme") ? said["scheme"] : said;
        throw InputError(where.fault("sub-grid terrain needs scheme: inertial",
                                     "write scheme: inertial, or leave territory.terrain_resolution out"));
    }
    if (!(parameters.inertial == InertialForm{})) {
        throw InputError(
            setup.parameters["inertial"].fault("sub-grid terrain has its own form of the inertial equations",
                                               "leave inertial or territory.terrain_resolution out"));
    }
    if (parameters.shallow.acts()) {
        throw InputError(setup.parameters["shallow_roughness"].fault(
            "sub-grid terrain has one roughness for all depths",
            "leave shallow_roughness or territory.terrain_resolution out"));
    }
    FineGround fine{ground_from(terrain->fields, parameters), terrain->ratio};
    Ground coarse = coarse_ground(fine);
    return {std::move(coarse), std::move(fine)};
}

/// Ranks share the grid where they can; over fine ground each does all the work.
std::unique_ptr<Solver> solver_of(Land const& land, Precision precision, SideStates const& sides,
                                  SolverSettings const& settings, Communicator& ranks) {
    if (land.fine) return make_subgrid_solver(precision, *land.fine, land.ground, sides, settings);
    return make_solver(precision, land.ground, sides, settings, share_of(land.ground, settings, ranks));
}

class FloodModel : public Model {
  public:
    explicit FloodModel(ModelSetup const& setup);
    Duration longest_step() override;
    void step(Duration now, Duration length) override;
    void publish(FieldStore& fields) override;
    void publish_summaries(FieldStore& fields) override;
    std::vector<FieldInfo> more_summaries() const override;
    std::vector<SeriesInfo> series() const override;
    void read_series(Duration now, std::vector<double>& values) override;
    std::optional<double> balance_limit() const override { return parameters_.balance_limit; }
    Balance balance() const override;
    double cell_updates() const override { return solver_->cell_updates(); }
    void archive_state(StateArchive& archive) override;
    void gather_state() override;

  private:
    FloodModel(ModelSetup const& setup, FloodParameters const& parameters, Land const& land);
    SideStates sides_during(double from_s, double to_s) const;
    void share_discharge(Side side, SideState& state) const;
    void expect_sound(Duration now) const;
    Field& field(FieldStore& fields, FieldInfo const& info) const;
    void gather_sums();
    void publish_requested(FieldStore& fields) const;
    void publish_thresholds(FieldStore& fields) const;
    void publish_infiltration(FieldStore& fields) const;
    bool is_free(Cell cell) const { return solver_->ground_m(cell) < solid_above_m; }

    ModelDescription const description_ = description();
    Grid const grid_;
    Forcing const& forcing_;
    FloodParameters const parameters_;
    SolverSettings const settings_;
    RainInput rain_;
    std::unique_ptr<Losses> losses_; ///< none where null
    std::vector<RequestedField> requested_;
    Thresholds thresholds_;
    FlowSections sections_;
    std::unique_ptr<Solver> solver_;
    std::vector<std::unique_ptr<Process>> processes_; ///< in the order in which they act
    Duration now_;
    double stored_at_start_m3_ = 0.0;
    std::array<CompensatedSum, all_sides.size()> border_in_m3_, border_out_m3_;
};

FloodModel::FloodModel(ModelSetup const& setup)
    : FloodModel(setup, parameters_from(setup.parameters),
                 land_of(setup, parameters_from(setup.parameters))) {}

FloodModel::FloodModel(ModelSetup const& setup, FloodParameters const& parameters, Land const& land)
    : grid_(setup.territory.grid),
      forcing_(setup.forcing),
      parameters_(parameters),
      settings_(settings_from(parameters, setup.forcing, grid_.cell_m)),
      rain_(forcing_, land.ground, settings_),
      losses_(make_losses(setup, parameters.losses)),
      requested_(requested_fields(setup.requested)),
      thresholds_(parameters.thresholds_m, grid_.rows, grid_.columns),
      sections_(setup.sections, grid_),
      solver_(solver_of(land, parameters.precision, kinds_of(forcing_.borders), settings_, setup.ranks)) {
    processes_.push_back(make_inflows(forcing_.inflows, land.ground, settings_));
    if (!land.ground.green_roofs.empty())
        processes_.push_back(
            make_green_roofs(land.ground.green_roofs, parameters.losses.saturation, rain_, settings_));
    if (!setup.territory.structures.empty()) {
        processes_.push_back(
            make_structures(setup.territory.structures, grid_, land.ground, settings_, *solver_));
    }
    bool const has_drains = setup.territory.drains && parameters.drains == DrainUse::coupled;
    if (has_drains) processes_.push_back(make_drains(*setup.territory.drains, grid_, land.ground, settings_));
    processes_.push_back(make_held_levels(forcing_.levels, land.ground, settings_, *solver_));
    for (auto const& process : processes_) solver_->know(process->cells());
    solver_->watch({thresholds_.empty() ? nullptr : &thresholds_,
                    sections_.faces().empty() ? nullptr : &sections_.faces()});
    stored_at_start_m3_ = solver_->stored_m3();
}

std::vector<FieldInfo> FloodModel::more_summaries() const {
    auto made = thresholds_.fields();
    if (losses_) made.push_back(infiltration_info());
    return made;
}

std::vector<SeriesInfo> FloodModel::series() const {
    auto made = sections_.series();
    for (auto const& process : processes_) {
        for (auto& info : process->series()) made.push_back(std::move(info));
    }
    return made;
}

void FloodModel::read_series(Duration now, std::vector<double>& values) {
    sections_.read(now, values);
    for (auto const& process : processes_) process->read_series(values);
}

Duration FloodModel::longest_step() {
    double const now_s = now_.seconds();
    double const flow_s = solver_->longest_step_s(sides_during(now_s, now_s));
    double length_s = std::min({flow_s, rain_.longest_step_s(now_s), parameters_.longest_step_s});
    for (auto const& process : processes_) length_s = std::min(length_s, process->longest_step_s(*solver_));
    auto const ticks = static_cast<std::int64_t>(length_s * static_cast<double>(Duration::ticks_per_second));
    return Duration::from_ticks(std::max<std::int64_t>(ticks, 1));
}

/// Spreads a side's discharge over its wet cells, or over all free ones while none is wet.
void FloodModel::share_discharge(Side side, SideState& state) const {
    double wet = 0.0, free = 0.0;
    GridShare const& share = solver_->share();
    for_border_cells(grid_.rows, grid_.columns, side, [&](Cell cell) {
        if (!share.owns(cell.row) || !is_free(cell)) return;
        free += 1.0;
        wet += solver_->water(cell).h_m > parameters_.dry_depth_m ? 1.0 : 0.0;
    });
    wet = share.count(wet);
    free = share.count(free);
    state.deeper_than_m = wet > 0.0 ? parameters_.dry_depth_m : -1.0;
    state.unit_discharge_m2ps /= std::max(wet > 0.0 ? wet : free, 1.0) * grid_.cell_m;
}

SideStates FloodModel::sides_during(double from_s, double to_s) const {
    SideStates sides = kinds_of(forcing_.borders);
    for (Side const side : all_sides) {
        Border const& border = border_of(forcing_.borders, side);
        sides[side].slope = border.slope;
        if (border.kind == BorderKind::level) sides[side].level_m = border.level_m.mean(from_s, to_s);
        if (border.kind == BorderKind::discharge) {
            sides[side].unit_discharge_m2ps = border.discharge_m3ps.mean(from_s, to_s);
            share_discharge(side, sides[side]);
        }
    }
    return sides;
}

void FloodModel::step(Duration now, Duration length) {
    now_ = now + length;
    StepTimes const times{now.seconds(), now_.seconds()};
    for (auto const& process : processes_) process->prepare(times, *solver_);
    StepInput input;
    input.end_s = times.to_s;
    input.length_s = length.seconds();
    input.rain = rain_.during(times);
    input.losses = losses_.get();
    if (losses_) losses_->begin_step(times.from_s, times.to_s, input.rain.falls());
    input.sides = sides_during(times.from_s, times.to_s);
    BorderVolumes const passed = solver_->step(input);
    expect_sound(now_);
    for (std::size_t side = 0; side < all_sides.size(); ++side) {
        double const volume = passed.volume_m3[side];
        (volume > 0.0 ? border_in_m3_ : border_out_m3_)[side].add(volume);
    }
    for (auto const& process : processes_) process->act(times, *solver_);
}

void FloodModel::expect_sound(Duration now) const {
    auto const cell = solver_->broken_cell();
    if (!cell) return;
    CellWater const water = solver_->water(*cell);
    throw RunError(fmt::format("flood: at {} the water in cell (row {}, column {}) is broken: depth {} m, "
                               "velocity {}, {} m/s",
                               to_text(now), cell->row, cell->column, water.h_m, water.u_mps, -water.v_mps));
}

Field& FloodModel::field(FieldStore& fields, FieldInfo const& info) const {
    if (!fields.has(info.name)) {
        Field made;
        made.info = info;
        fields.put(std::move(made));
    }
    Field& found = fields.at(info.name);
    if (found.cells.rows() != grid_.rows || found.cells.columns() != grid_.columns) {
        found.cells = Array2D<double>(grid_.rows, grid_.columns);
    }
    return found;
}

void FloodModel::publish(FieldStore& fields) {
    auto const& infos = description_.writes;
    auto& depth = field(fields, infos[0]).cells;
    auto& level = field(fields, infos[1]).cells;
    auto& x = field(fields, infos[2]).cells;
    auto& y = field(fields, infos[3]).cells;
    auto& speed = field(fields, infos[4]).cells;
    solver_->share().for_own_rows([&](Index r) {
        for (Index c = 0; c < grid_.columns; ++c) {
            CellWater const water = solver_->water({r, c});
            depth(r, c) = solver_->mean_depth_m({r, c});
            bool const wet = depth(r, c) > parameters_.dry_depth_m;
            level(r, c) = wet ? solver_->level_at_m({r, c}, depth(r, c)) : none;
            // Adding zero turns a negative zero into zero: the kernels do not tell them apart.
            x(r, c) = water.u_mps + 0.0;
            y(r, c) = 0.0 - water.v_mps;
            speed(r, c) = std::sqrt(water.u_mps * water.u_mps + water.v_mps * water.v_mps);
        }
    });
    for (auto* const cells : {&depth, &level, &x, &y, &speed}) solver_->share().gather(*cells);
    publish_requested(fields);
    gather_sums();
}

/// What the balance and series are told from, where ranks share the grid.
void FloodModel::gather_sums() {
    GridShare const& share = solver_->share();
    if (losses_) losses_->gather(share);
    sections_.faces().gather(share);
    solver_->barriers().gather(share);
}

void FloodModel::publish_requested(FieldStore& fields) const {
    for (auto const& requested : requested_) {
        auto& cells = field(fields, requested.info).cells;
        solver_->share().for_own_rows([&](Index r) {
            for (Index c = 0; c < grid_.columns; ++c)
                cells(r, c) = requested.value(solver_->water({r, c}), parameters_.dry_depth_m);
        });
        solver_->share().gather(cells);
    }
}

void FloodModel::publish_thresholds(FieldStore& fields) const {
    auto const infos = thresholds_.fields();
    for (std::size_t f = 0; f < infos.size(); ++f) {
        auto& cells = field(fields, infos[f]).cells;
        solver_->share().for_own_rows([&](Index r) {
            for (Index c = 0; c < grid_.columns; ++c) cells(r, c) = thresholds_.value(f, r, c);
        });
        solver_->share().gather(cells);
    }
}

void FloodModel::publish_summaries(FieldStore& fields) {
    auto const& infos = description_.summaries;
    auto& depth = field(fields, infos[0]).cells;
    auto& level = field(fields, infos[1]).cells;
    auto& speed = field(fields, infos[2]).cells;
    auto& hazard = field(fields, infos[3]).cells;
    auto& time = field(fields, infos[4]).cells;
    auto& arrival = field(fields, infos[5]).cells;
    solver_->share().for_own_rows([&](Index r) {
        MaximaRow const maxima = solver_->maxima(r);
        for (Index c = 0; c < grid_.columns; ++c) {
            double const deepest = static_cast<double>(maxima.depth_m[c]);
            bool const wet = deepest > parameters_.dry_depth_m;
            depth(r, c) = deepest;
            level(r, c) = wet ? solver_->level_at_m({r, c}, deepest) : none;
            speed(r, c) = static_cast<double>(maxima.speed_mps[c]);
            hazard(r, c) = static_cast<double>(maxima.hazard_m2ps[c]);
            time(r, c) = wet ? static_cast<double>(maxima.time_of_depth_s[c]) : none;
            arrival(r, c) = maxima.arrival_s[c] == never_s ? none : static_cast<double>(maxima.arrival_s[c]);
        }
    });
    for (auto* const cells : {&depth, &level, &speed, &hazard, &time, &arrival})
        solver_->share().gather(*cells);
    publish_thresholds(fields);
    if (losses_) publish_infiltration(fields);
}

void FloodModel::publish_infiltration(FieldStore& fields) const {
    auto& depth = field(fields, infiltration_info()).cells;
    solver_->share().for_own_rows([&](Index r) {
        for (Index c = 0; c < grid_.columns; ++c) {
            depth(r, c) = losses_->infiltrated_m({r, c});
        }
    });
    solver_->share().gather(depth);
}

Balance FloodModel::balance() const {
    constexpr std::array<char const*, all_sides.size()> names{"border_north", "border_east", "border_south",
                                                              "border_west"};
    Balance made;
    made.quantity = "water";
    made.unit = "m3";
    made.stored_at_start = stored_at_start_m3_;
    made.stored = solver_->stored_m3();
    made.terms = {{"rain", rain_.fallen_m3()}};
    made.in = rain_.fallen_m3();
    if (losses_) losses_->report(made);
    for (auto const& process : processes_) process->report(made);
    for (std::size_t side = 0; side < all_sides.size(); ++side) {
        double const in = border_in_m3_[side].value(), out = border_out_m3_[side].value();
        made.terms.push_back({names[side], in + out});
        made.in += in;
        made.out -= out;
    }
    return made;
}

void FloodModel::gather_state() {
    GridShare const& share = solver_->share();
    solver_->gather_state();
    if (losses_) losses_->gather_state(share);
    thresholds_.gather(share);
    sections_.faces().gather(share);
}

void FloodModel::archive_state(StateArchive& archive) {
    archive("solver", solver_);
    archive("rain", rain_);
    archive("losses", losses_);
    archive("thresholds", thresholds_);
    archive("sections", sections_);
    archive("processes", processes_);
    archive("now", now_);
    archive("stored_at_start", stored_at_start_m3_);
    archive("border_in", border_in_m3_);
    archive("border_out", border_out_m3_);
}

std::unique_ptr<Model> make(ModelSetup const& setup) {
    return std::make_unique<FloodModel>(setup);
}

} // namespace

ModelEntry entry() {
    return {description(), &make};
}

} // namespace jumelle::flood
