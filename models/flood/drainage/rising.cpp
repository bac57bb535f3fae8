#include "models/flood/drainage/rising.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"

namespace jumelle::flood {

namespace {

std::size_t last_not_above(std::vector<double> const& sorted, double value) {
    auto const after = std::upper_bound(sorted.begin() + 1, sorted.end(), value);
    return static_cast<std::size_t>(after - sorted.begin()) - 1;
}

} // namespace

Rising::Rising(std::vector<double> depth_m, std::vector<double> width)
    : depth_(std::move(depth_m)), width_(std::move(width)) {
    JUMELLE_EXPECTS(!depth_.empty() && depth_.size() == width_.size() && depth_.front() == 0.0);
    JUMELLE_EXPECTS(width_.back() > 0.0);
    area_.assign(depth_.size(), 0.0);
    integral_.assign(depth_.size(), 0.0);
    for (std::size_t k = 0; k + 1 < depth_.size(); ++k) {
        double const rise = depth_[k + 1] - depth_[k];
        area_[k + 1] = area_[k] + rise * 0.5 * (width_[k] + width_[k + 1]);
        integral_[k + 1] =
            integral_[k] + rise * (area_[k] + rise * (width_[k] / 2.0 + rise * slope(k) / 6.0));
    }
}

double Rising::slope(std::size_t point) const {
    if (point + 1 >= depth_.size()) return 0.0;
    return (width_[point + 1] - width_[point]) / (depth_[point + 1] - depth_[point]);
}

std::size_t Rising::point_below(double depth_m) const {
    return last_not_above(depth_, depth_m);
}

Rising::At Rising::at(double depth_m) const {
    if (depth_m <= 0.0) return {width_.front(), 0.0, 0.0};
    std::size_t const k = point_below(depth_m);
    double const s = depth_m - depth_[k], bend = slope(k);
    return {width_[k] + bend * s, area_[k] + s * (width_[k] + 0.5 * bend * s),
            integral_[k] + s * (area_[k] + s * (width_[k] / 2.0 + s * bend / 6.0))};
}

double Rising::depth(double area) const {
    if (area <= 0.0) return 0.0;
    std::size_t const k = last_not_above(area_, area);
    double const rest = area - area_[k];
    // The root of slope/2 s² + width s = rest that does not cancel.
    double const root = std::sqrt(std::max(width_[k] * width_[k] + 2.0 * slope(k) * rest, 0.0));
    double const sum = width_[k] + root;
    return sum > 0.0 ? depth_[k] + 2.0 * rest / sum : depth_[k];
}

} // namespace jumelle::flood
