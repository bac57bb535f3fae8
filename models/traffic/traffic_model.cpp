#include "models/traffic/traffic_model.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>

#include "core/base/log.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/description.hpp"
#include "models/traffic/free_times.hpp"
#include "models/traffic/road_arrays.hpp"
#include "models/traffic/street_state.hpp"
#include "models/traffic/totals.hpp"

namespace jumelle::traffic {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0, kmph_per_mps = 3.6;

bool is_requested(ModelSetup const& setup, FieldInfo const& info) {
    return std::find(setup.requested.begin(), setup.requested.end(), info.name) != setup.requested.end();
}

/// @throws InputError where the territory has nothing to drive on, or for whom
void expect_roads_and_trips(ModelSetup const& setup) {
    Territory const& territory = setup.territory;
    if (territory.roads.edges() == 0)
        throw InputError(setup.parameters.fault("the territory has no roads",
                                                "name a network, territory.roads, or take a synthetic_town"));
    if (territory.trips.origin.empty())
        throw InputError(setup.parameters.fault("nobody drives: the territory has no trips",
                                                "name a table of trips, territory.demand"));
    bool const has_cells = territory.grid.size() > 0 && territory.roads.has_positions;
    if (is_requested(setup, heat_info()) && !has_cells)
        throw InputError(
            setup.parameters.fault("traffic_heat lies on cells, and there are none under the roads",
                                   "take it out of outputs.fields, or give the territory a grid"));
    bool const reads_water = setup.fields.has("water_depth");
    bool const ignores_water = setup.parameters.has("water") && setup.parameters["water"].text() == "ignored";
    if (reads_water && !territory.roads.has_positions && !ignores_water)
        throw InputError(
            setup.parameters.fault("the roads have no positions, so no water can be found on them",
                                   "give the positions of the nodes, or write water: ignored"));
}

CostWeights weights_of(ModelSetup const& setup, TrafficParameters const& parameters) {
    RoadGraph const& roads = setup.territory.roads;
    CostWeights weights;
    weights.distance_s_per_m = parameters.distance_s_per_m;
    auto const is_unknown = [](double length_m) { return std::isnan(length_m); };
    if (weights.distance_s_per_m > 0.0 &&
        std::any_of(roads.length_m.begin(), roads.length_m.end(), is_unknown))
        throw InputError(setup.parameters["distance_cost"].fault(
            "the lengths of the roads are not known",
            "give territory.roads.length_unit, or leave distance_cost out"));
    if (!parameters.charges_tolls) return weights;
    auto const tolls =
        std::count_if(roads.toll.begin(), roads.toll.end(), [](double toll) { return toll > 0.0; });
    if (tolls > 0 && parameters.value_of_time_per_s == 0.0)
        throw InputError(setup.parameters.fault(
            fmt::format("{} edges have a toll, and nothing says what an hour is worth", tolls),
            "write for example value_of_time: 10 1/h in the money of the tolls, or tolls: ignored"));
    if (parameters.value_of_time_per_s > 0.0) weights.money_s = 1.0 / parameters.value_of_time_per_s;
    return weights;
}

OriginTrips scaled(OriginTrips trips, double factor) {
    for (double& volume : trips.volume) volume *= factor;
    return trips;
}

/// @throws InputError where the roads, the trips or the parameters do not go together
ModelSetup const& sound(ModelSetup const& setup) {
    expect_roads_and_trips(setup);
    return setup;
}

class TrafficModel : public Model {
  public:
    explicit TrafficModel(ModelSetup const& setup);
    void begin() override;
    Duration longest_step() override { return std::max(duration_, Duration::from_ticks(1)); }
    void step(Duration now, Duration length) override;
    void publish(FieldStore& fields) override;
    void publish_summaries(FieldStore& fields) override;
    std::vector<SeriesInfo> series() const override { return series_info(roads_.units.time_s); }
    void read_series(Duration now, std::vector<double>& values) override;
    Balance balance() const override { return totals_.balance(); }
    double cell_updates() const override {
        return static_cast<double>(iterations_) * static_cast<double>(roads_.edges());
    }

    void archive_state(StateArchive& archive) override;

  private:
    void solve();
    Rates rates() const;
    Field edge_field(FieldInfo const& info) const {
        return {info, {}, std::vector<double>(roads_.to.size(), 0.0)};
    }

    FieldStore const& fields_;
    RoadGraph const& roads_;
    Grid const& grid_;
    Duration const duration_;
    TrafficParameters const parameters_;
    bool const tells_depth_, tells_heat_;
    StreetState streets_;
    LinkNetwork network_; ///< with the present closures and times
    OriginTrips const trips_;
    std::optional<FreeTimes> free_times_;
    std::optional<Assignment> assignment_;
    Equilibrium result_;
    std::vector<double> time_s_; ///< of each edge at its present flow
    std::vector<double> closed_s_;
    Totals totals_;
    std::int64_t iterations_ = 0;
};

TrafficModel::TrafficModel(ModelSetup const& setup)
    : fields_(setup.fields),
      roads_(sound(setup).territory.roads),
      grid_(setup.territory.grid),
      duration_(setup.duration),
      parameters_(parameters_from(setup.parameters)),
      tells_depth_(is_requested(setup, road_depth_info())),
      tells_heat_(is_requested(setup, heat_info())),
      streets_(setup, parameters_),
      network_(link_network(roads_, weights_of(setup, parameters_))),
      trips_(scaled(origin_trips(setup.territory.trips, roads_.units), parameters_.demand_factor)),
      time_s_(roads_.free_time_s),
      closed_s_(roads_.to.size(), 0.0) {
    result_.flow.assign(roads_.to.size(), 0.0);
}

/// The first equilibrium; a check of the scenario does without.
void TrafficModel::begin() {
    free_times_.emplace(network_, trips_);
    assignment_.emplace(network_, trips_);
    streets_.update(0.0, fields_);
    solve();
}

void TrafficModel::solve() {
    streets_.apply_to(network_, roads_.units.time_s);
    assignment_->set_network(network_);
    if (parameters_.goal == AssignmentGoal::system_optimum) assignment_->use_marginal_cost();
    result_ = assignment_->solve({parameters_.gap, parameters_.iterations});
    auto const iterations = result_.report.iterations.size();
    iterations_ += static_cast<std::int64_t>(iterations);
    if (!result_.report.has_converged)
        log_warning("traffic: the gap is {:.3g} after {} iterations; {:.3g} was asked for",
                    result_.report.gap, iterations, parameters_.gap);
    for (std::size_t e = 0; e < time_s_.size(); ++e)
        time_s_[e] = (result_.cost[e] - network_.fixed[e]) * roads_.units.time_s;
    totals_.set(rates());
}

/// What happens in an hour with the present flows.
Rates TrafficModel::rates() const {
    double const per_hour = seconds_per_hour / roads_.units.period_s;
    CompensatedSum driving, distance_m, stranded;
    bool knows_lengths = false;
    for (std::size_t e = 0; e < time_s_.size(); ++e) {
        driving.add(result_.flow[e] * time_s_[e]);
        bool const has_length = !std::isnan(roads_.length_m[e]);
        if (has_length) distance_m.add(result_.flow[e] * roads_.length_m[e]);
        knows_lengths = knows_lengths || has_length;
    }
    for (auto const& pair : result_.stranded) {
        if (std::isfinite(free_times_->of(pair.origin, pair.destination))) stranded.add(pair.volume);
    }
    constexpr double metres_per_km = 1000.0;
    double const free_s = free_times_->total_without(result_.stranded) * roads_.units.time_s;
    Rates made = trip_rates(network_, trips_, result_);
    made.stranded = stranded.value();
    made.vehicle_hours = driving.value() / seconds_per_hour;
    made.lost_vehicle_hours = (driving.value() - free_s) / seconds_per_hour;
    made.vehicle_km = knows_lengths ? distance_m.value() / metres_per_km : none;
    return scaled(made, per_hour);
}

/// What was found at the last exchange holds until this one; then the streets are looked at again.
void TrafficModel::step(Duration now, Duration length) {
    totals_.advance(length.seconds() / seconds_per_hour);
    for (std::size_t e = 0; e < closed_s_.size(); ++e) {
        if (streets_.is_closed()[e] != 0) closed_s_[e] += length.seconds();
    }
    if (streets_.update((now + length).seconds(), fields_)) solve();
}

void TrafficModel::publish(FieldStore& fields) {
    Field flow = edge_field(flow_info()), speed = edge_field(speed_info());
    Field time = edge_field(time_info()), share = edge_field(volume_capacity_info());
    for (std::size_t e = 0; e < time_s_.size(); ++e) {
        bool const is_closed = streets_.is_closed()[e] != 0;
        flow.values[e] = result_.flow[e] * seconds_per_hour / roads_.units.period_s;
        share.values[e] = result_.flow[e] / network_.capacity[e];
        time.values[e] = is_closed ? none : time_s_[e];
        bool const has_speed = time_s_[e] > 0.0; // NaN lengths make NaN speeds
        speed.values[e] = is_closed ? 0.0 : has_speed ? roads_.length_m[e] / time_s_[e] * kmph_per_mps : none;
    }
    for (auto* field : {&flow, &speed, &time, &share}) fields.put(std::move(*field));
    if (tells_depth_) fields.put({road_depth_info(), {}, streets_.depth_m()});
    if (tells_heat_) {
        std::vector<double> flow_vehps = result_.flow;
        for (double& value : flow_vehps) value /= roads_.units.period_s;
        fields.put(
            {heat_info(), vehicle_heat_wpm2(roads_, grid_, flow_vehps, parameters_.vehicle_heat_jpm), {}});
    }
}

void TrafficModel::publish_summaries(FieldStore& fields) {
    fields.put({closed_time_info(), {}, closed_s_});
}

void TrafficModel::read_series(Duration /*now*/, std::vector<double>& values) {
    auto const& closed = streets_.is_closed();
    values.insert(values.end(),
                  {result_.objective, result_.report.gap, static_cast<double>(iterations_),
                   static_cast<double>(std::count(closed.begin(), closed.end(), std::uint8_t{1}))});
    totals_.append_to(values);
}

/// Each equilibrium begins with the flows of the one before, so these belong to the state.
void TrafficModel::archive_state(StateArchive& archive) {
    if (archive.is_loading()) {
        free_times_.emplace(network_, trips_);
        assignment_.emplace(network_, trips_);
    }
    archive("streets", streets_);
    archive("assignment", assignment_);
    archive("result", result_);
    archive("time", time_s_);
    archive("closed_time", closed_s_);
    archive("totals", totals_);
    archive("iterations", iterations_);
    streets_.apply_to(network_, roads_.units.time_s);
}

std::unique_ptr<Model> make(ModelSetup const& setup) {
    return std::make_unique<TrafficModel>(setup);
}

} // namespace

ModelEntry entry() {
    return {description(), make};
}

} // namespace jumelle::traffic
