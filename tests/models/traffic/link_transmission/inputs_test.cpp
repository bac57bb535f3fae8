#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/models/traffic/link_transmission/streets.hpp"

namespace jumelle::traffic {
namespace {

using test::corridor;
using test::Street;
using test::Town;

Town good() {
    return corridor({Street{}, Street{}}, {0.0, 10.0}, {0.4, 0.2});
}

/// Keys of what is wrong, in order.
std::vector<std::string> faults_of(Town const& town, TurnFractions const& turns) {
    std::vector<std::string> keys;
    try {
        LinkTransmission const run(town.network, town.departures, turns, town.options);
    } catch (InputError const& error) {
        EXPECT_EQ(error.kind(), FaultKind::data);
        for (auto const& fault : error.faults()) keys.push_back(fault.key);
    }
    return keys;
}
std::vector<std::string> faults_of(Town const& town) {
    return faults_of(town, town.fractions());
}
using Keys = std::vector<std::string>;

TEST(Inputs, that_are_good_have_no_faults) {
    EXPECT_EQ(faults_of(good()), Keys{});
}

TEST(Inputs, tell_links_that_cannot_be) {
    auto const with = [](auto change) {
        auto town = good();
        change(town.network);
        return faults_of(town);
    };
    EXPECT_EQ(with([](auto& links) { links.capacity_vps[1] = -0.1; }), Keys{"links.capacity"});
    EXPECT_EQ(with([](auto& links) { links.capacity_vps[1] = std::nan(""); }), Keys{"links.capacity"});
    EXPECT_EQ(with([](auto& links) { links.length_m[0] = 0.0; }), Keys{"links.length"});
    EXPECT_EQ(with([](auto& links) { links.speed_mps[0] = 0.0; }), Keys{"links.speed"});
    EXPECT_EQ(with([](auto& links) { links.wave_mps[0] = -5.0; }), Keys{"links.wave"});
    EXPECT_EQ(with([](auto& links) { links.jam_vpm[0] = 0.0; }), Keys{"links.jam"});
    EXPECT_EQ(with([](auto& links) { links.jam_vpm.pop_back(); }), Keys{"links.jam"});
    EXPECT_EQ(with([](auto& links) { links.to[1] = 7; }), Keys{"links.nodes"});
    EXPECT_EQ(with([](auto& links) { links.from.pop_back(); }), Keys{"links.from"});
}

TEST(Inputs, tell_everything_at_once) {
    auto town = good();
    town.network.capacity_vps[0] = -1.0;
    town.network.length_m[1] = -1.0;
    town.options.step_s = 0.0;
    EXPECT_EQ(faults_of(town), (Keys{"step", "links.length", "links.capacity"}));
}

TEST(Inputs, tell_turns_that_cannot_be) {
    auto const with = [](auto change) {
        auto turns = good().fractions();
        change(turns);
        return faults_of(good(), turns);
    };
    EXPECT_EQ(with([](auto& turns) { turns.fraction[0] = 0.9; }), Keys{"turns.sum"});
    EXPECT_EQ(with([](auto& turns) { turns.fraction[0] = std::nan(""); }),
              (Keys{"turns.fraction", "turns.sum"}));
    EXPECT_EQ(with([](auto& turns) { turns.to[0] = 0; }), Keys{"turns.to"})
        << "link 0 does not begin where it ends";
    EXPECT_EQ(with([](auto& turns) { turns.begin.pop_back(); }), Keys{"turns"});
    EXPECT_EQ(with([](auto& turns) { turns.from_s = {5.0}; }), Keys{"turns.from"});
}

TEST(Inputs, tell_departures_that_cannot_be) {
    auto town = good();
    town.departures.rate_vps[0] = -1.0;
    EXPECT_EQ(faults_of(town), Keys{"departures.rate"});
    town = good();
    town.departures.from_s = {10.0, 10.0};
    EXPECT_EQ(faults_of(town), Keys{"departures.from"});
    town = good();
    town.departures.node[0] = 9;
    EXPECT_EQ(faults_of(town), Keys{"departures.node"});
    town = good();
    town.departures.capacity_vps[0] = -1.0;
    EXPECT_EQ(faults_of(town), Keys{"departures.capacity"});
}

TEST(Inputs, tell_changes_that_cannot_be) {
    auto const run = test::run_of(good());
    auto const change = [&](LinkChange const& one) { run->change(std::vector<LinkChange>{one}); };
    EXPECT_THROW(change({2, 0.0, 0.1, 10.0}), InputError);
    EXPECT_THROW(change({0, -1.0, 0.1, 10.0}), InputError);
    EXPECT_THROW(change({0, 0.0, -0.1, 10.0}), InputError);
    EXPECT_THROW(change({0, 0.0, 0.1, 20.5}), InputError) << "faster than free speed";
    EXPECT_THROW(change({0, 0.0, 0.1, std::nan("")}), InputError);
    EXPECT_NO_THROW(change({0, 0.0, 0.0, 0.0}));
}

TEST(Inputs, a_network_without_links_is_one_where_nobody_moves) {
    Town town;
    town.network.nodes = 2;
    EXPECT_EQ(faults_of(town), Keys{});
}

} // namespace
} // namespace jumelle::traffic
