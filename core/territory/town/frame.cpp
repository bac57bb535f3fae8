#include "core/territory/town/frame.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::town {

namespace {

constexpr Point default_corner{700000.0, 6600000.0};
constexpr double turn_limit = 0.3;    // of the river against the longer side [rad], in a square territory
constexpr double offset_limit = 0.08; // of the river from the middle, per shorter side
constexpr double meander_length_1km_m = 620.0, meander_exponent = 0.6, meander_amplitude = 0.06;
constexpr double second_wave_length = 0.57, first_share = 0.7, second_share = 0.3;
constexpr double meander_reach = 5.0; // amplitudes away from the river at which streets no longer follow it
// Octaves of the warp: lattice spacing, and the amplitude per spacing. The map shrinks or stretches areas
// by 0.4 … 1.8 with them (the tests look for folds).
constexpr double fine_spacing_m = 170.0, middle_spacing_m = 700.0;
constexpr double coarse_share = 0.3, coarse_floor_m = 150.0, coarse_ceiling_m = 3000.0;
constexpr double coarse_ratio = 0.30, middle_ratio = 0.10, fine_ratio = 0.16;
constexpr double middle_from_size_m = 3000.0;
constexpr double margin_m = 30.0;
constexpr double inverse_tolerance_m = 1e-4;
constexpr int inverse_steps = 80;

} // namespace

Point corner_of(TownOptions const& options) {
    return options.north_west.value_or(default_corner);
}

Frame::Frame(TownOptions const& options) : width_m_(options.width_m), height_m_(options.height_m) {
    auto const layout = layout_of(options);
    auto const corner = corner_of(options);
    middle_ = {corner.x_m + width_m_ / 2.0, corner.y_m - height_m_ / 2.0};
    auto const random = random_for(options.seed, Purpose::layout);
    double angle = random.uniform(0, -turn_limit, turn_limit) * layout.size_m / layout.long_size_m;
    if (width_m_ < height_m_) angle -= std::numbers::pi / 2.0;
    if (random.uniform(1) < 0.5) angle += std::numbers::pi;
    along_ = {std::cos(angle), std::sin(angle)};
    offset_m_ = random.uniform(2, -offset_limit, offset_limit) * layout.size_m;

    double const length_m = meander_length_1km_m * std::pow(layout.size_m / 1000.0, meander_exponent);
    double const amplitude_m = meander_amplitude * length_m;
    double const turn = 2.0 * std::numbers::pi;
    meander_[0] = {first_share * amplitude_m, turn / length_m, random.uniform(3, 0.0, turn)};
    meander_[1] = {second_share * amplitude_m, turn / (second_wave_length * length_m),
                   random.uniform(4, 0.0, turn)};
    meander_reach_m_ = meander_reach * amplitude_m;

    auto const warp = random_for(options.seed, Purpose::warp);
    double shift_m = amplitude_m;
    auto const add_octave = [&](double spacing_m, double ratio) {
        warp_.emplace_back(warp, warp_.size(), spacing_m);
        warp_amplitude_m_.push_back(ratio * spacing_m);
        shift_m += ratio * spacing_m;
    };
    add_octave(std::clamp(coarse_share * layout.size_m, coarse_floor_m, coarse_ceiling_m), coarse_ratio);
    add_octave(fine_spacing_m, fine_ratio);
    if (layout.size_m > middle_from_size_m) add_octave(middle_spacing_m, middle_ratio);

    double const c = std::abs(along_.x_m), s = std::abs(along_.y_m);
    reach_p_m_ = (width_m_ * c + height_m_ * s) / 2.0 + shift_m + margin_m;
    reach_q_m_ = (width_m_ * s + height_m_ * c) / 2.0 + shift_m + margin_m + std::abs(offset_m_);
}

PlanPoint Frame::turned(Point relative_ground) const {
    auto const [x, y] = relative_ground;
    return {x * along_.x_m + y * along_.y_m, y * along_.x_m - x * along_.y_m - offset_m_};
}

PlanPoint Frame::shift_at(PlanPoint place) const {
    double meander_m = 0.0;
    for (auto const& wave : meander_) {
        meander_m += wave.amplitude_m * std::sin(wave.wave_number * place.p_m + wave.phase);
    }
    double const distance = place.q_m / meander_reach_m_;
    PlanPoint shift{0.0, -meander_m * std::exp(-distance * distance)};
    for (std::size_t octave = 0; octave < warp_.size(); ++octave) {
        auto const noise = warp_[octave].at(place.p_m, place.q_m);
        shift.p_m += warp_amplitude_m_[octave] * noise[0];
        shift.q_m += warp_amplitude_m_[octave] * noise[1];
    }
    return shift;
}

PlanPoint Frame::to_plan(Point ground) const {
    auto const place = turned(relative(ground));
    auto const shift = shift_at(place);
    return {place.p_m + shift.p_m, place.q_m + shift.q_m};
}

Point Frame::to_ground(PlanPoint plan) const {
    PlanPoint const place{plan.p_m, plan.q_m + offset_m_};
    return to_ground(plan, {middle_.x_m + place.p_m * along_.x_m - place.q_m * along_.y_m,
                            middle_.y_m + place.p_m * along_.y_m + place.q_m * along_.x_m});
}

Point Frame::to_ground(PlanPoint plan, Point guess) const {
    auto place = turned(relative(guess));
    for (int step = 0; step < inverse_steps; ++step) {
        auto const shift = shift_at(place);
        PlanPoint const next{plan.p_m - shift.p_m, plan.q_m - shift.q_m};
        double const change = std::abs(next.p_m - place.p_m) + std::abs(next.q_m - place.q_m);
        place = next;
        if (change < inverse_tolerance_m) break;
    }
    double const across = place.q_m + offset_m_;
    return {middle_.x_m + place.p_m * along_.x_m - across * along_.y_m,
            middle_.y_m + place.p_m * along_.y_m + across * along_.x_m};
}

bool Frame::inside(Point ground) const {
    auto const from_middle = relative(ground);
    return std::abs(from_middle.x_m) < width_m_ / 2.0 && std::abs(from_middle.y_m) < height_m_ / 2.0;
}

} // namespace jumelle::town
