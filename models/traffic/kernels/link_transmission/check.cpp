#include "models/traffic/kernels/link_transmission/check.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.hpp"

namespace jumelle::traffic {

namespace {

/// How far from 1 a row of fractions may sum up.
constexpr double sum_tolerance = 1e-9;
/// Longest run [steps]: positions in time are 32-bit integers with room for lags.
constexpr double most_steps = 1 << 28;

class Faults {
  public:
    /// Keeps the first fault of each kind and counts the others: arrays are long.
    void add(std::string key, std::string message, std::string hint = {}) {
        for (auto const& fault : list_.faults()) {
            if (fault.key == key) return;
        }
        list_.add({{}, std::move(key), std::move(message), std::move(hint), FaultKind::data});
    }
    bool empty() const { return list_.empty(); }
    void throw_if_any() const { list_.throw_if_any(); }

  private:
    FaultList list_;
};

std::string numbered(char const* what, std::size_t at) {
    return std::string(what) + " " + std::to_string(at);
}

bool is_above_zero(double value) {
    return value > 0.0 && std::isfinite(value);
}
bool is_rate(double value) {
    return value >= 0.0 && std::isfinite(value);
}
bool is_jam(double value) {
    return value > 0.0; // infinity: a point queue
}

struct LinkColumn {
    char const* name;
    std::vector<double> const& values;
    bool (*is_good)(double);
    char const* rule;
};

void check_column(LinkColumn const& column, std::size_t links, Faults& faults) {
    std::string const key = std::string("links.") + column.name;
    if (column.values.size() != links) {
        faults.add(key,
                   std::to_string(column.values.size()) + " values for " + std::to_string(links) + " links");
        return;
    }
    auto const bad = std::find_if_not(column.values.begin(), column.values.end(), column.is_good);
    if (bad == column.values.end()) return;
    auto const link = static_cast<std::size_t>(bad - column.values.begin());
    faults.add(key,
               numbered("link", link) + " has " + std::to_string(*bad) + ", which is not " + column.rule);
}

void check_links(TransmissionNetwork const& network, Faults& faults) {
    std::size_t const links = network.to.size();
    if (network.from.size() != links) {
        faults.add("links.from", "as many links begin as end in no way: " +
                                     std::to_string(network.from.size()) + " and " + std::to_string(links));
        return;
    }
    for (std::size_t link = 0; link < links; ++link) {
        auto const outside = [&](std::int32_t node) { return node < 0 || node >= network.nodes; };
        if (outside(network.from[link]) || outside(network.to[link]))
            faults.add("links.nodes", numbered("link", link) + " begins or ends at a node that is not there");
    }
    check_column({"length", network.length_m, is_above_zero, "a length above 0"}, links, faults);
    check_column({"speed", network.speed_mps, is_above_zero, "a speed above 0"}, links, faults);
    check_column({"wave", network.wave_mps, is_above_zero, "a speed above 0"}, links, faults);
    check_column({"capacity", network.capacity_vps, is_rate, "a flow of 0 or more"}, links, faults);
    check_column({"jam", network.jam_vpm, is_jam, "a density above 0"}, links, faults);
}

bool ascend(std::vector<double> const& times) {
    return std::all_of(times.begin(), times.end(), [](double t) { return std::isfinite(t); }) &&
           std::adjacent_find(times.begin(), times.end(), [](double a, double b) { return a >= b; }) ==
               times.end();
}

void find_departure_faults(TransmissionNetwork const& network, Departures const& departures, Faults& faults) {
    auto const& node = departures.node;
    if (std::adjacent_find(node.begin(), node.end(), [](auto a, auto b) { return a >= b; }) != node.end() ||
        (!node.empty() && (node.front() < 0 || node.back() >= network.nodes)))
        faults.add("departures.node", "origins are not nodes of the network in ascending order, each once");
    if (!ascend(departures.from_s)) faults.add("departures.from", "begins of intervals do not ascend");
    if (departures.rate_vps.size() != node.size() * departures.from_s.size())
        faults.add("departures.rate", "there is not one rate for each origin and interval");
    if (!std::all_of(departures.rate_vps.begin(), departures.rate_vps.end(), is_rate))
        faults.add("departures.rate", "a rate is not a flow of 0 or more");
    auto const& capacity = departures.capacity_vps;
    if ((!capacity.empty() && capacity.size() != node.size()) ||
        !std::all_of(capacity.begin(), capacity.end(), is_rate))
        faults.add("departures.capacity", "there is not one flow of 0 or more for each origin");
}

struct TurnRow {
    std::size_t row = 0;
    std::int32_t node = 0;
};

void check_row(TransmissionNetwork const& network, TurnFractions const& turns, TurnRow const& row,
               Faults& faults) {
    auto const begin = turns.begin[row.row], end = turns.begin[row.row + 1];
    for (auto entry = begin; entry < end; ++entry) {
        std::int32_t const to = turns.to[entry];
        bool const is_exit =
            to == leaves_here || (to >= 0 && to < network.links() && network.from[to] == row.node);
        if (!is_exit)
            faults.add("turns.to", numbered("row", row.row) + " turns into a link that is not there");
        if (std::count(turns.to.begin() + begin, turns.to.begin() + end, to) > 1)
            faults.add("turns.twice", numbered("row", row.row) + " names a link twice");
    }
    for (std::size_t period = 0; period < turns.from_s.size() && begin < end; ++period) {
        double const* const fraction =
            turns.fraction.data() + static_cast<std::int64_t>(period) * turns.entries();
        double sum = 0.0;
        for (auto entry = begin; entry < end; ++entry) {
            if (!is_rate(fraction[entry]))
                faults.add("turns.fraction", numbered("row", row.row) + " has a fraction below 0");
            sum += fraction[entry];
        }
        if (!(std::abs(sum - 1.0) <= sum_tolerance))
            faults.add("turns.sum",
                       numbered("row", row.row) + " has fractions that sum to " + std::to_string(sum),
                       "fractions of a row sum to 1 in each period");
    }
}

void check_turns(TransmissionNetwork const& network, Departures const& departures, TurnFractions const& turns,
                 Faults& faults) {
    std::size_t const rows = network.to.size() + departures.node.size();
    if (turns.begin.size() != rows + 1 || turns.begin.front() != 0 || turns.begin.back() != turns.entries() ||
        !std::is_sorted(turns.begin.begin(), turns.begin.end()) ||
        turns.fraction.size() != turns.to.size() * turns.from_s.size()) {
        faults.add("turns",
                   "there is not one row for each link and origin, or one fraction for each turn and period");
        return;
    }
    if (turns.from_s.empty() || turns.from_s.front() != 0.0 || !ascend(turns.from_s))
        faults.add("turns.from", "begins of periods do not ascend from 0");
    for (std::size_t row = 0; row < rows; ++row) {
        auto const node =
            row < network.to.size() ? network.to[row] : departures.node[row - network.to.size()];
        check_row(network, turns, {row, node}, faults);
    }
}

} // namespace

void check_transmission(TransmissionNetwork const& network, Departures const& departures,
                        TurnFractions const& turns, TransmissionOptions const& options) {
    Faults faults;
    if (!is_above_zero(options.step_s)) faults.add("step", "the time step is not above 0");
    if (!is_above_zero(options.horizon_s)) faults.add("horizon", "the time to calculate is not above 0");
    if (options.horizon_s / options.step_s > most_steps) faults.add("step", "the time has too many steps");
    check_links(network, faults);
    find_departure_faults(network, departures, faults);
    if (faults.empty()) check_turns(network, departures, turns, faults);
    faults.throw_if_any();
}

void check_departures(TransmissionNetwork const& network, Departures const& departures,
                      std::span<std::int32_t const> origins) {
    Faults faults;
    find_departure_faults(network, departures, faults);
    if (!std::equal(origins.begin(), origins.end(), departures.node.begin(), departures.node.end()))
        faults.add("departures.node", "the origins are not those of the run");
    faults.throw_if_any();
}

void check_link_changes(TransmissionNetwork const& network, std::span<LinkChange const> changes) {
    Faults faults;
    for (std::size_t at = 0; at < changes.size(); ++at) {
        LinkChange const& change = changes[at];
        if (change.link < 0 || change.link >= network.links()) {
            faults.add("changes.link", numbered("change", at) + " is of a link that is not there");
            continue;
        }
        if (!is_rate(change.from_s)) faults.add("changes.from", numbered("change", at) + " begins before 0");
        if (!is_rate(change.capacity_vps))
            faults.add("changes.capacity", numbered("change", at) + " has a capacity below 0");
        if (!(change.speed_mps >= 0.0 && change.speed_mps <= network.speed_mps[change.link]))
            faults.add("changes.speed", numbered("change", at) + " has a speed outside 0 .. free speed");
    }
    faults.throw_if_any();
}

} // namespace jumelle::traffic
