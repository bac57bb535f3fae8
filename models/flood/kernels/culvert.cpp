#include "models/flood/kernels/culvert.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/constants.hpp"
#include "models/flood/kernels/root.hpp"

namespace jumelle::flood {

namespace {

/// Turns SI units into the feet in which the constants were found: sqrt of 3.2808 ft/m.
constexpr double to_feet = 1.811;
constexpr double unsubmerged_until = 3.5, submerged_from = 4.0; // HDS-5, appendix A
constexpr std::size_t table_steps = 256;

} // namespace

Barrel::Barrel(BarrelShape const& shape) : shape_(shape), full_area_m2_(section(shape.height_m).area_m2) {
    critical_q_m3ps_.push_back(0.0);
    for (std::size_t i = 1; i < table_steps; ++i) {
        double const depth = shape_.height_m * static_cast<double>(i) / static_cast<double>(table_steps);
        BarrelSection const at = section(depth);
        critical_q_m3ps_.push_back(at.area_m2 * std::sqrt(gravity_mps2 * at.area_m2 / at.top_m));
    }
}

BarrelSection Barrel::section(double depth_m) const {
    double const height = shape_.height_m, depth = std::clamp(depth_m, 0.0, height);
    bool const full = depth >= height;
    if (shape_.section == BarrelShape::Section::box) {
        double const lid = full ? shape_.width_m : 0.0;
        return {shape_.width_m * depth, shape_.width_m, shape_.width_m + 2.0 * depth + lid};
    }
    double const half_angle = std::acos(1.0 - 2.0 * depth / height);
    double const radius = 0.5 * height;
    return {radius * radius * (half_angle - 0.5 * std::sin(2.0 * half_angle)),
            full ? 0.0 : height * std::sin(half_angle), height * half_angle};
}

double Barrel::critical_depth(double q_m3ps) const {
    auto const above = std::upper_bound(critical_q_m3ps_.begin(), critical_q_m3ps_.end(), q_m3ps);
    if (above == critical_q_m3ps_.end()) return shape_.height_m;
    auto const i = static_cast<std::size_t>(above - critical_q_m3ps_.begin());
    if (i == 0) return 0.0;
    double const below = critical_q_m3ps_[i - 1];
    double const position = static_cast<double>(i - 1) + (q_m3ps - below) / (*above - below);
    return shape_.height_m * position / static_cast<double>(table_steps);
}

double Barrel::slope_term() const {
    return shape_.slope_share * std::max(shape_.fall_m, 0.0) / shape_.length_m;
}

/// Headwater over height, from x = 1.811 Q / (A D^(1/2)).
double Barrel::unsubmerged(double x) const {
    double const weir = shape_.k * std::pow(x, shape_.m);
    if (shape_.inlet_form == 2) return weir;
    double const q = x * full_area_m2_ * std::sqrt(shape_.height_m) / to_feet;
    double const depth = critical_depth(q);
    if (depth <= 0.0) return weir + slope_term();
    BarrelSection const at = section(depth);
    double const velocity = q / at.area_m2;
    return (depth + velocity * velocity / (2.0 * gravity_mps2)) / shape_.height_m + weir + slope_term();
}

double Barrel::submerged(double x) const {
    return shape_.c * x * x + shape_.y + slope_term();
}

double Barrel::inlet_headwater(double q_m3ps) const {
    double const x = to_feet * q_m3ps / (full_area_m2_ * std::sqrt(shape_.height_m));
    if (x <= unsubmerged_until) return shape_.height_m * unsubmerged(x);
    if (x >= submerged_from) return shape_.height_m * submerged(x);
    double const share = (x - unsubmerged_until) / (submerged_from - unsubmerged_until);
    return shape_.height_m *
           ((1.0 - share) * unsubmerged(unsubmerged_until) + share * submerged(submerged_from));
}

double Barrel::inlet_discharge(double headwater_m) const {
    if (headwater_m <= 0.0) return 0.0;
    double const reached =
        std::max((headwater_m / shape_.height_m - shape_.y - slope_term()) / shape_.c, 0.0);
    double const largest_x = std::max(std::sqrt(reached), submerged_from);
    double const largest = largest_x * full_area_m2_ * std::sqrt(shape_.height_m) / to_feet;
    return falling_root([&](double q) { return headwater_m - inlet_headwater(q); }, 0.0, largest);
}

double Barrel::outlet_discharge(double headwater_m, double tailwater_m) const {
    double const inside = std::min(headwater_m, shape_.height_m);
    if (inside <= 0.0) return 0.0;
    BarrelSection const at = section(inside);
    double const radius = at.area_m2 / at.perimeter_m;
    double const friction =
        2.0 * gravity_mps2 * shape_.manning * shape_.manning * shape_.length_m / (radius * std::cbrt(radius));
    double const losses = shape_.entrance_loss + shape_.exit_loss + friction;
    auto const carried = [&](double q) {
        double const outlet = std::max(tailwater_m, 0.5 * (critical_depth(q) + inside));
        double const head = headwater_m + shape_.fall_m - outlet;
        return head > 0.0 ? at.area_m2 * std::sqrt(2.0 * gravity_mps2 * head / losses) : 0.0;
    };
    return falling_root([&](double q) { return carried(q) - q; }, 0.0, carried(0.0));
}

double Barrel::discharge(double headwater_m, double tailwater_m) const {
    double const outlet = outlet_discharge(headwater_m, tailwater_m);
    return outlet <= 0.0 ? 0.0 : std::min(outlet, inlet_discharge(headwater_m));
}

} // namespace jumelle::flood
