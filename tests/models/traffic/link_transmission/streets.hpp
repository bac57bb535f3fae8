#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "models/traffic/kernels/link_transmission/transmission.hpp"

namespace jumelle::traffic::test {

constexpr double point_queue = std::numeric_limits<double>::infinity();

/// A link with a triangular relation, unless a jam density is given.
struct Street {
    std::int32_t from = 0, to = 0;
    double length_m = 1000.0, speed_mps = 20.0, wave_mps = 5.0, capacity_vps = 0.5;
    double jam_vpm = 0.0; ///< 0: that of the triangle
};

/// Streets, turns and departures put together by name rather than by offset.
struct Town {
    TransmissionNetwork network;
    Departures departures;
    std::map<std::int32_t, std::map<std::int32_t, double>> turns; ///< row, then where to
    TransmissionOptions options{1.0, 1000.0};

    std::int32_t add(Street const& street) {
        network.nodes = std::max({network.nodes, street.from + 1, street.to + 1});
        network.from.push_back(street.from);
        network.to.push_back(street.to);
        network.length_m.push_back(street.length_m);
        network.speed_mps.push_back(street.speed_mps);
        network.wave_mps.push_back(street.wave_mps);
        network.capacity_vps.push_back(street.capacity_vps);
        double const triangle = street.capacity_vps * (1.0 / street.speed_mps + 1.0 / street.wave_mps);
        network.jam_vpm.push_back(street.jam_vpm > 0.0 ? street.jam_vpm : triangle);
        return network.links() - 1;
    }
    /// Origins must be added after all streets and in ascending order of nodes.
    void depart(std::int32_t node, std::map<std::int32_t, double> where, std::vector<double> rate_vps,
                double capacity_vps = 10.0) {
        departures.node.push_back(node);
        departures.capacity_vps.push_back(capacity_vps);
        departures.rate_vps.insert(departures.rate_vps.end(), rate_vps.begin(), rate_vps.end());
        turns[network.links() + departures.origins() - 1] = std::move(where);
    }
    TurnFractions fractions() const {
        TurnFractions made;
        made.begin = {0};
        for (std::int32_t row = 0; row < network.links() + departures.origins(); ++row) {
            if (auto const found = turns.find(row); found != turns.end()) {
                for (auto const& [to, fraction] : found->second) {
                    made.to.push_back(to);
                    made.fraction.push_back(fraction);
                }
            }
            made.begin.push_back(made.entries());
        }
        return made;
    }
};

/// Streets one after the other, the way ends at the end; a rate over each interval.
inline Town corridor(std::vector<Street> streets, std::vector<double> from_s, std::vector<double> rate_vps) {
    Town town;
    for (std::size_t i = 0; i < streets.size(); ++i) {
        streets[i].from = static_cast<std::int32_t>(i);
        streets[i].to = static_cast<std::int32_t>(i) + 1;
        auto const link = town.add(streets[i]);
        town.turns[link] = {{i + 1 < streets.size() ? link + 1 : leaves_here, 1.0}};
    }
    town.departures.from_s = std::move(from_s);
    town.depart(0, {{0, 1.0}}, std::move(rate_vps));
    return town;
}

/// The run of a town.
inline std::unique_ptr<LinkTransmission> make_run(Town const& town) {
    return std::make_unique<LinkTransmission>(town.network, town.departures, town.fractions(), town.options);
}
inline std::unique_ptr<LinkTransmission> run_of(Town const& town,
                                                std::vector<LinkChange> const& changes = {}) {
    auto run = make_run(town);
    run->run(changes);
    return run;
}

/// Numbers that are the same on every machine.
class Dice {
  public:
    explicit Dice(unsigned seed) : generator_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(generator_()) / 4294967296.0;
    }
    std::int32_t below(std::int32_t end) {
        return static_cast<std::int32_t>(generator_() % static_cast<std::uint32_t>(end));
    }
    bool in(double share) { return between(0.0, 1.0) < share; }

  private:
    std::mt19937 generator_;
};

/// A town without a plan: three links a node, some shorter than a step, some point queues, crowded.
inline Town random_town(std::int32_t nodes, unsigned seed) {
    Dice dice(seed);
    Town town;
    for (std::int32_t from = 0; from < nodes; ++from) {
        for (int way = 0; way < 3; ++way) {
            std::int32_t const to = way == 0 ? (from + 1) % nodes : dice.below(nodes);
            if (to == from) continue;
            Street street{from, to, dice.between(20.0, 900.0), dice.between(8.0, 25.0),
                          dice.between(4.0, 7.0)};
            street.capacity_vps = dice.between(0.2, 1.0);
            if (dice.in(0.2)) street.jam_vpm = point_queue;
            town.add(street);
        }
    }
    auto const spread = [&](std::int32_t node, double leaving) {
        std::map<std::int32_t, double> row;
        double sum = 0.0;
        for (std::int32_t link = 0; link < town.network.links(); ++link) {
            if (town.network.from[link] == node) sum += row[link] = dice.between(0.1, 1.0);
        }
        for (auto& [link, fraction] : row) fraction *= (1.0 - leaving) / sum;
        if (leaving > 0.0) row[leaves_here] = leaving;
        return row;
    };
    for (std::int32_t link = 0; link < town.network.links(); ++link)
        town.turns[link] = spread(town.network.to[link], dice.in(0.5) ? dice.between(0.05, 0.4) : 0.0);
    town.departures.from_s = {0.0, 100.0, 350.0};
    for (std::int32_t node = 0; node < nodes; node += 2)
        town.depart(node, spread(node, 0.0), {dice.between(0.0, 0.4), dice.between(0.0, 0.6), 0.02}, 0.5);
    town.options = {4.0, 600.0};
    return town;
}

/// Closures, narrow places and slow water on some links, and the end of some of them.
inline std::vector<LinkChange> random_changes(Town const& town, unsigned seed, int count) {
    Dice dice(seed);
    std::vector<LinkChange> changes;
    for (int i = 0; i < count; ++i) {
        std::int32_t const link = dice.below(town.network.links());
        double const full = town.network.capacity_vps[link], free = town.network.speed_mps[link];
        double const from_s = dice.between(100.0, 500.0);
        bool const closes = dice.in(0.5), stands = dice.in(0.2);
        changes.push_back({link, from_s, closes ? 0.0 : full * dice.between(0.1, 1.0),
                           stands ? 0.0 : free * dice.between(0.1, 1.0)});
        if (dice.in(0.5)) changes.push_back({link, from_s + dice.between(1.0, 100.0), full, free});
    }
    return changes;
}

} // namespace jumelle::traffic::test
