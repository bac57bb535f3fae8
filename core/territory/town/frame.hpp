#pragma once

#include <array>
#include <vector>

#include "core/territory/town/layout.hpp"

namespace jumelle::town {

/// A position in the plan: `p` along the river, growing downstream, `q` across it; the river's centre line is
/// `q = 0` and the town's centre (0, 0). Streets are straight in the plan and bend on the ground.
struct PlanPoint {
    double p_m = 0.0;
    double q_m = 0.0;
};

/// The smooth one-to-one map between the ground and the plan: turned so that the river runs along the longer
/// side, and warped so that it meanders and streets curve.
class Frame {
  public:
    explicit Frame(TownOptions const& options);

    PlanPoint to_plan(Point ground) const;
    /// The inverse of to_plan(), to 1 mm.
    Point to_ground(PlanPoint plan) const;
    /// Inverse with a first guess, which saves most of the work where one is known.
    Point to_ground(PlanPoint plan, Point guess) const;
    /// Coordinates on the ground relative to the middle of the territory [m].
    Point relative(Point ground) const { return {ground.x_m - middle_.x_m, ground.y_m - middle_.y_m}; }
    /// Half the lengths, in p and q, of a rectangle of the plan that holds the whole territory.
    double reach_p_m() const { return reach_p_m_; }
    double reach_q_m() const { return reach_q_m_; }
    /// Whether a place lies in the territory.
    bool inside(Point ground) const;
    Point middle() const { return middle_; }
    double width_m() const { return width_m_; }
    double height_m() const { return height_m_; }

  private:
    struct Wave {
        double amplitude_m, wave_number, phase;
    };
    PlanPoint turned(Point relative_ground) const;
    PlanPoint shift_at(PlanPoint turned_place) const;

    double width_m_, height_m_;
    Point middle_;
    Point along_;     ///< unit vector downstream
    double offset_m_; ///< of the river from the middle
    double meander_reach_m_ = 0.0;
    std::array<Wave, 2> meander_{};
    std::vector<SmoothNoise> warp_;
    std::vector<double> warp_amplitude_m_;
    double reach_p_m_ = 0.0, reach_q_m_ = 0.0;
};

/// The north-west corner that a town without a given one has.
Point corner_of(TownOptions const& options);

} // namespace jumelle::town
