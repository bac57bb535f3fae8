#include "models/flood/structures/breach.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"

namespace jumelle::flood {

namespace {

/// Width and duration of a breach that follow from the water behind it (Froehlich 2008).
DikeBreach sized(DikeBreach breach, double crest_m) {
    if (breach.growth != DikeBreach::Growth::froehlich) return breach;
    constexpr double width_factor = 0.27, by_volume = 0.32, by_height = 0.04, by_overtopping = 1.3;
    constexpr double time_factor = 63.2;
    double const height_m = crest_m - breach.level_m;
    double const k = breach.failure == DikeBreach::Failure::overtopping ? by_overtopping : 1.0;
    breach.width_m = width_factor * k * std::pow(breach.stored_m3, by_volume) * std::pow(height_m, by_height);
    breach.duration_s = time_factor * std::sqrt(breach.stored_m3 / gravity_mps2) / height_m;
    breach.initial_width_m = std::min(breach.initial_width_m, breach.width_m);
    breach.growth = DikeBreach::Growth::linear;
    return breach;
}

} // namespace

BreachGrowth::BreachGrowth(DikeBreach const& breach, double crest_m)
    : breach_(sized(breach, crest_m)), crest_m_(crest_m), level_m_(crest_m) {}

double BreachGrowth::widening_m(double from_s, double to_s, SideLevels const& levels) const {
    constexpr double f1 = 1.3, f2_per_h = 0.04, seconds_per_hour = 3600.0; // Verheij & van der Knaap 2002
    double const up = std::max(levels.high_m - breach_.level_m, 0.0);
    double const down = std::max(levels.low_m - breach_.level_m, 0.0);
    double const head = std::max(up - down, 0.0), soil = breach_.critical_velocity_mps;
    double const rate = f2_per_h / seconds_per_hour * gravity_mps2 / soil;
    return f1 * std::sqrt(gravity_mps2 * head) * head / soil *
           std::log10((1.0 + rate * to_s) / (1.0 + rate * from_s));
}

void BreachGrowth::update(StepTimes const& times, SideLevels const& levels) {
    if (!has_begun()) {
        if (breach_.overtopping_level_m && levels.high_m > *breach_.overtopping_level_m) {
            begin_s_ = times.from_s;
        } else if (times.to_s > breach_.start_s) {
            begin_s_ = breach_.start_s;
        }
        if (!has_begun()) return;
        width_m_ = breach_.initial_width_m;
    }
    double const since_s = times.to_s - begin_s_;
    double const done = breach_.duration_s > 0.0 ? std::clamp(since_s / breach_.duration_s, 0.0, 1.0) : 1.0;
    level_m_ = crest_m_ + (breach_.level_m - crest_m_) * done;
    if (breach_.growth == DikeBreach::Growth::linear) {
        width_m_ = breach_.initial_width_m + (breach_.width_m - breach_.initial_width_m) * done;
    } else if (since_s > breach_.duration_s) {
        double const widening_s = std::min(times.length_s(), since_s - breach_.duration_s);
        double const to_s = since_s - breach_.duration_s;
        width_m_ = std::min(width_m_ + widening_m(to_s - widening_s, to_s, levels), breach_.width_m);
    }
}

} // namespace jumelle::flood
