#include "models/flood/rain_input.hpp"

#include <algorithm>
#include <limits>

#include "core/base/time.hpp"

namespace jumelle::flood {

namespace {

/// A tick of the clock: a step that ends so shortly before a map's time ends at it.
constexpr double tick_s = 1.0 / static_cast<double>(Duration::ticks_per_second);

} // namespace

RainInput::RainInput(Forcing const& forcing, Ground const& ground, SolverSettings const& settings)
    : forcing_(forcing), cell_area_m2_(settings.cell_m * settings.cell_m), rain_cells_(ground.rain_cells) {
    double largest_share = 0.0, strongest_mps = 0.0;
    for (Index r = 0; r < ground.rows(); ++r) {
        for (Index c = 0; c < ground.columns(); ++c) {
            largest_share = std::max(largest_share, static_cast<double>(ground.rain_share(r, c)));
        }
    }
    for (auto const& map : forcing.rain_maps.intensity_mps) {
        CompensatedSum sum;
        double strongest_of_map_mps = 0.0;
        for (Index r = 0; r < ground.rows(); ++r) {
            for (Index c = 0; c < ground.columns(); ++c) {
                double const intensity = static_cast<double>(map(r, c));
                strongest_of_map_mps = std::max(strongest_of_map_mps, intensity);
                sum.add(intensity * static_cast<double>(ground.rain_share(r, c)));
            }
        }
        map_m3ps_.push_back(sum.value() * cell_area_m2_);
        falls_.push_back(strongest_of_map_mps > 0.0 ? 1 : 0);
        strongest_mps = std::max(strongest_mps, strongest_of_map_mps);
    }
    strongest_mps_ = forcing.rain_mps.maximum() + strongest_mps;
    rise_step_s_ = step_for_rise_s(strongest_mps_ * largest_share, settings);
}

/// Position of the map that holds at a time; one past the last where none does.
std::size_t RainInput::map_at(double now_s) const {
    double const time_s = now_s + 2.0 * tick_s;
    RainMaps const& maps = forcing_.rain_maps;
    if (maps.empty() || time_s < maps.begin_s.front() || time_s >= maps.end_s) return map_m3ps_.size();
    auto const next = std::upper_bound(maps.begin_s.begin(), maps.begin_s.end(), time_s);
    return static_cast<std::size_t>(next - maps.begin_s.begin()) - 1;
}

double RainInput::longest_step_s(double now_s) const {
    double next_s = std::numeric_limits<double>::infinity();
    RainMaps const& maps = forcing_.rain_maps;
    double const time_s = now_s + 2.0 * tick_s;
    if (!maps.empty() && time_s < maps.end_s) {
        auto const later = std::upper_bound(maps.begin_s.begin(), maps.begin_s.end(), time_s);
        next_s = (later == maps.begin_s.end() ? maps.end_s : *later) - now_s;
    }
    return std::min(rise_step_s_, next_s);
}

RainStep RainInput::of(StepTimes const& times) const {
    RainStep rain;
    rain.uniform_m = forcing_.rain_mps.integral(times.from_s, times.to_s);
    std::size_t const map = map_at(times.from_s);
    if (map < falls_.size() && falls_[map] != 0) {
        rain.mapped_mps = &forcing_.rain_maps.intensity_mps[map];
        rain.mapped_s = times.length_s();
    }
    return rain;
}

RainStep RainInput::during(StepTimes const& times) {
    RainStep const rain = of(times);
    fallen_m3_.add(rain.uniform_m * rain_cells_ * cell_area_m2_);
    if (rain.mapped_mps != nullptr) fallen_m3_.add(map_m3ps_[map_at(times.from_s)] * rain.mapped_s);
    return rain;
}

} // namespace jumelle::flood
