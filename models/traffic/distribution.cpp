#include "models/traffic/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/kernels/demand/feedback.hpp"
#include "models/traffic/kernels/demand/gravity.hpp"
#include "models/traffic/kernels/demand/mode_choice.hpp"
#include "models/traffic/kernels/routes/skims.hpp"
#include "models/traffic/road_arrays.hpp"
#include "models/traffic/setup.hpp"

namespace jumelle::traffic {

namespace {

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

class Distribution {
  public:
    Distribution(TripTable const& table, DistributionTown const& town, TrafficParameters const& parameters)
        : table_(table), town_(town), parameters_(parameters), how_(*parameters.distribution) {
        starting_.assign(zones(), 0.0);
        ending_ = starting_;
        for (std::size_t i = 0; i < table.origin.size(); ++i) {
            starting_[at(table.origin[i])] += table.trips_vehph[i];
            ending_[at(table.destination[i])] += table.trips_vehph[i];
        }
        if (how_.other) find_other_times();
    }

    DistributedTrips make() {
        DistributedTrips made;
        std::vector<double> cost_s = empty_costs();
        std::vector<double> now = trips_for(cost_s);
        Assignment assignment(town_.network, loads(now));
        FeedbackStep step;
        for (made.rounds = 1; made.rounds <= how_.rounds; ++made.rounds) {
            std::vector<double> const next = trips_for(costs(assignment));
            made.change = change_between(now, next);
            if (made.change <= how_.change) break;
            step.go(now, next, made.change);
            assignment.set_trips(loads(now));
        }
        made.trips = table_of(now);
        if (made.change > how_.change)
            log_warning("traffic: after {} rounds trips still differ by {:.3g} from those that follow from "
                        "their times; {:.3g} was asked for",
                        how_.rounds, made.change, how_.change);
        return made;
    }

  private:
    std::size_t zones() const { return table_.zone_node.size(); }

    /// Times of the other mode: along the shortest way.
    void find_other_times() {
        Skims const shortest =
            skims_between(town_.network, lengths(), table_.zone_node, std::span<std::vector<double> const>{});
        for (double const length_m : shortest.cost)
            other_s_.push_back(how_.other->access_s + length_m / how_.other->speed_mps);
    }
    std::vector<double> lengths() const {
        std::vector<double> length_m = town_.roads.length_m;
        length_m.resize(town_.network.to.size(), 0.0);
        return length_m;
    }
    std::vector<double> skimmed(std::vector<double> cost) const {
        LinkNetwork const seen = seen_by(town_.network, 0);
        cost = cost_seen_by(town_.network, 0, std::move(cost));
        for (double& each : cost) each *= town_.roads.units.time_s;
        return skims_between(seen, cost, table_.zone_node, std::span<std::vector<double> const>{}).cost;
    }
    std::vector<double> empty_costs() const {
        std::vector<double> cost = town_.network.free_time;
        for (std::size_t a = 0; a < cost.size(); ++a) cost[a] += town_.network.fixed[a];
        return skimmed(std::move(cost));
    }
    std::vector<double> costs(Assignment& assignment) const {
        return skimmed(assignment.solve({parameters_.gap, parameters_.iterations}).cost);
    }

    /// Car trips by zone that follow from costs of the car [s].
    std::vector<double> trips_for(std::vector<double> const& cost_s) const {
        std::vector<double> weight;
        for (std::size_t i = 0; i < cost_s.size(); ++i) {
            bool const is_inside = i / zones() == i % zones();
            double const cost =
                how_.other ? composite_cost(modes(cost_s, i), how_.other->sensitivity_per_s) : cost_s[i];
            weight.push_back(is_inside ? 0.0 : deterrence(how_.deterrence, cost));
        }
        BalancedTrips made = balanced_trips(weight, starting_, ending_);
        constexpr double largest_error = 1e-9;
        if (!(made.error <= largest_error))
            throw RunError(
                fmt::format("traffic: no trips start and end as often in each zone as the table says, "
                            "for lack of ways; off by {:.3g} of all",
                            made.error));
        for (std::size_t i = 0; i < made.trips.size() && how_.other; ++i)
            made.trips[i] *= car_share(modes(cost_s, i), how_.other->sensitivity_per_s);
        return made.trips;
    }
    TwoModes modes(std::vector<double> const& cost_s, std::size_t i) const {
        return {cost_s[i], other_s_[i]};
    }

    TripTable table_of(std::vector<double> const& trips) const {
        TripTable made{table_.zone_node, {}, {}, {}, table_.zone_id};
        for (std::size_t i = 0; i < trips.size(); ++i) {
            if (!(trips[i] > 0.0)) continue;
            made.origin.push_back(static_cast<std::int32_t>(i / zones()));
            made.destination.push_back(static_cast<std::int32_t>(i % zones()));
            made.trips_vehph.push_back(trips[i]);
        }
        return made;
    }
    OriginTrips loads(std::vector<double> const& trips) const {
        auto const vehicles =
            scaled(origin_trips(table_of(trips), town_.roads.units), parameters_.demand_factor);
        return for_classes(vehicles, town_.cars_a_trip);
    }

    TripTable const& table_;
    DistributionTown const& town_;
    TrafficParameters const& parameters_;
    DistributionParameters const& how_;
    std::vector<double> starting_, ending_; ///< of each zone [veh/h]
    std::vector<double> other_s_;           ///< of the other mode, by pair of zones
};

} // namespace

DistributedTrips distributed_trips(TripTable const& table, DistributionTown const& town,
                                   TrafficParameters const& parameters) {
    return Distribution(table, town, parameters).make();
}

} // namespace jumelle::traffic
