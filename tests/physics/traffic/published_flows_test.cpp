#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <sstream>

#include "io/network/tntp.hpp"
#include "models/traffic/road_arrays.hpp"

namespace jumelle::traffic {
namespace {

std::filesystem::path folder() {
    char const* const data = std::getenv("JUMELLE_DATA");
    std::filesystem::path const root =
        data != nullptr ? data : std::filesystem::path(JUMELLE_SOURCE_DIR) / "../shared/data";
    return root / "traffic";
}

/// A published network, its flows at equilibrium and the objective at those flows.
struct Published {
    char const *network, *trips, *flows;
    double time_s, length_m, objective, trips_sum;
    CostWeights weights;
};

void PrintTo(Published const& published, std::ostream* stream) {
    *stream << published.network;
}

constexpr double minute_s = 60.0, hour_s = 3600.0, mile_m = 1609.344;

std::map<std::pair<std::int32_t, std::int32_t>, double> read_flows(std::filesystem::path const& file) {
    std::map<std::pair<std::int32_t, std::int32_t>, double> flows;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        std::istringstream words(line);
        std::int32_t from = 0, to = 0;
        double flow = 0.0;
        if (words >> from >> to >> flow) flows[{from - 1, to - 1}] = flow;
    }
    return flows;
}

/// The sum over links of the integral of t(x) from 0 to their flow.
double objective(LinkNetwork const& network,
                 std::map<std::pair<std::int32_t, std::int32_t>, double> const& flows) {
    long double sum = 0.0L;
    for (std::size_t a = 0; a < network.to.size(); ++a) {
        long double const x = flows.at({network.from[a], network.to[a]}), power = network.power[a];
        long double const growth =
            network.b[a] == 0.0 ? 0.0L
                                : network.b[a] * std::pow(x / network.capacity[a], power) / (power + 1.0L);
        sum += network.free_time[a] * x * (1.0L + growth) + network.fixed[a] * x;
    }
    return static_cast<double>(sum);
}

class PublishedFlows : public testing::TestWithParam<Published> {};

TEST_P(PublishedFlows, have_the_published_objective_on_the_network_as_read_here) {
    auto const& given = GetParam();
    if (!std::filesystem::exists(folder() / given.network)) {
        std::cerr << "\n*** NOT TESTED: objective of " << given.network << "; " << folder()
                  << " is not there.\n"
                  << "*** Set JUMELLE_DATA to the folder of the reference data.\n\n";
        GTEST_SKIP() << "no " << folder();
    }
    auto const read = read_tntp_network(folder() / given.network, {given.time_s, given.length_m, hour_s});
    auto const network = link_network(read.roads, given.weights);
    auto const flows = read_flows(folder() / given.flows);
    EXPECT_NEAR(objective(network, flows) / given.objective, 1.0, 1e-12);
    auto const trips =
        origin_trips(read_tntp_trips(folder() / given.trips, read.zones).trips, read.roads.units);
    double sum = 0.0;
    for (double const volume : trips.volume) sum += volume;
    EXPECT_NEAR(sum / given.trips_sum, 1.0, 1e-10) << "published with as many places";
}

INSTANTIATE_TEST_SUITE_P(, PublishedFlows,
                         testing::Values(Published{"SiouxFalls/SiouxFalls_net.tntp",
                                                   "SiouxFalls/SiouxFalls_trips.tntp",
                                                   "SiouxFalls/SiouxFalls_flow.tntp",
                                                   36.0,
                                                   0.0,
                                                   4231335.287107440,
                                                   360600.0,
                                                   {}},
                                         Published{"EMA/EMA_net.tntp",
                                                   "EMA/EMA_trips.tntp",
                                                   "EMA/EMA_flow_ref.tntp",
                                                   hour_s,
                                                   mile_m,
                                                   26160.345922911,
                                                   65576.375431,
                                                   {}},
                                         Published{"Anaheim/Anaheim_net.tntp",
                                                   "Anaheim/Anaheim_trips.tntp",
                                                   "Anaheim/Anaheim_flow.tntp",
                                                   minute_s,
                                                   0.3048,
                                                   1286032.171096032,
                                                   104694.4,
                                                   {}},
                                         Published{"Barcelona/Barcelona_net.tntp",
                                                   "Barcelona/Barcelona_trips.tntp",
                                                   "Barcelona/Barcelona_flow.tntp",
                                                   minute_s,
                                                   0.0,
                                                   1265654.922031766,
                                                   184679.561,
                                                   {}},
                                         Published{"Chicago-Sketch/ChicagoSketch_net.tntp",
                                                   "Chicago-Sketch/ChicagoSketch_trips.tntp",
                                                   "Chicago-Sketch/ChicagoSketch_flow.tntp",
                                                   minute_s,
                                                   mile_m,
                                                   17313018.738747790,
                                                   1137493.44,
                                                   {0.02 * minute_s, 0.04 * minute_s / mile_m}},
                                         Published{"Berlin-Center/berlin-center_net.tntp",
                                                   "Berlin-Center/berlin-center_trips.tntp",
                                                   "Berlin-Center/berlin-center_nodup_flow_ref.tntp",
                                                   minute_s,
                                                   0.0,
                                                   20817218.443236634,
                                                   168222.302,
                                                   {}},
                                         Published{"Austin/austin_closure_net.txt",
                                                   "Austin/austin_trips.txt",
                                                   "Austin/austin_clean_flow_ref.tntp",
                                                   minute_s,
                                                   0.3048,
                                                   17720214.500504564,
                                                   1312456.0,
                                                   {}},
                                         Published{"ChicagoRegional/ChicagoRegional_net.tntp",
                                                   "ChicagoRegional/ChicagoRegional_trips_SYNTHETIC.tntp.gz",
                                                   "ChicagoRegional/ChicagoRegional_flow.tntp",
                                                   minute_s,
                                                   mile_m,
                                                   30792611.386439644,
                                                   1316451.51,
                                                   {0.1 * minute_s, 0.25 * minute_s / mile_m}}));

} // namespace
} // namespace jumelle::traffic
