#include "core/scenario/design_storm.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

constexpr double seconds_per_minute = 60.0;
constexpr double fewest_steps = 24.0;
constexpr double most_steps = 1440.0;

constexpr double intense_duration_share = 0.125; // Desbordes' 30 min of 4 h
constexpr double intense_depth_share = 0.5;

constexpr double chicago_exponent = 0.9;    // Keifer & Chu 1957
constexpr double chicago_offset_min = 11.0; // Keifer & Chu 1957

/// A corner of a piecewise linear intensity; both in shares (of the duration, of the mean intensity).
struct Corner {
    double share, intensity;
};

/// ∫ of the straight line from `a` to `b`, up to `share`.
double fallen_in_piece(Corner const& a, Corner const& b, double share) {
    double const length = b.share - a.share;
    double const covered = std::clamp(share - a.share, 0.0, length);
    if (length <= 0.0) return 0.0;
    double const intensity_there = a.intensity + (b.intensity - a.intensity) * covered / length;
    return 0.5 * (a.intensity + intensity_there) * covered;
}

double fallen_in_triangle(double peak, double share) {
    constexpr double height = 2.0; // so that the area is 1
    return fallen_in_piece({0.0, 0.0}, {peak, height}, share) +
           fallen_in_piece({peak, height}, {1.0, 0.0}, share);
}

double fallen_in_double_triangle(double peak, double share) {
    double const begin = peak * (1.0 - intense_duration_share);
    double const end = begin + intense_duration_share;
    double const foot = 2.0 * (1.0 - intense_depth_share) / (1.0 - intense_duration_share);
    double const top = 2.0 * intense_depth_share / intense_duration_share - foot;
    return fallen_in_piece({0.0, 0.0}, {begin, foot}, share) +
           fallen_in_piece({begin, foot}, {peak, top}, share) +
           fallen_in_piece({peak, top}, {end, foot}, share) + fallen_in_piece({end, foot}, {1.0, 0.0}, share);
}

/// Depth that the Chicago curve gives for a window of `share` of the storm, as a share of the storm's.
double chicago_window(double duration_min, double share) {
    auto const depth = [](double minutes) {
        return minutes / (std::pow(minutes, chicago_exponent) + chicago_offset_min);
    };
    return depth(share * duration_min) / depth(duration_min);
}

double fallen_in_chicago(DesignStorm const& storm, double share) {
    double const duration_min = storm.duration.si() / seconds_per_minute;
    double const peak = storm.peak;
    if (share < peak) return peak * (1.0 - chicago_window(duration_min, (peak - share) / peak));
    if (peak >= 1.0) return 1.0;
    return peak + (1.0 - peak) * chicago_window(duration_min, (share - peak) / (1.0 - peak));
}

} // namespace

double fallen_share(DesignStorm const& storm, double share) {
    JUMELLE_EXPECTS(share >= 0.0 && share <= 1.0);
    JUMELLE_EXPECTS(storm.peak >= 0.0 && storm.peak <= 1.0);
    if (share <= 0.0) return 0.0;
    if (share >= 1.0) return 1.0;
    switch (storm.shape) {
    case DesignStorm::Shape::triangle:
        return fallen_in_triangle(storm.peak, share);
    case DesignStorm::Shape::double_triangle:
        return fallen_in_double_triangle(storm.peak, share);
    case DesignStorm::Shape::chicago:
        return fallen_in_chicago(storm, share);
    case DesignStorm::Shape::constant:
        break;
    }
    return share;
}

TimeSeries hyetograph(DesignStorm const& storm) {
    JUMELLE_EXPECTS(storm.duration.si() > 0.0);
    bool const even = storm.shape == DesignStorm::Shape::constant;
    double const minutes = std::round(storm.duration.si() / seconds_per_minute);
    auto const steps = even ? 1 : static_cast<int>(std::clamp(minutes, fewest_steps, most_steps));
    TimeSeries series;
    series.interpolation = Interpolation::steps;
    auto const add = [&series](double t_s, double intensity_mps) {
        series.time_s.push_back(t_s);
        series.value.push_back(intensity_mps);
    };
    if (storm.start.si() > 0.0) add(0.0, 0.0);
    double const step_s = storm.duration.si() / steps;
    double fallen = 0.0;
    for (int i = 0; i < steps; ++i) {
        double const fallen_after = fallen_share(storm, static_cast<double>(i + 1) / steps);
        add(storm.start.si() + i * step_s, storm.depth.si() * (fallen_after - fallen) / step_s);
        fallen = fallen_after;
    }
    add(storm.start.si() + storm.duration.si(), 0.0);
    return series;
}

} // namespace jumelle
