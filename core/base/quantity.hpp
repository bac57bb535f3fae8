#pragma once

#include <compare>

namespace jumelle {

/// A number with a dimension: metre^L · second^T · kelvin^K. Used at the edges of the engine, where a
/// mixed-up unit would go unnoticed; inside kernels plain numbers carry their unit in the name (`depth_m`).
template <int L, int T, int K>
class Quantity {
  public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double si) : si_(si) {}
    /// The number in SI base units.
    constexpr double si() const { return si_; }

    constexpr auto operator<=>(Quantity const&) const = default;
    constexpr Quantity operator+(Quantity other) const { return Quantity(si_ + other.si_); }
    constexpr Quantity operator-(Quantity other) const { return Quantity(si_ - other.si_); }
    constexpr Quantity operator-() const { return Quantity(-si_); }
    constexpr Quantity operator*(double factor) const { return Quantity(si_ * factor); }
    constexpr Quantity operator/(double divisor) const { return Quantity(si_ / divisor); }

  private:
    double si_ = 0.0;
};

template <int L1, int T1, int K1, int L2, int T2, int K2>
constexpr auto operator*(Quantity<L1, T1, K1> a, Quantity<L2, T2, K2> b) {
    return Quantity<L1 + L2, T1 + T2, K1 + K2>(a.si() * b.si());
}
template <int L1, int T1, int K1, int L2, int T2, int K2>
constexpr auto operator/(Quantity<L1, T1, K1> a, Quantity<L2, T2, K2> b) {
    return Quantity<L1 - L2, T1 - T2, K1 - K2>(a.si() / b.si());
}
template <int L, int T, int K>
constexpr auto operator*(double factor, Quantity<L, T, K> q) {
    return q * factor;
}

using Length = Quantity<1, 0, 0>;
using Area = Quantity<2, 0, 0>;
using Volume = Quantity<3, 0, 0>;
using Seconds = Quantity<0, 1, 0>;
using Speed = Quantity<1, -1, 0>;
using Discharge = Quantity<3, -1, 0>;
using Temperature = Quantity<0, 0, 1>;

constexpr Length metres(double value) {
    return Length(value);
}
constexpr Seconds seconds(double value) {
    return Seconds(value);
}

} // namespace jumelle
