#include "models/traffic/day_window.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"

namespace jumelle::traffic {

namespace {

/// Vehicles less than this apart are the same one: counts carry rounding errors.
constexpr double same_vehicle = 1e-9;

/// A count at a time between two of the grid; nobody was there before the first.
double count_at(std::span<double const> count, double step) {
    if (step <= 0.0) return 0.0;
    auto const at = static_cast<std::size_t>(step);
    if (at + 1 >= count.size()) return count.back();
    return count[at] + (step - static_cast<double>(at)) * (count[at + 1] - count[at]);
}

} // namespace

DayReader::DayReader(LinkTransmission const& run) : run_(run), entry_(run.network().to.size(), 0) {}

double DayReader::entry_step(std::int32_t link, double count) {
    auto const entered = run_.entered(link);
    std::int32_t& at = entry_[static_cast<std::size_t>(link)];
    while (at + 1 < run_.calculated() && entered[static_cast<std::size_t>(at) + 1] < count) ++at;
    double const before = entered[static_cast<std::size_t>(at)];
    double const more = entered[static_cast<std::size_t>(at) + 1] - before;
    return at + (more > 0.0 ? std::clamp((count - before) / more, 0.0, 1.0) : 0.0);
}

DayReader::Spent DayReader::read_link(std::int32_t link, std::int32_t until, DayWindow& window) {
    auto const entered = run_.entered(link), left = run_.left(link);
    double const free_steps = run_.times().free_steps(link);
    Spent spent;
    double travelled = 0.0, queue = 0.0;
    for (std::int32_t time = time_; time <= until; ++time) {
        auto const at = static_cast<std::size_t>(time);
        double const weight = time == time_ || time == until ? 0.5 : 1.0; // trapezoids
        queue = std::max(count_at(entered, time - free_steps) - left[at], 0.0);
        spent.vehicle_steps += weight * std::max(entered[at] - left[at], 0.0);
        spent.lost_steps += weight * queue;
        double const leaves = time > time_ ? left[at] - left[at - 1] : 0.0;
        if (!(leaves > same_vehicle)) continue;
        double const middle = left[at - 1] + leaves / 2.0;
        travelled += leaves * std::max(time - 0.5 - entry_step(link, middle), free_steps);
    }
    auto const begin = static_cast<std::size_t>(time_), end = static_cast<std::size_t>(until);
    double const gone = left[end] - left[begin];
    double time_steps = std::numeric_limits<double>::quiet_NaN();
    if (travelled > 0.0)
        time_steps = travelled / gone;
    else if (entered[end] - left[end] > same_vehicle)
        time_steps = std::max(until - entry_step(link, left[end] + same_vehicle), free_steps);
    window.left.push_back(gone);
    window.time_s.push_back(time_steps * run_.step_s());
    window.queue.push_back(queue > same_vehicle ? queue : 0.0);
    return spent;
}

DayReader::Spent DayReader::read_origins(std::int32_t until) const {
    Spent spent;
    for (std::int32_t origin = 0; origin < run_.departures().origins(); ++origin) {
        auto const wanted = run_.wanted(origin), started = run_.started(origin);
        for (std::int32_t time = time_; time <= until; ++time) {
            auto const at = static_cast<std::size_t>(time);
            double const weight = time == time_ || time == until ? 0.5 : 1.0;
            spent.lost_steps += weight * std::max(wanted[at] - started[at], 0.0);
        }
    }
    spent.vehicle_steps = spent.lost_steps;
    return spent;
}

DayWindow DayReader::read(std::int32_t until) {
    JUMELLE_EXPECTS(until > time_ && until <= run_.calculated());
    DayWindow window;
    CompensatedSum vehicle_steps, lost_steps;
    for (std::int32_t link = 0; link < run_.network().links(); ++link) {
        Spent const spent = read_link(link, until, window);
        vehicle_steps.add(spent.vehicle_steps);
        lost_steps.add(spent.lost_steps);
    }
    Spent const waiting = read_origins(until);
    window.vehicle_s = (vehicle_steps.value() + waiting.vehicle_steps) * run_.step_s();
    window.lost_s = (lost_steps.value() + waiting.lost_steps) * run_.step_s();
    time_ = until;
    return window;
}

} // namespace jumelle::traffic
