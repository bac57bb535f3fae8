#include "models/traffic/kernels/cost.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

namespace {

/// Flow over capacity below which the derivative of a power under one is no longer followed to infinity.
constexpr double least_ratio = 1e-9;
constexpr double largest_multiplied_power = 4.0;

double power_of(double r, double power) {
    if (power == 0.0) return 1.0;
    if (power == 1.0) return r;
    if (power == 2.0) return r * r;
    if (power == 3.0) return r * r * r;
    if (power == largest_multiplied_power) return r * r * r * r;
    return std::pow(r, power);
}

} // namespace

CostCurve::Point CostCurve::other_power(double x) const {
    double const r = x * per_capacity;
    if (power == 0.0 || slope == 0.0) return {base + slope, 0.0};
    double const below = power_of(power < 1.0 ? std::max(r, least_ratio) : r, power - 1.0);
    return {base + slope * (power < 1.0 ? power_of(r, power) : below * r),
            slope * power * below * per_capacity};
}

double CostCurve::integral(double x) const {
    return x * (base + slope * power_of(x * per_capacity, power) / (power + 1.0));
}

LinkCosts::LinkCosts(LinkNetwork const& network, std::span<std::int32_t const> links) {
    curve_.reserve(links.size());
    for (std::int32_t const link : links) {
        auto const at = static_cast<std::size_t>(link);
        JUMELLE_EXPECTS(network.capacity[at] > 0.0 && network.power[at] >= 0.0);
        double const slope = network.free_time[at] * network.b[at];
        // A cost that does not depend on the flow needs no power.
        curve_.push_back({network.free_time[at] + network.fixed[at], slope, 1.0 / network.capacity[at],
                          slope == 0.0 ? largest_multiplied_power : network.power[at]});
    }
}

void LinkCosts::sweep(std::span<double const> x, std::span<double> cost, std::span<double> derivative) const {
    JUMELLE_EXPECTS(x.size() == curve_.size() && cost.size() == x.size() && derivative.size() == x.size());
    constexpr double numbers_a_curve = 10.0;
    auto const links = static_cast<Index>(curve_.size());
    for_chunks(links, numbers_a_curve * static_cast<double>(links), [&](RowRange range) {
        for (auto i = static_cast<std::size_t>(range.begin); i < static_cast<std::size_t>(range.end); ++i) {
            CostCurve::Point const point = curve_[i].at(x[i]);
            cost[i] = point.cost;
            derivative[i] = point.derivative;
        }
    });
}

double LinkCosts::objective(std::span<double const> x) const {
    CompensatedSum sum;
    for (std::size_t i = 0; i < curve_.size(); ++i) sum.add(curve_[i].integral(x[i]));
    return sum.value();
}

LinkCosts LinkCosts::at_marginal_cost() const {
    LinkCosts marginal = *this;
    for (CostCurve& curve : marginal.curve_) curve.slope *= curve.power + 1.0;
    return marginal;
}

} // namespace jumelle::traffic
