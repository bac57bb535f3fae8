#pragma once

#include <vector>

#include "core/territory/town/frame.hpp"

namespace jumelle::town {

/// The bare ground before kerbs: a river bed with banks that falls all along, a flood plain, valley sides
/// with dry valleys (thalwegs) that run to the river, and low hills. Going towards the river along a thalweg,
/// or from a ridge to its thalweg, the ground falls; the hills are gentler than that fall.
class Terrain {
  public:
    Terrain(TownOptions const& options, Frame const& frame);

    /// Height at a place given both on the ground and in the plan [m].
    double height_m(Point relative_ground, PlanPoint plan) const;
    /// Top of the banks where the river is `p_m` along [m].
    double bank_top_m(double p_m) const { return base_m_ - layout_.river_slope * p_m; }
    /// Whether a place lies on the river's bed (the water class), at this cell size never narrower than lets
    /// the cells of the bed touch side by side.
    bool in_river(PlanPoint plan) const { return plan.q_m < bed_half_m_ && plan.q_m > -bed_half_m_; }
    /// 0 in a dry valley … 1 on a ridge.
    double ridge_share(PlanPoint plan) const;
    std::vector<CrossLine> const& lines(int side) const { return side > 0 ? left_ : right_; }

  private:
    double hills_m(Point relative_ground, double from_plain_m) const;

    Layout layout_;
    double base_m_;
    double bed_half_m_;
    double step_m_, first_m_;
    std::vector<CrossLine> left_, right_; ///< q > 0, q < 0
    std::vector<SmoothNoise> hills_;
    std::vector<double> hill_amplitude_m_;
};

} // namespace jumelle::town
