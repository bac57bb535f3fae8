// Prints how fast traffic moves over the time of day: processor time of a run of the link transmission model,
// and of its recomputation when streets close. Options: --network NAME (a published one, Chicago-Sketch for
// instance; without it a small grid town, which only shows that it runs), --step S, --hours H, --vehicles N,
// --capacity-hours H (to how many hours the capacities of the file belong), --threads N, --repeats N.
#include <algorithm>
#include <ctime>
#include <fmt/core.h>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/traffic_cases/day_towns.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/link_transmission/outputs.hpp"

namespace {

using namespace jumelle;
using namespace jumelle::traffic;

constexpr double hour_s = 3600.0;

struct Options {
    std::string network; ///< empty: the grid town
    traffic_cases::DayDemand demand;
    double step_s = 10.0;
    int threads = 1, repeats = 1;
};

Options read_options(int count, char** words) {
    Options options;
    if (count % 2 == 0) throw std::invalid_argument("every option wants a value");
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        std::string const value = words[i + 1];
        if (key == "--network")
            options.network = value;
        else if (key == "--step")
            options.step_s = std::stod(value);
        else if (key == "--hours")
            options.demand.hours = std::stod(value);
        else if (key == "--capacity-hours")
            options.demand.capacity_hours = std::stod(value);
        else if (key == "--vehicles")
            options.demand.vehicles = std::stod(value);
        else if (key == "--threads")
            options.threads = std::stoi(value);
        else if (key == "--repeats")
            options.repeats = std::stoi(value);
        else
            throw std::invalid_argument(fmt::format("unknown option {}", key));
    }
    return options;
}

traffic_cases::DayTown town_of(Options const& options) {
    if (options.network.empty()) return traffic_cases::grid_day();
    auto const folder = traffic_cases::data_folder();
    if (!folder)
        throw std::invalid_argument("the reference data are not there: set JUMELLE_DATA to their folder");
    return traffic_cases::published_day(traffic_cases::published(options.network), *folder, options.demand);
}

double cpu_s() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Least processor time of `work`, each time after `prepare`.
template <class Prepare, class Work>
double least_cpu_s(int repeats, Prepare prepare, Work work) {
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < repeats; ++i) {
        prepare();
        double const begin = cpu_s();
        work();
        least = std::min(least, cpu_s() - begin);
    }
    return least;
}

void print_state(LinkTransmission const& run) {
    auto const end = vehicle_balance(run, run.steps());
    auto const stuck = find_gridlock(run, run.steps() - 1);
    fmt::print("{:.0f} vehicles: {:.0f} arrived, {:.0f} on links, {:.0f} wait at origins; error {:.1e}; "
               "gridlock on {} links with {:.0f} vehicles\n",
               end.wanted, end.arrived, end.on_links, end.waiting, end.relative_error(), stuck.links.size(),
               stuck.vehicles);
    fmt::print("{} of {} links are shorter than a step, the most by {:.1f} s\n",
               run.times().fit().lengthened_links, run.network().links(),
               run.times().fit().longest_addition_s);
}

/// One in a hundred links closes for half an hour in the middle of the run.
std::vector<LinkChange> closures_of(LinkTransmission const& run) {
    constexpr std::int32_t spacing = 100;
    constexpr double half_hour_s = 1800.0;
    auto const& network = run.network();
    double const from_s = 0.5 * run.steps() * run.step_s();
    std::vector<LinkChange> changes;
    for (std::int32_t link = spacing / 2; link < network.links(); link += spacing) {
        changes.push_back({link, from_s, 0.0, network.speed_mps[link]});
        changes.push_back({link, from_s + half_hour_s, network.capacity_vps[link], network.speed_mps[link]});
    }
    return changes;
}

void measure(Options const& options) {
    set_loop_threads(options.threads);
    auto const town = town_of(options);
    TransmissionOptions const settings{options.step_s, options.demand.hours * hour_s,
                                       Diversion::around_closures};
    LinkTransmission run(town.network, town.departures, town.turns, settings);
    double const full_s = least_cpu_s(
        options.repeats, [] {}, [&] { run.run(); });
    fmt::print("full run: {} steps of {} s, {:.3f} CPU s on {} threads, {:.1f} million link steps/s\n",
               run.steps(), options.step_s, full_s, options.threads,
               1e-6 * run.steps() * run.network().links() / full_s);
    print_state(run);
    auto const closures = closures_of(run);
    auto const report = [&](char const* what, std::vector<LinkChange> const& changes) {
        Recomputation done;
        double const again_s = least_cpu_s(
            options.repeats, [&] { run.run(); }, [&] { done = run.change(changes); });
        fmt::print("{}: {:.3f} CPU s, {:.1f} % of the node steps\n", what, again_s,
                   100.0 * static_cast<double>(done.node_steps) / static_cast<double>(done.all_node_steps));
    };
    report("one link closes and opens", {closures.begin(), closures.begin() + 2});
    report("1 % of links close and open", closures);
    print_state(run);
}

} // namespace

int main(int count, char** words) {
    try {
        measure(read_options(count, words));
    } catch (std::exception const& error) {
        fmt::print(stderr, "traffic_dynamic: {}\n", error.what());
        return 1;
    }
    return 0;
}
