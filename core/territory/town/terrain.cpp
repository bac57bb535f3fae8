#include "core/territory/town/terrain.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

constexpr double base_height_m = 40.0;   // above the datum, of the banks at the town's centre
constexpr double cells_across_bed = 2.2; // a strip of √2 cells touches side by side; the map may squeeze it
constexpr double plain_slope_share = 0.2; // slope of the flood plain per slope of the valley's sides
constexpr double ridge_reach_share = 0.25, ridge_reach_ceiling_m = 500.0;
constexpr double foot_share = 0.15, foot_ceiling_m = 400.0; // how gently plain turns into valley side
// Hills: lattice spacing and amplitude per (valley slope × spacing); 1.5 times the sum stays below 1, so that
// the ground still falls towards the river.
constexpr double coarse_share = 0.3, middle_spacing_m = 220.0, fine_spacing_m = 70.0;
constexpr double coarse_ratio = 0.22, middle_ratio = 0.26, fine_ratio = 0.17;

double smooth_step(double t) {
    double const clamped = std::clamp(t, 0.0, 1.0);
    return clamped * clamped * (3.0 - 2.0 * clamped);
}

/// 0 for x < 0, then a parabola over `width`, then a line of slope 1.
double smooth_hinge(double x, double width) {
    if (x <= 0.0) return 0.0;
    return x < width ? x * x / (2.0 * width) : x - width / 2.0;
}

} // namespace

Terrain::Terrain(TownOptions const& options, Frame const& frame)
    : layout_(layout_of(options)),
      base_m_(base_height_m),
      bed_half_m_(std::max(layout_.river_half_m, cells_across_bed / 2.0 * options.cell_m)),
      step_m_(layout_.line_spacing_m / 2.0),
      left_(cross_lines(options, +1, frame.reach_p_m(), frame.reach_q_m())),
      right_(cross_lines(options, -1, frame.reach_p_m(), frame.reach_q_m())) {
    std::size_t const before_middle = left_.size() / 2;
    first_m_ = -static_cast<double>(before_middle) * step_m_;
    auto const random = random_for(options.seed, Purpose::terrain);
    auto const add_octave = [&](double spacing_m, double ratio) {
        hills_.emplace_back(random, hills_.size(), spacing_m);
        hill_amplitude_m_.push_back(ratio * layout_.valley_slope * spacing_m);
    };
    add_octave(coarse_share * layout_.size_m, coarse_ratio);
    add_octave(middle_spacing_m, middle_ratio);
    add_octave(fine_spacing_m, fine_ratio);
}

double Terrain::ridge_share(PlanPoint plan) const {
    auto const& side = lines(plan.q_m >= 0.0 ? +1 : -1);
    auto const beyond = [&](CrossLine const& line) { return plan.p_m - line.p0_m - line.tilt * plan.q_m; };
    auto const last = static_cast<Index>(side.size()) - 2;
    auto k = std::clamp(static_cast<Index>(std::floor((plan.p_m - first_m_) / step_m_)), Index{0}, last);
    while (k > 0 && beyond(side[static_cast<std::size_t>(k)]) < 0.0) --k;
    while (k < last && beyond(side[static_cast<std::size_t>(k) + 1]) >= 0.0) ++k;
    auto const& west = side[static_cast<std::size_t>(k)];
    double const from_west = beyond(west);
    double const to_east = -beyond(side[static_cast<std::size_t>(k) + 1]);
    double const share = std::clamp(from_west / (from_west + to_east), 0.0, 1.0);
    return west.thalweg ? share : 1.0 - share;
}

double Terrain::hills_m(Point place, double from_plain_m) const {
    if (from_plain_m <= 0.0) return 0.0;
    double sum_m = 0.0;
    for (std::size_t octave = 0; octave < hills_.size(); ++octave) {
        sum_m += hill_amplitude_m_[octave] * hills_[octave].at(place.x_m, place.y_m)[0];
    }
    return sum_m * std::min(from_plain_m / (0.25 * layout_.size_m), 1.0);
}

double Terrain::height_m(Point relative_ground, PlanPoint plan) const {
    double const distance_m = std::abs(plan.q_m);
    double const top_m = bank_top_m(plan.p_m);
    if (distance_m < bed_half_m_) return top_m - layout_.river_depth_m;
    double const bank_m = std::max(layout_.bank_m, 1.0);
    double const from_bank_m = distance_m - bed_half_m_ - bank_m;
    if (from_bank_m <= 0.0) {
        double const up = smooth_step((distance_m - bed_half_m_) / bank_m);
        return top_m - layout_.river_depth_m * (1.0 - up);
    }
    double const from_plain_m = from_bank_m - layout_.flood_plain_m;
    double const foot_m = std::min(foot_share * layout_.size_m, foot_ceiling_m);
    double const rise_m =
        layout_.valley_slope *
        (plain_slope_share * from_bank_m + (1.0 - plain_slope_share) * smooth_hinge(from_plain_m, foot_m));
    double const ridge_reach_m = std::min(ridge_reach_share * layout_.size_m, ridge_reach_ceiling_m);
    double const ridge_m =
        layout_.ridge_m * (1.0 - std::exp(-from_bank_m / ridge_reach_m)) * smooth_step(ridge_share(plan));
    return top_m + rise_m + ridge_m + hills_m(relative_ground, from_plain_m);
}

} // namespace jumelle::town
