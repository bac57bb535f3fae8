#include "bench/cases/exact_smooth.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "bench/cases/steady_energy.hpp"
#include "core/base/constants.hpp"

namespace jumelle::exact {

namespace {

constexpr double g = gravity_mps2;
constexpr double crest_x_m = 10.0, crest_m = 0.2, half_width_m = 4.0;

} // namespace

double SmoothBump::bed(double x_m) const {
    if (shape == Shape::parabola) return bump_bed(x_m);
    double const s = (x_m - crest_x_m) / half_width_m;
    double const inside = std::max(1.0 - s * s, 0.0);
    return crest_m * inside * inside * inside;
}

SmoothBump subcritical_bump(SmoothBump::Shape shape) {
    SmoothBump bump;
    bump.shape = shape;
    return bump;
}

SmoothBump transcritical_bump(SmoothBump::Shape shape) {
    SmoothBump bump;
    bump.shape = shape;
    bump.discharge_m2ps = 1.53;
    bump.downstream_m = 0.66;
    bump.transcritical = true;
    return bump;
}

Water steady_water(SmoothBump const& bump, double x_m) {
    double const q = bump.discharge_m2ps;
    double const head = bump.transcritical ? crest_m + specific_energy(q, critical_depth(q))
                                           : specific_energy(q, bump.downstream_m);
    bool const fast = bump.transcritical && x_m > crest_x_m;
    double const energy = head - bump.bed(x_m);
    double const h = fast ? supercritical_depth(q, energy) : subcritical_depth(q, energy);
    return {h, q / h};
}

double SimpleWave::first_depth(double x_m) const {
    double const s = (x_m - centre_m) / width_m;
    return depth_m + height_m * std::exp(-s * s);
}

Water SimpleWave::water(double x_m, double t_s) const {
    double const still = std::sqrt(g * depth_m);
    auto const celerity = [&](double from_m) { return std::sqrt(g * first_depth(from_m)); };
    // The wave came from where x = from + (3c − 2c₀) t.
    double const from =
        bisect([&](double start) { return start + (3.0 * celerity(start) - 2.0 * still) * t_s - x_m; },
               x_m - 3.0 * celerity(centre_m) * t_s, x_m);
    double const c = celerity(from);
    return {c * c / g, 2.0 * (c - still)};
}

TravellingVortex::State TravellingVortex::state(double px_m, double py_m, double t_s) const {
    double const x = px_m - x_m - flow_mps * t_s, y = py_m - y_m;
    double const omega = std::numbers::pi / radius_m;
    double const s = omega * std::hypot(x, y);
    if (s >= std::numbers::pi) return {depth_m, flow_mps, 0.0};
    // The integral of s (1 + cos s)².
    auto const integral = [](double a) {
        return 0.75 * a * a + 2.0 * (a * std::sin(a) + std::cos(a)) + 0.25 * a * std::sin(2.0 * a) +
               0.125 * std::cos(2.0 * a);
    };
    double const turn = strength_ps * (1.0 + std::cos(s));
    double const scale = strength_ps / omega;
    return {depth_m + scale * scale / g * (integral(s) - integral(std::numbers::pi)), flow_mps - turn * y,
            turn * x};
}

Water GentleChannel::water(double x_m) const {
    double const h = 1.2 + 0.2 * std::sin(2.0 * std::numbers::pi * x_m / length_m);
    return {h, discharge_m2ps / h};
}

double GentleChannel::bed(double x_m) const {
    auto const slope = [&](double x) {
        double const h = water(x).h_m, q = discharge_m2ps, wave = 2.0 * std::numbers::pi / length_m;
        double const dh = 0.2 * wave * std::cos(wave * x);
        return (q * q / (g * h * h * h) - 1.0) * dh - manning * manning * q * q / std::pow(h, 10.0 / 3.0);
    };
    return -simpson(slope, x_m, length_m);
}

} // namespace jumelle::exact
