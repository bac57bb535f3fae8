#include <gtest/gtest.h>
#include <iostream>
#include <optional>

#include "bench/traffic_cases/day_towns.hpp"
#include "models/traffic/kernels/link_transmission/outputs.hpp"

namespace jumelle::traffic {
namespace {

/// Chicago-Sketch with so many vehicles over so many hours.
class TrafficDay : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = traffic_cases::data_folder();
        if (folder_) return;
        std::cerr
            << "\n*** NOT TESTED: traffic over the day on Chicago-Sketch; the reference data are not there.\n"
            << "*** Set JUMELLE_DATA to their folder.\n\n";
        GTEST_SKIP() << "no reference data";
    }
    traffic_cases::DayTown town(double vehicles, double hours) const {
        traffic_cases::DayDemand demand;
        demand.vehicles = vehicles;
        demand.hours = hours;
        return traffic_cases::published_day(traffic_cases::published("Chicago-Sketch"), *folder_, demand);
    }
    static LinkTransmission run_of(traffic_cases::DayTown const& town, TransmissionOptions const& options) {
        return {town.network, town.departures, town.turns, options};
    }

  private:
    std::optional<std::filesystem::path> folder_;
};

TEST_F(TrafficDay, of_light_traffic_has_the_flows_of_the_equilibrium) {
    constexpr double vehicles = 4e5, hours = 4.0, hour_s = 3600.0, step_s = 10.0;
    auto const given = town(vehicles, hours);
    auto run = run_of(given, {step_s, hours * hour_s});
    run.run();
    double const rate_vps = vehicles / (hours * hour_s);
    constexpr int last_quarter = 90; // steps
    for (std::int32_t link = 0; link < run.network().links(); ++link) {
        auto const left = run.left(link);
        double const flow_vps =
            (left[run.steps()] - left[run.steps() - last_quarter]) / (last_quarter * step_s);
        // Somebody is always still on the longest ways.
        ASSERT_NEAR(flow_vps, given.share[link] * rate_vps, 1e-3 * rate_vps * given.share[link] + 1e-6)
            << "link " << link;
    }
}

TEST_F(TrafficDay, of_a_million_vehicles_loses_none_and_is_recomputed_to_the_bit) {
    auto const given = town(1e6, 2.0);
    TransmissionOptions const options{10.0, 7200.0, Diversion::around_closures};
    auto run = run_of(given, options), again = run_of(given, options);
    std::vector<LinkChange> changes;
    for (std::int32_t link = 50; link < run.network().links(); link += 300)
        changes.push_back({link, 3600.0, 0.0, given.network.speed_mps[link]});
    run.run();
    auto const done = run.change(changes);
    EXPECT_LT(done.node_steps, done.all_node_steps / 2);
    again.run(changes);
    for (std::int32_t link = 0; link < run.network().links(); ++link) {
        for (std::int32_t time = 0; time <= run.steps(); ++time) {
            ASSERT_EQ(run.entered(link)[time], again.entered(link)[time]) << "link " << link;
            ASSERT_EQ(run.left(link)[time], again.left(link)[time]) << "link " << link;
        }
    }
    auto const end = vehicle_balance(run, run.steps());
    EXPECT_NEAR(end.wanted, 1e6, 1e-3);
    EXPECT_LT(end.relative_error(), 1e-12);
    EXPECT_GT(end.arrived, 8e5);
}

} // namespace
} // namespace jumelle::traffic
