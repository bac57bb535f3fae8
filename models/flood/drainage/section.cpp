#include "models/flood/drainage/section.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/constants.hpp"

namespace jumelle::flood {

namespace {

constexpr std::size_t points_of_circle = 200;  // widths to 4e-5 of the diameter
constexpr std::size_t points_of_straight = 60; // of perimeter and wave invariant: widths are exact
constexpr std::size_t points_of_crown = 10;
constexpr double crown_share = 0.05; // of the height, below and above the crown, in which a flat roof fills
constexpr double open_growth = 3.0;  // an open channel's tables reach this many heights up
constexpr double nearly_full = 0.8;  // share of the height above which the next step may fill a pipe

/// Width and wetted perimeter at rising depths.
struct Outline {
    std::vector<double> depth, width, perimeter;
    void add(double h, double t, double p) {
        depth.push_back(h);
        width.push_back(t);
        perimeter.push_back(p);
    }
};

Outline circle(double diameter, double slot) {
    Outline made;
    double const radius = 0.5 * diameter;
    for (std::size_t k = 0; k <= points_of_circle; ++k) {
        double const angle = std::numbers::pi * static_cast<double>(k) / points_of_circle;
        double const natural = k == 0 ? 0.0 : diameter * std::sin(angle);
        double const h = radius * (1.0 - std::cos(angle));
        made.add(h, h > radius ? std::max(natural, slot) : natural, 2.0 * radius * angle);
    }
    return made;
}

/// Banks are straight; points lie closer near the bottom, as the square of their number.
Outline straight(PipeShapeSizes const& shape, double top_m) {
    Outline made;
    bool const banks = shape.shape == PipeShape::trapezoidal;
    double const left = banks ? shape.left_slope : 0.0, right = banks ? shape.right_slope : 0.0;
    double const wall = std::hypot(1.0, left) + std::hypot(1.0, right);
    for (std::size_t k = 0; k <= points_of_straight; ++k) {
        double const share = static_cast<double>(k) / points_of_straight;
        double const h = top_m * share * share;
        made.add(h, shape.width_m + (left + right) * h, shape.width_m + wall * h);
    }
    return made;
}

/// A flat roof fills over a short height about the crown, so that as much water fits under it as in truth.
Outline box(PipeShapeSizes const& shape, double slot) {
    double const b = shape.width_m, height = shape.height_m;
    Outline made = straight(shape, height * (1.0 - crown_share));
    for (std::size_t k = 1; k <= points_of_crown; ++k) {
        double const share = static_cast<double>(k) / points_of_crown;
        double const roof = 0.5 * (1.0 - std::cos(std::numbers::pi * share));
        double const h = height * (1.0 - crown_share + 2.0 * crown_share * share);
        made.add(h, b + (slot - b) * roof, b + 2.0 * std::min(h, height) + b * roof);
    }
    return made;
}

double natural_full_area(PipeShapeSizes const& shape) {
    double const h = shape.height_m;
    switch (shape.shape) {
    case PipeShape::circular:
        return 0.25 * std::numbers::pi * h * h;
    case PipeShape::trapezoidal:
        return h * (shape.width_m + 0.5 * (shape.left_slope + shape.right_slope) * h);
    case PipeShape::rectangular_closed:
    case PipeShape::rectangular_open:
        break;
    }
    return h * shape.width_m;
}

Outline outline_of(PipeShapeSizes const& shape, double slot_m) {
    Outline made;
    switch (shape.shape) {
    case PipeShape::circular:
        made = circle(shape.height_m, slot_m);
        break;
    case PipeShape::rectangular_closed:
        made = box(shape, slot_m);
        break;
    case PipeShape::trapezoidal:
        made = straight(shape, shape.height_m);
        break;
    case PipeShape::rectangular_open:
        made = straight(shape, shape.height_m * open_growth);
        break;
    }
    for (auto& width : made.width) width *= shape.barrels;
    for (auto& perimeter : made.perimeter) perimeter *= shape.barrels;
    return made;
}

bool is_closed_shape(PipeShape shape) {
    return shape == PipeShape::circular || shape == PipeShape::rectangular_closed;
}

double slot_width_m(PipeShapeSizes const& shape, double celerity_mps) {
    return gravity_mps2 * natural_full_area(shape) / (celerity_mps * celerity_mps);
}

Rising rising_of(Outline const& outline) {
    return {outline.depth, outline.width};
}

} // namespace

PipeSection::PipeSection(PipeShapeSizes const& shape, double slot_celerity_mps)
    : closed_(is_closed_shape(shape.shape)),
      height_m_(shape.height_m),
      full_area_m2_(natural_full_area(shape) * shape.barrels),
      slot_celerity_mps_(slot_celerity_mps),
      rising_(rising_of(outline_of(shape, slot_width_m(shape, slot_celerity_mps)))),
      perimeter_(outline_of(shape, slot_width_m(shape, slot_celerity_mps)).perimeter) {
    auto const& depths = rising_.depths();
    invariant_.assign(depths.size(), 0.0);
    fall_ = energy_ = invariant_;
    // In s = sqrt(h) the integrand 2 s sqrt(g T / A) is smooth down to the bottom.
    auto const integrand = [&](std::size_t k) {
        auto const at = rising_.at_point(std::max<std::size_t>(k, 1));
        return 2.0 * std::sqrt(depths[std::max<std::size_t>(k, 1)] * gravity_mps2 * at.width / at.area);
    };
    for (std::size_t k = 1; k < depths.size(); ++k) {
        auto const at = rising_.at_point(k);
        double const step = std::sqrt(depths[k]) - std::sqrt(depths[k - 1]);
        invariant_[k] = invariant_[k - 1] + 0.5 * step * (integrand(k - 1) + integrand(k));
        fall_[k] = invariant_[k] + celerity_mps(at);
        energy_[k] = depths[k] + at.area / (2.0 * at.width);
    }
}

double PipeSection::celerity_mps(Rising::At const& at) const {
    return at.area > 0.0 ? std::sqrt(gravity_mps2 * at.area / at.width) : 0.0;
}

double PipeSection::celerity_mps(double depth_m) const {
    return celerity_mps(rising_.at(depth_m));
}

double PipeSection::interpolated(std::vector<double> const& at_points, double depth_m) const {
    auto const& depths = rising_.depths();
    if (depth_m <= 0.0) return 0.0;
    if (depth_m >= depths.back()) return at_points.back();
    std::size_t const k = rising_.point_below(depth_m);
    double const share = (depth_m - depths[k]) / (depths[k + 1] - depths[k]);
    return at_points[k] + share * (at_points[k + 1] - at_points[k]);
}

double PipeSection::invariant_mps(double depth_m) const {
    double const above = depth_m - rising_.depths().back();
    if (above <= 0.0) return interpolated(invariant_, depth_m);
    auto const top = rising_.at_point(rising_.depths().size() - 1);
    // ∫ sqrt(g T / A) dh with A = A₁ + T (h − h₁)
    double const grown = std::sqrt(1.0 + top.width * above / top.area);
    return invariant_.back() + 2.0 * celerity_mps(top) * (grown - 1.0);
}

namespace {

double inverse(std::vector<double> const& rising, std::vector<double> const& depths, double value) {
    if (value <= 0.0) return 0.0;
    auto const after = std::upper_bound(rising.begin() + 1, rising.end(), value);
    if (after == rising.end()) return depths.back();
    auto const k = static_cast<std::size_t>(after - rising.begin()) - 1;
    return depths[k] + (depths[k + 1] - depths[k]) * (value - rising[k]) / (rising[k + 1] - rising[k]);
}

} // namespace

double PipeSection::depth_of_fall_m(double sum_mps) const {
    return inverse(fall_, rising_.depths(), sum_mps);
}

double PipeSection::critical_depth_m(double energy_m) const {
    return inverse(energy_, rising_.depths(), energy_m);
}

double PipeSection::friction(double depth_m, Brakes const& brakes) const {
    double area = rising_.area(depth_m);
    double const perimeter = interpolated(perimeter_, depth_m);
    if (closed_) area = std::min(area, full_area_m2_);
    if (area <= 0.0 || perimeter <= 0.0) return 0.0;
    double const radius = area / perimeter;
    double const rough = gravity_mps2 * brakes.manning * brakes.manning / (radius * std::cbrt(radius));
    return (rough + 0.5 * brakes.loss_per_m) / (area * area);
}

double PipeSection::swiftest_mps(double depth_m) const {
    bool const may_fill = closed_ && depth_m > nearly_full * height_m_;
    return may_fill ? std::max(slot_celerity_mps_, celerity_mps(depth_m)) : celerity_mps(depth_m);
}

double PipeSection::normal_depth_m(double discharge_m3ps, double manning, double slope) const {
    constexpr double most_full = 0.93; // above it a round pipe carries no more than full
    constexpr int halvings = 60;
    double low = 0.0, high = closed_ ? most_full * height_m_ : rising_.depths().back();
    for (int i = 0; i < halvings; ++i) {
        double const h = 0.5 * (low + high);
        double const braked = friction(h, {manning, 0.0});
        double const carried = braked > 0.0 ? std::sqrt(gravity_mps2 * std::max(slope, 0.0) / braked) : 0.0;
        (carried < discharge_m3ps ? low : high) = h;
    }
    return 0.5 * (low + high);
}

} // namespace jumelle::flood
