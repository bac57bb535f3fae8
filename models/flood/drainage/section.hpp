#pragma once

#include "core/territory/drain_network.hpp"
#include "models/flood/drainage/rising.hpp"

namespace jumelle::flood {

/// The cross-section of a pipe, with a slot above its crown: where water fills a closed pipe, a narrow slot
/// goes on upward in which the level stands as the pressure does, so that one set of equations serves both.
/// Its width makes pressure waves run at the chosen celerity a:
///
///     T_slot = g A_full / a²
///
/// Sources: Preissmann 1961; Cunge, Holly & Verwey 1980, Practical Aspects of Computational River Hydraulics,
/// section 2.8; the smooth passage to the slot after Sjöberg 1982.
class PipeSection {
  public:
    PipeSection(PipeShapeSizes const& shape, double slot_celerity_mps);

    Rising const& rising() const { return rising_; }
    double height_m() const { return height_m_; }
    bool is_closed() const { return closed_; }
    double depth_m(double area_m2) const { return rising_.depth(area_m2); }
    double area_m2(double depth_m) const { return rising_.area(depth_m); }
    /// Speed of small waves in still water, sqrt(g A / T) [m/s].
    double celerity_mps(double depth_m) const;
    double celerity_mps(Rising::At const& at) const;
    /// φ(h) = ∫₀ʰ sqrt(g T / A) dh': u ± φ travels unchanged with the waves [m/s].
    double invariant_mps(double depth_m) const;
    /// Depth at which φ + celerity is `sum_mps`: what is left of water that leaves over a fall.
    double depth_of_fall_m(double sum_mps) const;
    /// Critical depth of water with energy head `energy_m` above the bottom: h + A / (2 T).
    double critical_depth_m(double energy_m) const;
    /// What brakes the flow: roughness, and velocity heads lost per metre.
    struct Brakes {
        double manning, loss_per_m;
    };
    /// Energy slope times g per squared discharge, g n² / (A² R^(4/3)) + loss / (2 A²); the slot takes no
    /// part [m^(−5)].
    double friction(double depth_m, Brakes const& brakes) const;
    /// Celerity that a step must respect: already that of the slot where a closed pipe is nearly full.
    double swiftest_mps(double depth_m) const;
    /// Depth of uniform flow; at most nearly full.
    double normal_depth_m(double discharge_m3ps, double manning, double slope) const;

  private:
    double interpolated(std::vector<double> const& at_points, double depth_m) const;

    bool closed_;
    double height_m_, full_area_m2_, slot_celerity_mps_;
    Rising rising_;
    std::vector<double> perimeter_, invariant_, fall_, energy_; ///< at the points of `rising_`
};

} // namespace jumelle::flood
