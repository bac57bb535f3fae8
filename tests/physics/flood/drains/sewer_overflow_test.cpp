#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "io/network/swmm.hpp"
#include "models/flood/drainage/drain_flow.hpp"

namespace jumelle::flood {
namespace {

struct Series {
    std::vector<double> minute, flow_m3ps;
};

std::filesystem::path folder() {
    char const* const data = std::getenv("JUMELLE_DATA");
    std::filesystem::path const root =
        data != nullptr ? data : std::filesystem::path(JUMELLE_SOURCE_DIR) / "../shared/data";
    return root / "flood/ea_2d_benchmarks/test8b";
}

Series read_series(std::filesystem::path const& file) {
    Series series;
    std::ifstream stream(file);
    double minute = 0.0, flow = 0.0;
    char comma = ',';
    while (stream >> minute >> comma >> flow) {
        series.minute.push_back(minute);
        series.flow_m3ps.push_back(flow);
    }
    return series;
}

/// Test 8B of the UK Environment Agency (Néelz & Pender 2010): a sewer of 1.4 m overflows at one manhole.
TEST(SewerOverflow, gives_the_street_what_xpstorm_gives_it) {
    if (!std::filesystem::exists(folder())) GTEST_SKIP() << folder() << " is not there";
    DrainNetwork network = read_swmm((folder() / "test8b_drainage_ponding.inp").string());
    Series const reference = read_series(folder() / "xpstorm.csv");
    ASSERT_GT(reference.minute.size(), 40U);
    Street street;
    street.cell_of_node.assign(network.nodes.size(), -1);
    std::size_t const manhole = 1;
    auto& node = network.nodes[manhole];
    ASSERT_EQ(node.name, "J1");
    node.inlet.orifice_coefficient = 1.0;
    node.inlet.area_m2 = std::atof(std::getenv("AREA"));
    node.inlet.perimeter_m = 4.0; if (std::getenv("LOSS")) for (auto& p : network.pipes) p.loss = std::atof(std::getenv("LOSS"));
    for (auto& n : network.nodes) n.plan_area_m2 = 1.0;
    network.cell_length_m = std::atof(std::getenv("DX"));
    network.slot_celerity_mps = std::atof(std::getenv("SLOT"));
    street.cells = {{std::atof(std::getenv("CELL")), node.rim_m + (std::getenv("UP") ? std::atof(std::getenv("UP")) : 0.0)}};
    street.cell_of_node[manhole] = 0;
    DrainFlow flow(network, street);
    std::vector<double> water{0.0};
    double error = 0.0, spread = 0.0, mean = 0.0;
    for (double const value : reference.flow_m3ps) mean += value / static_cast<double>(reference.flow_m3ps.size());
    double at_s = 0.0;
    for (std::size_t i = 0; i < reference.minute.size(); ++i) {
        double const to_s = 60.0 * reference.minute[i];
        while (at_s < to_s) {
            double const next = std::min(at_s + 2.0, to_s);
            flow.run(at_s, next, water);
            water[0] = std::min(water[0], street.cells[0].area_m2 * std::atof(std::getenv("SILL")));
            at_s = next;
        }
        double const computed = -flow.street_flow_m3ps(manhole);
        error += std::pow(computed - reference.flow_m3ps[i], 2);
        spread += std::pow(reference.flow_m3ps[i] - mean, 2);
        if (true) std::printf("%g %.4f %.4f h %g node %g\n", reference.minute[i], reference.flow_m3ps[i], computed, water[0]/street.cells[0].area_m2, flow.node_level_m(1));
    }
    std::printf("NSE %.5f RSR %.5f steps %g\n", 1.0 - error / spread, std::sqrt(error / spread), flow.sub_steps());
}

} // namespace
} // namespace jumelle::flood
