#pragma once

#include <vector>

namespace jumelle::flood {

/// Cross-section of the water in a barrel.
struct BarrelSection {
    double area_m2 = 0.0, top_m = 0.0, perimeter_m = 0.0;
};

/// One barrel of a culvert, and its inlet.
struct BarrelShape {
    enum class Section { circular, box };
    Section section = Section::circular;
    double width_m = 0.0, height_m = 0.0; ///< both the diameter where circular
    double length_m = 0.0, fall_m = 0.0;  ///< fall: how far the outlet's bottom lies below the inlet's
    double manning = 0.0, entrance_loss = 0.0, exit_loss = 0.0;
    int inlet_form = 1; ///< 1: with the critical head, 2: without
    double k = 0.0, m = 0.0, c = 0.0, y = 0.0, slope_share = 0.0;
};

/// Discharge through a barrel under inlet and outlet control; the lower one governs.
///
/// Inlet control, with x = 1.811 Q / (A D^(1/2)):
///     HW/D = H_c/D + K x^M + k_s S (form 1) or K x^M (form 2)  up to x = 3.5
///     HW/D = c x² + Y + k_s S                                  from x = 4, straight between
/// Outlet control:
///     HW + fall − max(TW, (d_c + min(HW, D)) / 2) = (k_e + k_x + 2 g n² L / R^(4/3)) V² / (2 g)
/// with the section at the depth min(HW, D): full as soon as the inlet is submerged.
/// Source: FHWA 2012, Hydraulic Design of Highway Culverts (HDS-5), 3rd edition, appendix A and section 3.1.
class Barrel {
  public:
    explicit Barrel(BarrelShape const& shape);

    /// @param headwater_m energy over the inlet's bottom; @param tailwater_m level over the outlet's
    double discharge(double headwater_m, double tailwater_m) const;

    double inlet_headwater(double q_m3ps) const;
    double inlet_discharge(double headwater_m) const;
    double outlet_discharge(double headwater_m, double tailwater_m) const;
    double critical_depth(double q_m3ps) const;
    BarrelSection section(double depth_m) const;

  private:
    double unsubmerged(double x) const;
    double submerged(double x) const;
    double slope_term() const;

    BarrelShape shape_;
    double full_area_m2_;
    std::vector<double> critical_q_m3ps_; ///< at evenly spaced depths
};

} // namespace jumelle::flood
