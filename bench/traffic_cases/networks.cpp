#include "bench/traffic_cases/networks.hpp"

#include <cstdlib>
#include <stdexcept>

#include "io/network/tntp.hpp"
#include "models/traffic/road_arrays.hpp"

namespace jumelle::traffic_cases {

namespace {

constexpr double minute_s = 60.0, hour_s = 3600.0, foot_m = 0.3048, mile_m = 1609.344;
constexpr double hundredth_of_an_hour_s = 36.0;

// Figures of the README of the reference data.
// NOLINTBEGIN(readability-magic-numbers)
std::vector<Published> listed() {
    return {
        {"Braess", "Braess/Braess_net.tntp", "Braess/Braess_trips.tntp", minute_s, 0, 0, 0, 386.00000004, 0},
        {"SiouxFalls", "SiouxFalls/SiouxFalls_net.tntp", "SiouxFalls/SiouxFalls_trips.tntp",
         hundredth_of_an_hour_s, 0, 0, 0, 4231335.287107440, 0},
        {"EMA", "EMA/EMA_net.tntp", "EMA/EMA_trips.tntp", hour_s, mile_m, 0, 0, 26160.345922911, 0},
        {"Anaheim", "Anaheim/Anaheim_net.tntp", "Anaheim/Anaheim_trips.tntp", minute_s, foot_m, 0, 0,
         1286032.171096032, 0},
        {"Barcelona", "Barcelona/Barcelona_net.tntp", "Barcelona/Barcelona_trips.tntp", minute_s, 0, 0, 0,
         1265654.922031766, 0},
        {"Chicago-Sketch", "Chicago-Sketch/ChicagoSketch_net.tntp", "Chicago-Sketch/ChicagoSketch_trips.tntp",
         minute_s, mile_m, 0.02, 0.04, 17313018.738747790, 0},
        {"Berlin-Center", "Berlin-Center/berlin-center_net.tntp", "Berlin-Center/berlin-center_trips.tntp",
         minute_s, 0, 0, 0, 20817218.443236634, 0},
        {"Austin", "Austin/austin_closure_net.txt", "Austin/austin_trips.txt", minute_s, foot_m, 0, 0,
         17720214.500504564, 3075},
        {"ChicagoRegional-synthetic", "ChicagoRegional/ChicagoRegional_net.tntp",
         "ChicagoRegional/ChicagoRegional_trips_SYNTHETIC.tntp.gz", minute_s, mile_m, 0.1, 0.25,
         30774118.556769162, 0},
    };
}
// NOLINTEND(readability-magic-numbers)

} // namespace

std::vector<Published> const& published_networks() {
    static std::vector<Published> const all = listed();
    return all;
}

Published const& published(std::string const& name) {
    for (Published const& one : published_networks()) {
        if (one.name == name) return one;
    }
    throw std::invalid_argument("no published network is named " + name);
}

std::optional<std::filesystem::path> data_folder() {
    char const* const data = std::getenv("JUMELLE_DATA");
    auto const root = data != nullptr ? std::filesystem::path(data)
                                      : std::filesystem::path(JUMELLE_SOURCE_DIR) / "../shared/data";
    if (!std::filesystem::exists(root / "traffic")) return {};
    return root / "traffic";
}

Loaded load(Published const& published, std::filesystem::path const& folder) {
    TntpUnits const units{published.time_s, published.length_m, hour_s};
    auto const read = read_tntp_network((folder / published.network_file).string(), units);
    traffic::CostWeights weights;
    weights.money_s = published.money_time * published.time_s;
    if (published.length_time > 0.0)
        weights.distance_s_per_m = published.length_time * published.time_s / published.length_m;
    Loaded loaded;
    loaded.network = traffic::link_network(read.roads, weights);
    auto const trips = read_tntp_trips((folder / published.trips_file).string(), read.zones);
    loaded.trips = traffic::origin_trips(trips.trips, read.roads.units);
    return loaded;
}

} // namespace jumelle::traffic_cases
