#pragma once

#include <array>
#include <cmath>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"
#include "models/heat/kernels/physics.hpp"
#include "models/heat/kernels/utci_coefficients.hpp"

namespace jumelle::heat {

/// Radiation at the height of a person, through the six faces of a cube [W/m²]. The sun's beam is in `down`
/// (its part through a horizontal face) and, by itself, in `beam_side`; the four sides hold none of it.
struct SixFluxes {
    double shortwave_down = 0.0, shortwave_up = 0.0;
    double shortwave_sides = 0.0; ///< sum of the four
    double longwave_down = 0.0, longwave_up = 0.0;
    double longwave_sides = 0.0; ///< sum of the four
    double beam_side = 0.0;      ///< beam on a vertical face turned to the sun: S_b cos α
};

/// How much a person takes in through each face.
struct Posture {
    double up_down = 0.0, side = 0.0, beam = 0.0; ///< shares [1]
};
/// Standing. Source: Höppe 1992, Wetter und Leben 44, 147; beam on a cylinder: Lindberg et al. 2008.
inline constexpr Posture standing{0.06, 0.22, 0.28};
/// Seated: the same from all sides. Source: ISO 7726, annex B.
inline constexpr Posture sitting{1.0 / 6.0, 1.0 / 6.0, 0.2};

/// Mean radiant temperature [K].
///
///     S = aK [f_beam S_b cos α + f_ud (K↓ + K↑) + f_side ΣK] + aL [f_ud (L↓ + L↑) + f_side ΣL]
///     Tmrt = (S / (aL σ))^¼,   aK = 0.70, aL = 0.97
///
/// Source: Höppe 1992; Lindberg et al. 2008, Int. J. Biometeorol. 52, 697; ISO 7726.
JUMELLE_INLINE double mean_radiant_temperature_k(SixFluxes const& fluxes, Posture const& posture) {
    constexpr double shortwave_absorption = 0.70, longwave_absorption = 0.97; // ISO 7726
    double const shortwave = posture.beam * fluxes.beam_side +
                             posture.up_down * (fluxes.shortwave_down + fluxes.shortwave_up) +
                             posture.side * fluxes.shortwave_sides;
    double const longwave =
        posture.up_down * (fluxes.longwave_down + fluxes.longwave_up) + posture.side * fluxes.longwave_sides;
    double const taken_in = shortwave_absorption * shortwave + longwave_absorption * longwave;
    return std::sqrt(std::sqrt(taken_in / (longwave_absorption * stefan_boltzmann)));
}

/// Weather that the UTCI depends on.
struct UtciWeather {
    double air_c = 0.0;
    double wind10_mps = 0.0; ///< 10 m above the ground
    double vapour_hpa = 0.0;
};

/// Where the polynomial was fitted. Source: Bröde et al. 2012, section "Operational procedure".
enum class UtciRange { inside, air, radiant, wind, humidity };

/// Whether the polynomial was fitted for a weather: −50 … 50 °C, wind 0.5 … 17 m/s, vapour at most saturation
/// (and 50 hPa).
UtciRange utci_weather_range(UtciWeather const& weather) noexcept;

/// Places that are worked through side by side.
inline constexpr Index utci_lanes = 128;
using UtciLane = std::array<double, utci_lanes>;

/// Factors of the powers of Tmrt − Ta at the first `count` places: the polynomial with the other three
/// variables put in.
void utci_powers(UtciLane const& air_c, UtciLane const& wind10_mps, UtciLane const& vapour_hpa, Index count,
                 std::array<UtciLane, utci_degree + 1>& powers) noexcept;

/// UTCI as a polynomial of Tmrt − Ta alone: the other three variables are put in once, for all cells that
/// share them. Source: Bröde et al. 2012, Int. J. Biometeorol. 56, 481.
class UtciCurve {
  public:
    explicit UtciCurve(UtciWeather const& weather) noexcept;
    /// UTCI [°C].
    double operator()(double radiant_c) const noexcept {
        double const d = radiant_c - air_c_;
        double value = powers_.back();
        for (auto i = static_cast<int>(powers_.size()) - 2; i >= 0; --i)
            value = value * d + powers_[static_cast<std::size_t>(i)];
        return air_c_ + value;
    }
    double air_c() const noexcept { return air_c_; }
    /// Whether the curve was made for weather, and is asked for a Tmrt, for which the polynomial was fitted:
    /// −50 … 50 °C, Tmrt − Ta −30 … 70 K, wind 0.5 … 17 m/s, vapour at most saturation (and 50 hPa).
    UtciRange range(double radiant_c) const noexcept;

  private:
    std::array<double, utci_degree + 1> powers_{};
    double air_c_;
    UtciRange weather_range_ = UtciRange::inside;
};

/// Wind at 10 m that goes with a wind at another height over open ground of roughness 0.01 m, as the UTCI
/// supposes: U₁₀ = U ln(10 / 0.01) / ln(z / 0.01). Source: Bröde et al. 2012.
/// @pre height_m > 0.01
double utci_wind_mps(double wind_mps, double height_m) noexcept;

} // namespace jumelle::heat
