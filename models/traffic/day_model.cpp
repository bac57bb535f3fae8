#include "models/traffic/day_model.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <utility>

#include "core/base/log.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/day_arrays.hpp"
#include "models/traffic/day_demand.hpp"
#include "models/traffic/day_totals.hpp"
#include "models/traffic/day_window.hpp"
#include "models/traffic/description.hpp"
#include "models/traffic/road_fields.hpp"
#include "models/traffic/setup.hpp"
#include "models/traffic/street_state.hpp"
#include "models/traffic/undisturbed.hpp"

namespace jumelle::traffic {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0, kmph_per_mps = 3.6, metres_per_km = 1000.0;
/// Rounding of a time over the length of a step [steps].
constexpr double step_rounding = 1e-6;

/// @throws InputError where the counts would not fit into the memory of any machine
void expect_counts_to_fit(RoadGraph const& roads, DayParameters const& day, double duration_s) {
    constexpr double bytes_a_count = 8.0, ends = 2.0, bytes_a_gigabyte = 1e9, most_gigabytes = 256.0;
    double const gigabytes = ends * bytes_a_count * static_cast<double>(roads.edges()) *
                             std::ceil(duration_s / day.step_s) / bytes_a_gigabyte;
    if (gigabytes > most_gigabytes)
        throw InputError(
            day.where.fault(fmt::format("counts of {} edges in steps of {} s would take {:.0f} GB",
                                        roads.edges(), day.step_s, gigabytes),
                            "take longer steps or a shorter run"));
}

class DayModel : public Model {
  public:
    explicit DayModel(ModelSetup const& setup);
    void begin() override;
    Duration longest_step() override { return std::max(duration_, Duration::from_ticks(1)); }
    void step(Duration now, Duration length) override;
    void publish(FieldStore& fields) override { road_fields_.publish(state_, streets_.depth_m(), fields); }
    void publish_summaries(FieldStore& fields) override;
    std::vector<SeriesInfo> series() const override { return day_series_info(roads_.units.time_s); }
    void read_series(Duration now, std::vector<double>& values) override;
    Balance balance() const override { return totals_.balance(); }
    double cell_updates() const override {
        return run_ ? static_cast<double>(run_->calculated()) * static_cast<double>(roads_.edges()) : 0.0;
    }
    void archive_state(StateArchive& archive) override;

  private:
    void make_run();
    void begin_with_routes();
    void find_routes(double now_s);
    void take(Equilibrium result, double now_s);
    TurnFractions turns() const;
    /// What differs on the streets from what the run knows; nothing where the run begins.
    void tell_changes(double now_s);
    void tell_window(double from_s, double until_s);
    void tell_edges(DayWindow const& window, double hours);
    double window_km(DayWindow const& window) const;
    double stranded_share() const;

    FieldStore const& fields_;
    RoadGraph const& roads_;
    Duration const duration_;
    TrafficParameters const parameters_;
    DayParameters const day_;
    RoadFields const road_fields_;
    StreetState streets_;
    LinkNetwork network_;     ///< with the present closures and times
    OriginTrips const trips_; ///< that the equilibrium is found for
    DayDemand demand_;
    TransmissionNetwork streets_of_day_;
    SharedWork* const shared_; ///< with other runs; may be null
    std::shared_ptr<FreeTimes const> free_times_;
    std::optional<Assignment> assignment_;
    Equilibrium result_;
    std::optional<LinkTransmission> run_;
    std::optional<DayReader> reader_;
    std::vector<LinkChange> changes_; ///< since the start
    std::vector<double> told_speed_mps_;
    std::vector<std::uint8_t> told_closed_;
    RoadState state_;
    std::vector<double> closed_s_;
    DayTotals totals_;
    std::int64_t iterations_ = 0;
};

DayModel::DayModel(ModelSetup const& setup)
    : fields_(setup.fields),
      roads_(sound(setup).territory.roads),
      duration_(setup.duration),
      parameters_(parameters_from(setup.parameters)),
      day_(*parameters_.day),
      road_fields_(setup, parameters_),
      streets_(setup, parameters_),
      network_(link_network(roads_, weights_of(setup, parameters_))),
      trips_(scaled(origin_trips(setup.territory.trips, roads_.units),
                    parameters_.demand_factor * factor_met(parameters_.profile, setup.duration.seconds()))),
      demand_(scaled(origin_trips(setup.territory.trips, roads_.units), parameters_.demand_factor),
              roads_.units.period_s, parameters_.profile),
      streets_of_day_(transmission_network(roads_, {day_.wave_mps})),
      shared_(setup.shared),
      told_speed_mps_(streets_of_day_.speed_mps),
      told_closed_(roads_.to.size(), 0),
      closed_s_(roads_.to.size(), 0.0) {
    expect_counts_to_fit(roads_, day_, duration_.seconds());
    DayWindow empty;
    empty.left.assign(roads_.to.size(), 0.0);
    empty.time_s.assign(roads_.to.size(), none);
    empty.queue = empty.left;
    tell_edges(empty, 1.0);
}

/// The first equilibrium, whose turns the drivers take; a check of the scenario does without.
void DayModel::begin() {
    if (!roads_.turns.empty() && parameters_.heeds_turns)
        log_warning(
            "traffic: over the time of day all turns are allowed, and take no time; the network names {}",
            roads_.turns.size());
    begin_with_routes();
    make_run();
    tell_changes(0.0);
    auto const& fit = run_->times().fit();
    if (fit.lengthened_links > 0)
        log_info("traffic: {} of {} edges take less than a step of {} s, and are driven along in one step",
                 fit.lengthened_links, roads_.edges(), day_.step_s);
}

void DayModel::begin_with_routes() {
    bool const is_disturbed = streets_.update(0.0, fields_);
    if (parameters_.start == AssignmentStart::nothing) {
        free_times_ = std::make_shared<FreeTimes const>(network_, trips_);
        assignment_.emplace(network_, trips_);
        find_routes(0.0);
        return;
    }
    Undisturbed start = undisturbed_start(
        {network_, trips_, {}, 1.0, parameters_.goal, {parameters_.gap, parameters_.iterations}}, shared_);
    free_times_ = start.free_times;
    assignment_.emplace(std::move(start.assignment));
    if (!is_disturbed) return take(std::move(start.result), 0.0);
    iterations_ += static_cast<std::int64_t>(start.result.report.iterations.size());
    find_routes(0.0);
}

/// A run that has not begun, with the present turns and departures.
void DayModel::make_run() {
    TransmissionOptions const options{day_.step_s, duration_.seconds(), day_.diversion};
    run_.emplace(streets_of_day_, demand_.departures(), turns(), options);
    reader_.emplace(*run_);
}

void DayModel::find_routes(double now_s) {
    streets_.apply_to(network_, roads_.units.time_s);
    assignment_->set_network(network_);
    if (parameters_.goal == AssignmentGoal::system_optimum) assignment_->use_marginal_cost();
    take(assignment_->solve({parameters_.gap, parameters_.iterations}), now_s);
}

/// A new equilibrium.
void DayModel::take(Equilibrium result, double now_s) {
    result_ = std::move(result);
    auto const iterations = result_.report.iterations.size();
    iterations_ += static_cast<std::int64_t>(iterations);
    if (!result_.report.has_converged)
        log_warning("traffic: the gap is {:.3g} after {} iterations; {:.3g} was asked for",
                    result_.report.gap, iterations, parameters_.gap);
    demand_.leave_out(now_s, result_.stranded);
}

TurnFractions DayModel::turns() const {
    return equilibrium_turns(streets_of_day_, demand_.departures(), assignment_->solver(),
                             without(trips_, result_.stranded));
}

void DayModel::tell_changes(double now_s) {
    std::size_t const before = changes_.size();
    for (std::size_t e = 0; e < told_closed_.size(); ++e) {
        std::uint8_t const is_closed = streets_.is_closed()[e];
        double const time_s = streets_.free_time_s()[e];
        bool const is_slowed = time_s > roads_.free_time_s[e];
        double const speed_mps =
            is_slowed ? std::min(streets_of_day_.length_m[e] / time_s, streets_of_day_.speed_mps[e])
                      : streets_of_day_.speed_mps[e];
        if (is_closed == told_closed_[e] && speed_mps == told_speed_mps_[e]) continue;
        told_closed_[e] = is_closed;
        told_speed_mps_[e] = speed_mps;
        changes_.push_back({static_cast<std::int32_t>(e), now_s,
                            is_closed != 0 ? 0.0 : streets_of_day_.capacity_vps[e], speed_mps});
    }
    if (changes_.size() > before) run_->change(changes_);
}

void DayModel::step(Duration now, Duration length) {
    double const from_s = now.seconds(), until_s = (now + length).seconds();
    for (std::size_t e = 0; e < closed_s_.size(); ++e) {
        if (streets_.is_closed()[e] != 0) closed_s_[e] += length.seconds();
    }
    auto const until = static_cast<std::int32_t>(std::floor(until_s / day_.step_s + step_rounding));
    run_->advance(std::min(until, run_->steps()));
    tell_window(from_s, until_s);
    if (!streets_.update(until_s, fields_)) return;
    tell_changes(until_s);
    if (day_.routes == Routes::fixed) return;
    find_routes(until_s);
    run_->change_departures(demand_.departures());
    run_->turn_from_here(turns());
}

/// Of those who have no way, the share that has one when all streets are open.
double DayModel::stranded_share() const {
    CompensatedSum all, stranded;
    for (auto const& pair : result_.stranded) {
        all.add(pair.volume);
        if (std::isfinite(free_times_->of(pair.origin, pair.destination))) stranded.add(pair.volume);
    }
    return all.value() > 0.0 ? stranded.value() / all.value() : 0.0;
}

double DayModel::window_km(DayWindow const& window) const {
    CompensatedSum sum;
    bool knows_lengths = false;
    for (std::size_t e = 0; e < window.left.size(); ++e) {
        if (std::isnan(roads_.length_m[e])) continue;
        sum.add(window.left[e] * roads_.length_m[e]);
        knows_lengths = true;
    }
    return knows_lengths ? sum.value() / metres_per_km : none;
}

void DayModel::tell_window(double from_s, double until_s) {
    DayRates rates;
    rates.unreachable = demand_.left_out(from_s, until_s);
    rates.stranded = rates.unreachable * stranded_share();
    if (run_->calculated() > reader_->time()) {
        double const hours = (run_->calculated() - reader_->time()) * run_->step_s() / seconds_per_hour;
        DayWindow const window = reader_->read(run_->calculated());
        tell_edges(window, hours);
        rates.vehicle_hours = window.vehicle_s / seconds_per_hour;
        rates.lost_vehicle_hours = window.lost_s / seconds_per_hour;
        rates.vehicle_km = window_km(window);
        rates.emitted_kg = road_fields_.emitted_kgph(state_);
        for (double& kg : rates.emitted_kg) kg *= hours;
        totals_.set(vehicle_balance(*run_, run_->calculated()));
    }
    totals_.add(rates);
}

void DayModel::tell_edges(DayWindow const& window, double hours) {
    state_ = {};
    for (std::size_t e = 0; e < window.left.size(); ++e) {
        bool const is_closed = streets_.is_closed()[e] != 0;
        bool const is_empty = std::isnan(window.time_s[e]);
        double const time_s = is_empty ? streets_.free_time_s()[e] : window.time_s[e];
        bool const has_speed = time_s > 0.0; // NaN lengths make NaN speeds
        state_.flow_vehph.push_back(window.left[e] / hours);
        state_.volume_capacity.push_back(window.left[e] / hours /
                                         (roads_.capacity_vehps[e] * seconds_per_hour));
        state_.time_s.push_back(is_closed ? none : time_s);
        state_.speed_kmph.push_back(is_closed   ? 0.0
                                    : has_speed ? roads_.length_m[e] / time_s * kmph_per_mps
                                                : none);
    }
    state_.queue = window.queue;
}

void DayModel::publish_summaries(FieldStore& fields) {
    fields.put({closed_time_info(), {}, closed_s_});
    if (!run_ || run_->calculated() == 0) return;
    auto const stuck = find_gridlock(*run_, run_->calculated() - 1);
    if (stuck)
        log_warning("traffic: {:.0f} vehicles on {} edges wait for each other in a circle at the end",
                    stuck.vehicles, stuck.links.size());
}

void DayModel::read_series(Duration /*now*/, std::vector<double>& values) {
    auto const& closed = streets_.is_closed();
    values.insert(values.end(),
                  {result_.objective, result_.report.gap, static_cast<double>(iterations_),
                   static_cast<double>(std::count(closed.begin(), closed.end(), std::uint8_t{1}))});
    totals_.append_to(values);
    CompensatedSum queued;
    for (double const vehicles : state_.queue) queued.add(vehicles);
    values.push_back(queued.value());
}

/// The turns follow from the flows of the last equilibrium.
void DayModel::archive_state(StateArchive& archive) {
    if (archive.is_loading()) {
        free_times_ = std::make_shared<FreeTimes const>(network_, trips_);
        assignment_.emplace(network_, trips_);
    }
    archive("streets", streets_);
    archive("assignment", assignment_);
    archive("result", result_);
    archive("demand", demand_);
    archive("changes", changes_);
    archive("told_speed", told_speed_mps_);
    archive("told_closed", told_closed_);
    if (archive.is_loading()) {
        make_run();
        run_->change(changes_);
    }
    archive("run", *run_);
    archive("reader", *reader_);
    archive("edges", state_);
    archive("closed_time", closed_s_);
    archive("totals", totals_);
    archive("iterations", iterations_);
    streets_.apply_to(network_, roads_.units.time_s);
}

} // namespace

std::unique_ptr<Model> make_day_model(ModelSetup const& setup) {
    return std::make_unique<DayModel>(setup);
}

} // namespace jumelle::traffic
