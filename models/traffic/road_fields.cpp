#include "models/traffic/road_fields.hpp"

#include <cmath>
#include <limits>

#include "core/base/sum.hpp"
#include "models/traffic/description.hpp"
#include "models/traffic/setup.hpp"
#include "models/traffic/vehicle_heat.hpp"

namespace jumelle::traffic {

namespace {

constexpr double seconds_per_hour = 3600.0;
constexpr double metres_per_km = 1000.0, grams_per_kg = 1000.0;

} // namespace

RoadFields::RoadFields(ModelSetup const& setup, TrafficParameters const& parameters)
    : roads_(setup.territory.roads),
      grid_(setup.territory.grid),
      fleet_(parameters.fleet),
      vehicle_heat_jpm_(parameters.vehicle_heat_jpm),
      tells_depth_(is_requested(setup, road_depth_info())),
      tells_heat_(is_requested(setup, heat_info())),
      tells_queue_(is_requested(setup, queue_info())) {
    for (std::size_t p = 0; p < pollutants; ++p)
        tells_[p] = is_requested(setup, emission_info(static_cast<Pollutant>(p)));
}

std::vector<double> RoadFields::emission(RoadState const& state, Pollutant pollutant) const {
    std::vector<double> made(state.flow_vehph.size(), 0.0);
    for (std::size_t e = 0; e < made.size(); ++e) {
        if (!(state.flow_vehph[e] > 0.0)) continue;
        double const speed_kmph = state.speed_kmph[e];
        made[e] = std::isnan(speed_kmph) ? std::numeric_limits<double>::quiet_NaN()
                                         : state.flow_vehph[e] * fleet_factor(fleet_, pollutant, speed_kmph);
    }
    return made;
}

std::array<double, pollutants> RoadFields::emitted_kgph(RoadState const& state) const {
    std::array<double, pollutants> sums{};
    for (std::size_t p = 0; p < pollutants; ++p) {
        auto const per_km = emission(state, static_cast<Pollutant>(p));
        CompensatedSum sum;
        bool knows_lengths = false;
        for (std::size_t e = 0; e < per_km.size(); ++e) {
            double const g = per_km[e] * roads_.length_m[e] / metres_per_km;
            knows_lengths = knows_lengths || !std::isnan(roads_.length_m[e]);
            if (!std::isnan(g)) sum.add(g);
        }
        sums[p] = knows_lengths ? sum.value() / grams_per_kg : std::numeric_limits<double>::quiet_NaN();
    }
    return sums;
}

void RoadFields::publish(RoadState const& state, std::vector<double> const& depth_m,
                         FieldStore& fields) const {
    fields.put({flow_info(), {}, state.flow_vehph});
    fields.put({speed_info(), {}, state.speed_kmph});
    fields.put({time_info(), {}, state.time_s});
    fields.put({volume_capacity_info(), {}, state.volume_capacity});
    if (tells_depth_) fields.put({road_depth_info(), {}, depth_m});
    if (tells_queue_) fields.put({queue_info(), {}, state.queue});
    for (std::size_t p = 0; p < pollutants; ++p) {
        auto const pollutant = static_cast<Pollutant>(p);
        if (tells_[p]) fields.put({emission_info(pollutant), {}, emission(state, pollutant)});
    }
    if (!tells_heat_) return;
    std::vector<double> flow_vehps = state.flow_vehph;
    for (double& value : flow_vehps) value /= seconds_per_hour;
    fields.put({heat_info(), vehicle_heat_wpm2(roads_, grid_, flow_vehps, vehicle_heat_jpm_), {}});
}

} // namespace jumelle::traffic
