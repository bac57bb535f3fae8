#include "bench/cases/exact_shallow_water.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "bench/cases/steady_energy.hpp"
#include "core/base/constants.hpp"

namespace jumelle::exact {

namespace {

constexpr double g = gravity_mps2;

double specific_force(double q_m2ps, double h_m) {
    return q_m2ps * q_m2ps / (g * h_m) + 0.5 * h_m * h_m;
}

constexpr double crest_x_m = 10.0, crest_m = 0.2, bump_end_m = 12.0, bump_curvature_pm = 0.05;

} // namespace

DamBreakMiddle dam_break_middle(double left_m, double right_m) {
    double const c_left = std::sqrt(g * left_m);
    auto const rarefaction_u = [&](double h) { return 2.0 * (c_left - std::sqrt(g * h)); };
    auto const shock_u = [&](double h) {
        return (h - right_m) * std::sqrt(0.5 * g * (h + right_m) / (h * right_m));
    };
    double const h = bisect([&](double d) { return shock_u(d) - rarefaction_u(d); }, right_m, left_m);
    double const u = rarefaction_u(h);
    return {h, u, h * u / (h - right_m)};
}

Water dam_break(double left_m, double right_m, double x_m, double t_s) {
    double const c_left = std::sqrt(g * left_m);
    double const ray = x_m / t_s;
    if (ray <= -c_left) return {left_m, 0.0};
    double const c = (2.0 * c_left - ray) / 3.0;
    Water const fan{c * c / g, 2.0 / 3.0 * (c_left + ray)};
    if (right_m <= 0.0) return ray < 2.0 * c_left ? fan : Water{};
    DamBreakMiddle const middle = dam_break_middle(left_m, right_m);
    if (ray < middle.u_mps - std::sqrt(g * middle.h_m)) return fan;
    return ray < middle.shock_mps ? Water{middle.h_m, middle.u_mps} : Water{right_m, 0.0};
}

double bump_bed(double x_m) {
    double const from_crest = x_m - crest_x_m;
    return std::max(crest_m - bump_curvature_pm * from_crest * from_crest, 0.0);
}

BumpWithShock bump_with_shock() {
    BumpWithShock flow;
    double const q = flow.discharge_m2ps;
    double const upstream_head = crest_m + specific_energy(q, critical_depth(q));
    double const downstream_head = specific_energy(q, flow.downstream_m);
    // Behind the crest there is no subcritical flow of the downstream head where the bed is too high.
    double const highest_bed_m = downstream_head - 1.5 * critical_depth(q);
    double const first_x_m = crest_x_m + std::sqrt((crest_m - highest_bed_m) / bump_curvature_pm);
    flow.shock_x_m = bisect(
        [&](double x) {
            double const before = supercritical_depth(q, upstream_head - bump_bed(x));
            double const after = subcritical_depth(q, downstream_head - bump_bed(x));
            return specific_force(q, before) - specific_force(q, after);
        },
        first_x_m, bump_end_m);
    return flow;
}

Water steady_water(BumpWithShock const& flow, double x_m) {
    double const q = flow.discharge_m2ps;
    double const upstream_head = crest_m + specific_energy(q, critical_depth(q));
    double const downstream_head = specific_energy(q, flow.downstream_m);
    double h = 0.0;
    if (x_m > flow.shock_x_m) {
        h = subcritical_depth(q, downstream_head - bump_bed(x_m));
    } else if (x_m < crest_x_m) {
        h = subcritical_depth(q, upstream_head - bump_bed(x_m));
    } else {
        h = supercritical_depth(q, upstream_head - bump_bed(x_m));
    }
    return {h, q / h};
}

namespace {

/// Depth of the MacDonald channel and its slope dh/dx.
struct DepthAndSlope {
    double h_m, slope;
};

DepthAndSlope channel_depth(double x_m) {
    double const s = x_m / MacDonald::length_m - 0.5;
    constexpr double steepness = 16.0;
    double const scale = std::cbrt(4.0 / g), bell = 0.5 * std::exp(-steepness * s * s);
    return {scale * (1.0 + bell), scale * bell * (-2.0 * steepness * s) / MacDonald::length_m};
}

double bed_slope(MacDonald const& channel, double x_m) {
    auto const [h, dh] = channel_depth(x_m);
    double const q = channel.upstream_m2ps + channel.rain_mps * x_m;
    double const n = MacDonald::manning;
    return (q * q / (g * h * h * h) - 1.0) * dh - 2.0 * q * channel.rain_mps / (g * h * h) -
           n * n * q * q / std::pow(h, 10.0 / 3.0);
}

} // namespace

Water steady_water(MacDonald const& channel, double x_m) {
    double const h = channel_depth(x_m).h_m;
    return {h, (channel.upstream_m2ps + channel.rain_mps * x_m) / h};
}

double bed(MacDonald const& channel, double x_m) {
    return -simpson([&](double x) { return bed_slope(channel, x); }, x_m, MacDonald::length_m);
}

double PlanarBowl::period_s() const {
    return 2.0 * std::numbers::pi * half_width_m / std::sqrt(2.0 * g * depth_m);
}

double PlanarBowl::bed(double x_m) const {
    return depth_m * (x_m / half_width_m) * (x_m / half_width_m);
}

Water PlanarBowl::water(double x_m, double t_s) const {
    double const omega = 2.0 * std::numbers::pi / period_s();
    double const swing = std::cos(omega * t_s);
    double const tilt = 2.0 * amplitude_m * depth_m / (half_width_m * half_width_m) * swing;
    double const h = depth_m + tilt * (x_m - 0.5 * amplitude_m * swing) - bed(x_m);
    return h > 0.0 ? Water{h, -amplitude_m * omega * std::sin(omega * t_s)} : Water{};
}

double RadialBowl::period_s() const {
    return 2.0 * std::numbers::pi * half_width_m / (2.0 * std::sqrt(2.0 * g * depth_m));
}

double RadialBowl::bed(double r_m) const {
    return -depth_m * (1.0 - r_m * r_m / (half_width_m * half_width_m));
}

Water RadialBowl::water(double r_m, double t_s) const {
    double const l4 = std::pow(half_width_m, 4), r4 = std::pow(first_radius_m, 4);
    double const a = (l4 - r4) / (l4 + r4);
    double const omega = 2.0 * std::numbers::pi / period_s();
    double const breath = 1.0 - a * std::cos(omega * t_s);
    double const share = r_m * r_m / (half_width_m * half_width_m);
    double const level =
        depth_m * (std::sqrt(1.0 - a * a) / breath - 1.0 - share * ((1.0 - a * a) / (breath * breath) - 1.0));
    double const h = level - bed(r_m);
    return h > 0.0 ? Water{h, 0.5 * omega * r_m * a * std::sin(omega * t_s) / breath} : Water{};
}

} // namespace jumelle::exact
