#include "models/traffic/kernels/link_transmission/outputs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"

namespace jumelle::traffic {

namespace {

/// Vehicles less than this apart are the same one: counts carry rounding errors.
constexpr double same_vehicle = 1e-9;
/// A link stands still where less than this share of what could leave does, in one step.
constexpr double standing_share = 1e-6;

/// When the departures reach a count, at `from` or later [steps]; infinity where they do not.
double time_of_count(std::span<double const> left, double count, std::size_t& from) {
    while (from < left.size() && left[from] < count - same_vehicle) ++from;
    if (from == left.size()) return std::numeric_limits<double>::infinity();
    if (from == 0 || left[from] <= left[from - 1]) return static_cast<double>(from);
    double const part = (count - left[from - 1]) / (left[from] - left[from - 1]);
    return static_cast<double>(from) - 1.0 + std::clamp(part, 0.0, 1.0);
}

double count_at(std::span<double const> count, Moment moment) {
    if (moment.index < 0) return 0.0;
    auto const at = static_cast<std::size_t>(moment.index);
    double const after = count[std::min(at + 1, count.size() - 1)];
    return count[at] + moment.weight * (after - count[at]);
}

void fill_travel_times(LinkTransmission const& run, std::int32_t link, LinkSeries& series) {
    auto const entered = run.entered(link), left = run.left(link);
    double const free_steps = run.times().free_steps(link);
    std::size_t at = 0;
    for (std::size_t time = 0; time < entered.size(); ++time) {
        double const begin = static_cast<double>(time);
        // Nobody enters and nobody is on the link: it takes the free time.
        bool const is_empty = entered[time] - left[time] <= same_vehicle;
        double const end = is_empty ? begin : time_of_count(left, entered[time], at);
        double const time_s = std::max(end - begin, free_steps) * run.step_s();
        series.time_s.push_back(time_s);
        series.speed_mps.push_back(run.network().length_m[link] / time_s);
    }
}

/// Links that stand still and want to move, one flag a link.
std::vector<std::uint8_t> standing_links(LinkTransmission const& run, std::int32_t step) {
    std::vector<std::uint8_t> stands(run.network().to.size(), 0);
    for (std::int32_t link = 0; link < run.network().links(); ++link) {
        double const wants = run.node_step().sending(link, step);
        double const leaves = run.left(link)[step + 1] - run.left(link)[step];
        stands[link] = wants > same_vehicle && leaves < standing_share * wants ? 1 : 0;
    }
    return stands;
}

/// Whether some turn of the link leads into one of the marked links that has no room.
bool waits_for_marked(LinkTransmission const& run, std::int32_t link, std::int32_t step,
                      std::vector<std::uint8_t> const& marked) {
    Junctions const& all = run.junctions();
    std::int32_t const node = run.network().to[link];
    auto const first = all.approach_row.begin() + all.approach_begin[node];
    auto const approach =
        all.approach_begin[node] +
        (std::find(first, all.approach_row.begin() + all.approach_begin[node + 1], link) - first);
    auto const* const fraction = all.fractions(run.node_step().period[step]);
    for (auto turn = all.turn_begin[approach]; turn < all.turn_begin[approach + 1]; ++turn) {
        std::int32_t const next = all.exit_link[all.exit_begin[node] + all.turn_exit[turn]];
        if (fraction[turn] > 0.0 && next != leaves_here && marked[next] != 0 &&
            run.node_step().receiving(next, step) < standing_share * run.times().capacity(next, step))
            return true;
    }
    return false;
}

} // namespace

LinkSeries link_series(LinkTransmission const& run, std::int32_t link) {
    auto const entered = run.entered(link), left = run.left(link);
    LinkSeries series;
    for (std::size_t time = 0; time < entered.size(); ++time) {
        double const vehicles = entered[time] - left[time];
        series.vehicles.push_back(vehicles);
        series.density_vpm.push_back(vehicles / run.network().length_m[link]);
        double const ready =
            time == 0 ? 0.0 : count_at(entered, run.times().entry(link, static_cast<std::int32_t>(time) - 1));
        series.queue.push_back(std::max(ready - left[time], 0.0));
        if (time == 0) continue;
        series.inflow_vps.push_back((entered[time] - entered[time - 1]) / run.step_s());
        series.outflow_vps.push_back((left[time] - left[time - 1]) / run.step_s());
    }
    fill_travel_times(run, link, series);
    return series;
}

double VehicleBalance::relative_error() const {
    return wanted > 0.0 ? std::abs(wanted - waiting - on_links - arrived) / wanted : 0.0;
}

VehicleBalance vehicle_balance(LinkTransmission const& run, std::int32_t time) {
    JUMELLE_EXPECTS(time >= 0 && time <= run.steps());
    CompensatedSum wanted, waiting, on_links, arrived;
    for (std::int32_t origin = 0; origin < run.departures().origins(); ++origin) {
        wanted.add(run.wanted(origin)[time]);
        waiting.add(run.wanted(origin)[time] - run.started(origin)[time]);
    }
    for (std::int32_t link = 0; link < run.network().links(); ++link)
        on_links.add(run.entered(link)[time] - run.left(link)[time]);
    for (std::int32_t node = 0; node < run.network().nodes; ++node) arrived.add(run.arrived(node)[time]);
    return {wanted.value(), waiting.value(), on_links.value(), arrived.value()};
}

Gridlock find_gridlock(LinkTransmission const& run, std::int32_t step) {
    JUMELLE_EXPECTS(step >= 0 && step < run.steps());
    auto marked = standing_links(run, step);
    // Who waits for none of the others is held by something else, and so on backwards.
    for (bool again = true; again;) {
        again = false;
        for (std::int32_t link = 0; link < run.network().links(); ++link) {
            if (marked[link] == 0 || waits_for_marked(run, link, step, marked)) continue;
            marked[link] = 0;
            again = true;
        }
    }
    Gridlock found;
    for (std::int32_t link = 0; link < run.network().links(); ++link) {
        if (marked[link] == 0) continue;
        found.links.push_back(link);
        found.vehicles += run.entered(link)[step + 1] - run.left(link)[step + 1];
    }
    return found;
}

} // namespace jumelle::traffic
