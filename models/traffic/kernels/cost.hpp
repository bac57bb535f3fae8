#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/kernel.hpp"
#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// Cost of a link as a function of its flow, t(x) = base + slope (x / c)^p.
struct CostCurve {
    double base = 0.0;         ///< t₀ + f [time]
    double slope = 0.0;        ///< t₀ B [time]
    double per_capacity = 0.0; ///< 1 / c
    double power = 0.0;        ///< p

    /// A cost and its derivative by flow.
    struct Point {
        double cost, derivative;
    };
    /// The usual fourth power is multiplied on the spot; everything else is the matter of `other_power`.
    JUMELLE_INLINE Point at(double x) const {
        constexpr double usual_power = 4.0;
        if (power != usual_power) return other_power(x);
        double const r = x * per_capacity, cube = r * r * r;
        return {base + slope * (cube * r), slope * usual_power * cube * per_capacity};
    }
    Point other_power(double x) const;
    /// ∫₀ˣ t(s) ds [time × flow]
    double integral(double x) const;
};

/// The curves of all links, in an order of the caller's choice. Whole powers 0 … 4 are multiplied, others go
/// through `pow`. Where 0 < p < 1, the derivative at no flow is that at a small one.
/// Source: Bureau of Public Roads 1964, Traffic Assignment Manual.
class LinkCosts {
  public:
    LinkCosts() = default;
    /// @param links positions in `network`, in the order wanted here
    /// @pre capacity > 0, power >= 0, free_time, b, fixed >= 0
    LinkCosts(LinkNetwork const& network, std::span<std::int32_t const> links);

    std::int32_t links() const { return static_cast<std::int32_t>(curve_.size()); }
    CostCurve const& operator[](std::int32_t link) const { return curve_[static_cast<std::size_t>(link)]; }

    /// t and dt/dx of all links, in parallel. @pre all spans have one entry a link, x >= 0
    void sweep(std::span<double const> x, std::span<double> cost, std::span<double> derivative) const;
    /// Σ ∫₀ˣ t(s) ds, in link order with compensation [time × flow]
    double objective(std::span<double const> x) const;

    /// The same links at marginal cost, t(x) + x t'(x) = base + slope (1 + p) (x / c)^p: their equilibrium is
    /// the system optimum. Source: Beckmann, McGuire & Winsten 1956, chapter 4.
    LinkCosts at_marginal_cost() const;

  private:
    std::vector<CostCurve> curve_;
};

} // namespace jumelle::traffic
