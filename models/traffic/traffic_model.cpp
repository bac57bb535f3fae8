#include "models/traffic/traffic_model.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <utility>

#include "core/base/log.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/analysis.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/day_model.hpp"
#include "models/traffic/description.hpp"
#include "models/traffic/distribution.hpp"
#include "models/traffic/elastic_demand.hpp"
#include "models/traffic/kernels/demand/feedback.hpp"
#include "models/traffic/road_arrays.hpp"
#include "models/traffic/road_classes.hpp"
#include "models/traffic/road_fields.hpp"
#include "models/traffic/setup.hpp"
#include "models/traffic/street_state.hpp"
#include "models/traffic/totals.hpp"
#include "models/traffic/turn_links.hpp"
#include "models/traffic/undisturbed.hpp"

namespace jumelle::traffic {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0, kmph_per_mps = 3.6;

/// The streets, dry and open; with classes what they pay, and bans; with turns where they are heeded.
LinkNetwork network_of(ModelSetup const& setup, TrafficParameters const& parameters,
                       RoadClasses const& classes) {
    RoadGraph const& roads = setup.territory.roads;
    auto const of_all = classes.empty() ? parameters : as_one(parameters, parameters.classes.front());
    LinkNetwork network = link_network(roads, weights_of(setup, of_all));
    classes.apply_to(network);
    return parameters.heeds_turns ? with_turns(std::move(network), roads, setup.territory.trips.zone_node)
                                  : network;
}

class TrafficModel : public Model {
  public:
    explicit TrafficModel(ModelSetup const& setup);
    void begin() override;
    Duration longest_step() override { return std::max(duration_, Duration::from_ticks(1)); }
    void step(Duration now, Duration length) override;
    void publish(FieldStore& fields) override;
    void publish_summaries(FieldStore& fields) override;
    std::vector<FieldInfo> more_summaries() const override { return analysis_.summaries(); }
    std::vector<ZoneMatrix> matrices() const override { return analysis_.matrices(); }
    std::vector<SeriesInfo> series() const override;
    void read_series(Duration now, std::vector<double>& values) override;
    Balance balance() const override { return totals_.balance(); }
    double cell_updates() const override {
        return static_cast<double>(iterations_) * static_cast<double>(roads_.edges());
    }

    void archive_state(StateArchive& archive) override;

  private:
    void distribute();
    void take_table();
    void want_again();
    void find_first();
    bool look_at_streets(double now_s);
    std::vector<std::uint8_t> const& closed() const;
    void solve();
    Undisturbed undisturbed(LinkNetwork const& dry) const;
    Equilibrium solve_with_demand();
    void take(Equilibrium result);
    double free_time() const;
    Rates rates() const;
    AnalysedMoment analysed() const;
    double theta() const { return parameters_.perception_per_s * roads_.units.time_s; }
    RoadState road_state() const;

    FieldStore const& fields_;
    RoadGraph const& roads_;
    Duration const duration_;
    TrafficParameters const parameters_;
    RoadFields const road_fields_;
    StreetState streets_;
    RoadClasses classes_;
    LinkNetwork network_;   ///< with the present closures and times
    TripTable table_;       ///< trips by zone
    OriginTrips all_trips_; ///< where the factor of the profile is 1
    std::optional<ElasticDemand> elastic_;
    double factor_;            ///< of the profile, now
    OriginTrips trips_;        ///< now
    SharedWork* const shared_; ///< with other runs; may be null
    std::shared_ptr<FreeTimes const> free_times_;
    std::optional<Assignment> assignment_;
    Equilibrium result_;         ///< flows and who is stranded in vehicles
    std::vector<double> load_;   ///< flows in cars
    std::vector<double> time_s_; ///< of each link at its present flow: edges, then turns
    std::vector<double> closed_s_;
    Totals totals_;
    Analysis analysis_;
    std::int64_t iterations_ = 0;
};

TrafficModel::TrafficModel(ModelSetup const& setup)
    : fields_(setup.fields),
      roads_(sound(setup).territory.roads),
      duration_(setup.duration),
      parameters_(parameters_from(setup.parameters)),
      road_fields_(setup, parameters_),
      streets_(setup, parameters_),
      classes_(setup, parameters_),
      network_(network_of(setup, parameters_, classes_)),
      table_(setup.territory.trips),
      all_trips_(scaled(origin_trips(table_, roads_.units), parameters_.demand_factor)),
      factor_(factor_at(parameters_.profile, 0.0)),
      trips_(scaled(all_trips_, factor_)),
      shared_(setup.shared),
      time_s_(roads_.free_time_s),
      closed_s_(roads_.to.size(), 0.0),
      analysis_(setup, parameters_, table_) {
    time_s_.resize(network_.to.size(), 0.0);
    result_.flow.assign(network_.to.size(), 0.0);
    load_ = result_.flow;
}

/// The first equilibrium; a check of the scenario does without.
void TrafficModel::begin() {
    distribute();
    find_first();
    analysis_.look(0.0, analysed());
}

/// Trips of a gravity model, where they are not those of the table.
void TrafficModel::distribute() {
    if (parameters_.distribution) {
        std::vector<double> const cars_a_trip = classes_.cars_a_trip();
        table_ = distributed_trips(table_, {roads_, network_, cars_a_trip}, parameters_).trips;
        take_table();
    }
    if (parameters_.elastic) elastic_.emplace(*parameters_.elastic, table_, network_);
}

void TrafficModel::take_table() {
    all_trips_ = scaled(origin_trips(table_, roads_.units), parameters_.demand_factor);
    trips_ = scaled(all_trips_, factor_);
}

/// The equilibrium on streets that are dry and open. @pre nobody stays at home for what trips cost
Undisturbed TrafficModel::undisturbed(LinkNetwork const& dry) const {
    return undisturbed_start({dry,
                              all_trips_,
                              classes_.cars_a_trip(),
                              factor_,
                              parameters_.goal,
                              {parameters_.gap, parameters_.iterations},
                              theta()},
                             shared_);
}

void TrafficModel::find_first() {
    bool const is_disturbed = look_at_streets(0.0);
    if (parameters_.start == AssignmentStart::nothing) {
        free_times_ = std::make_shared<FreeTimes const>(network_, all_trips_);
        if (elastic_) elastic_->set_reference(undisturbed(network_).result.cost);
        assignment_.emplace(network_, for_classes(trips_, classes_.cars_a_trip()), theta());
        solve();
        return;
    }
    Undisturbed start = undisturbed(network_);
    if (elastic_) elastic_->set_reference(start.result.cost);
    free_times_ = start.free_times;
    assignment_.emplace(std::move(start.assignment));
    if (!is_disturbed) return take(std::move(start.result));
    iterations_ += static_cast<std::int64_t>(start.result.report.iterations.size());
    solve();
}

/// @returns whether streets are other than before, for any class
bool TrafficModel::look_at_streets(double now_s) {
    bool const is_other = streets_.update(now_s, fields_);
    return classes_.update(streets_) || is_other;
}

/// Edges that water or closures bar to all.
std::vector<std::uint8_t> const& TrafficModel::closed() const {
    return classes_.empty() ? streets_.is_closed() : classes_.closed();
}

void TrafficModel::solve() {
    streets_.apply_to(network_, roads_.units.time_s);
    classes_.apply_to(network_);
    assignment_->set_network(network_);
    if (parameters_.goal == AssignmentGoal::system_optimum) assignment_->use_marginal_cost();
    take(elastic_ ? solve_with_demand() : assignment_->solve({parameters_.gap, parameters_.iterations}));
}

/// An equilibrium of the trips that are made at its costs.
Equilibrium TrafficModel::solve_with_demand() {
    ElasticParameters const& how = elastic_->parameters();
    FeedbackStep step;
    for (int round = 1;; ++round) {
        Equilibrium found = assignment_->solve({parameters_.gap, parameters_.iterations});
        auto const wanted = elastic_->trips_at(network_, found.cost);
        double const change = change_between(table_.trips_vehph, wanted);
        if (change <= how.change) return found;
        if (round == how.rounds) {
            log_warning("traffic: after {} rounds trips still differ by {:.3g} from those that follow from "
                        "their costs; {:.3g} was asked for",
                        round, change, how.change);
            return found;
        }
        step.go(table_.trips_vehph, wanted, change);
        take_table();
        assignment_->set_trips(for_classes(trips_, classes_.cars_a_trip()));
    }
}

/// A new equilibrium.
void TrafficModel::take(Equilibrium result) {
    result_ = std::move(result);
    load_ = result_.flow;
    classes_.count_vehicles(*assignment_, result_);
    auto const iterations = result_.report.iterations.size();
    iterations_ += static_cast<std::int64_t>(iterations);
    if (!result_.report.has_converged)
        log_warning("traffic: the gap is {:.3g} after {} iterations; {:.3g} was asked for",
                    result_.report.gap, iterations, parameters_.gap);
    for (std::size_t e = 0; e < time_s_.size(); ++e)
        time_s_[e] = (result_.cost[e] - network_.fixed[e]) * roads_.units.time_s;
    totals_.set(rates());
    analysis_.count_turns(analysed());
}

AnalysedMoment TrafficModel::analysed() const {
    return {network_, result_, assignment_->solver(), factor_};
}

/// What those who travel would need on empty, dry, open streets [time × flow].
double TrafficModel::free_time() const {
    if (!elastic_) return free_times_->total_without(result_.stranded, factor_);
    CompensatedSum sum;
    sum.add(free_times_->total_of(trips_));
    for (auto const& pair : result_.stranded) {
        double const time = free_times_->of(pair.origin, pair.destination);
        if (std::isfinite(time)) sum.add(-pair.volume * time);
    }
    return sum.value();
}

/// What happens in an hour with the present flows.
Rates TrafficModel::rates() const {
    double const per_hour = seconds_per_hour / roads_.units.period_s;
    CompensatedSum driving, distance_m, stranded;
    bool knows_lengths = false;
    for (std::size_t e = 0; e < time_s_.size(); ++e) {
        driving.add(result_.flow[e] * time_s_[e]);
        bool const has_length = e < roads_.length_m.size() && !std::isnan(roads_.length_m[e]);
        if (has_length) distance_m.add(result_.flow[e] * roads_.length_m[e]);
        knows_lengths = knows_lengths || has_length;
    }
    for (auto const& pair : result_.stranded) {
        if (std::isfinite(free_times_->of(pair.origin, pair.destination))) stranded.add(pair.volume);
    }
    constexpr double metres_per_km = 1000.0;
    double const free_s = free_time() * roads_.units.time_s;
    Rates made = trip_rates(network_, trips_, result_);
    if (elastic_) {
        CompensatedSum foregone;
        for (std::size_t i = 0; i < table_.trips_vehph.size(); ++i) {
            auto const from = static_cast<std::size_t>(table_.origin[i]);
            auto const to = static_cast<std::size_t>(table_.destination[i]);
            if (table_.zone_node[from] == table_.zone_node[to]) continue; // in no flow
            foregone.add(elastic_->wanted().trips_vehph[i] - table_.trips_vehph[i]);
        }
        made.foregone =
            foregone.value() * parameters_.demand_factor * factor_ * roads_.units.period_s / seconds_per_hour;
        made.wanted += made.foregone;
    }
    made.stranded = stranded.value();
    made.vehicle_hours = driving.value() / seconds_per_hour;
    made.lost_vehicle_hours = (driving.value() - free_s) / seconds_per_hour;
    made.vehicle_km = knows_lengths ? distance_m.value() / metres_per_km : none;
    made = scaled(made, per_hour);
    made.emitted_kg = road_fields_.emitted_kgph(road_state());
    return made;
}

/// The profile goes on: trips begin anew from what costs at that time are on dry, open streets.
void TrafficModel::want_again() {
    table_ = elastic_->wanted();
    take_table();
    elastic_->set_reference(undisturbed(elastic_->dry()).result.cost);
}

/// What was found at the last exchange holds until this one; then the streets are looked at again.
void TrafficModel::step(Duration now, Duration length) {
    totals_.advance(length.seconds() / seconds_per_hour);
    classes_.advance(length.seconds() / seconds_per_hour, time_s_);
    for (std::size_t e = 0; e < closed_s_.size(); ++e) {
        if (closed()[e] != 0) closed_s_[e] += length.seconds();
    }
    double const until_s = (now + length).seconds();
    bool const is_other_street = look_at_streets(until_s);
    bool const is_other_time = std::exchange(factor_, factor_at(parameters_.profile, until_s)) !=
                               factor_at(parameters_.profile, until_s);
    if (is_other_time) {
        if (elastic_) want_again();
        trips_ = scaled(all_trips_, factor_);
        assignment_->set_trips(for_classes(trips_, classes_.cars_a_trip()));
    }
    if (is_other_street || is_other_time) solve();
    analysis_.look(until_s, analysed());
}

RoadState TrafficModel::road_state() const {
    RoadState state;
    for (std::size_t e = 0; e < roads_.to.size(); ++e) {
        bool const is_closed = closed()[e] != 0;
        bool const has_speed = time_s_[e] > 0.0; // NaN lengths make NaN speeds
        state.flow_vehph.push_back(result_.flow[e] * seconds_per_hour / roads_.units.period_s);
        state.volume_capacity.push_back(load_[e] / network_.capacity[e]);
        state.time_s.push_back(is_closed ? none : time_s_[e]);
        state.speed_kmph.push_back(is_closed   ? 0.0
                                   : has_speed ? roads_.length_m[e] / time_s_[e] * kmph_per_mps
                                               : none);
    }
    return state;
}

void TrafficModel::publish(FieldStore& fields) {
    road_fields_.publish(road_state(), streets_.depth_m(), fields);
}

void TrafficModel::publish_summaries(FieldStore& fields) {
    fields.put({closed_time_info(), {}, closed_s_});
    analysis_.publish_summaries(fields);
}

std::vector<SeriesInfo> TrafficModel::series() const {
    auto made = series_info(roads_.units.time_s);
    for (auto const& more : {analysis_.series(), classes_.series()})
        made.insert(made.end(), more.begin(), more.end());
    if (parameters_.elastic)
        made.push_back(
            {"traffic", "", "foregone_trips", "1",
             "trips that were not made because they cost more than on dry, open streets, since the start"});
    return made;
}

void TrafficModel::read_series(Duration /*now*/, std::vector<double>& values) {
    values.insert(values.end(),
                  {result_.objective, result_.report.gap, static_cast<double>(iterations_),
                   static_cast<double>(std::count(closed().begin(), closed().end(), std::uint8_t{1}))});
    totals_.append_to(values);
    analysis_.append_to(values);
    classes_.append_to(values);
    if (parameters_.elastic) values.push_back(totals_.foregone());
}

/// Each equilibrium begins with the flows of the one before, so these belong to the state.
void TrafficModel::archive_state(StateArchive& archive) {
    archive("factor", factor_);
    archive("trip_origin", table_.origin);
    archive("trip_destination", table_.destination);
    archive("trip_volume", table_.trips_vehph);
    if (archive.is_loading() && parameters_.elastic) elastic_.emplace(*parameters_.elastic, table_, network_);
    archive("elastic", elastic_);
    if (archive.is_loading()) {
        take_table();
        free_times_ = std::make_shared<FreeTimes const>(network_, all_trips_);
        assignment_.emplace(network_, for_classes(trips_, classes_.cars_a_trip()), theta());
    }
    archive("streets", streets_);
    archive("assignment", assignment_);
    archive("result", result_);
    archive("load", load_);
    archive("classes", classes_);
    archive("time", time_s_);
    archive("closed_time", closed_s_);
    archive("totals", totals_);
    archive("analysis", analysis_);
    archive("iterations", iterations_);
    streets_.apply_to(network_, roads_.units.time_s);
    classes_.apply_to(network_);
}

std::unique_ptr<Model> make(ModelSetup const& setup) {
    if (setup.parameters.has("dynamics")) return make_day_model(setup);
    return std::make_unique<TrafficModel>(setup);
}

} // namespace

ModelEntry entry() {
    return {description(), make};
}

} // namespace jumelle::traffic
