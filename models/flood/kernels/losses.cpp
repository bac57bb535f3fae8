#include "models/flood/kernels/losses.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jumelle::flood {

namespace {

/// More than all roundings of the sum below can add up to, relative to its largest term.
constexpr double rounding_margin = 4.0 * std::numeric_limits<double>::epsilon();

template <class T>
JUMELLE_INLINE void available(T const* h_m, T const* rest_m, double const* gain_m, double* water_m,
                              Span span) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        double const h =
            static_cast<double>(h_m[i]) + (rest_m == nullptr ? 0.0 : static_cast<double>(rest_m[i]));
        double const margin = rounding_margin * (std::abs(h) + std::abs(gain_m[i]));
        water_m[i] = std::max(h + gain_m[i] - margin, 0.0);
    }
}

/// Infiltrated depth F(P) of the curve number method, with I_a = initial · room.
JUMELLE_INLINE double kept_of(double rain_m, double room_m, double initial) {
    constexpr double smallest_room_m = 1e-12; // only keeps 0 / 0 away
    double const first = initial * room_m;
    double const beyond = std::max(rain_m - first, 0.0);
    return std::min(rain_m, first) + beyond * room_m / std::max(beyond + room_m, smallest_room_m);
}

} // namespace

JUMELLE_KERNEL void water_for_losses(double const* h_m, double const* rest_m, double const* gain_m,
                                     double* water_m, Span span) {
    available(h_m, rest_m, gain_m, water_m, span);
}
JUMELLE_KERNEL void water_for_losses(float const* h_m, float const* rest_m, double const* gain_m,
                                     double* water_m, Span span) {
    available(h_m, rest_m, gain_m, water_m, span);
}

JUMELLE_KERNEL void green_ampt_row(GreenAmptRow const& soil, LossRow const& row, Span span, double dt_s) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        double const water = row.water_m[i], before = soil.infiltrated_m[i];
        double const k = dt_s * static_cast<double>(soil.conductivity_mps[i]);
        double const pull =
            static_cast<double>(soil.suction_m[i]) + water * static_cast<double>(soil.deficit[i]);
        double const root = std::sqrt(k * k + 4.0 * (before * before + k * (before + 2.0 * pull)));
        double const possible = std::max(0.5 * (k + root) - before, 0.0);
        double const taken = std::min(possible, water);
        double const dried = water > 0.0 ? 0.0 : dt_s * static_cast<double>(soil.recovery_mps[i]);
        soil.infiltrated_m[i] = std::max(before + taken - dried, 0.0);
        row.taken_m[i] = taken;
    }
}

JUMELLE_KERNEL void horton_row(HortonRow const& soil, LossRow const& row, Span span, HortonStep const& step) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        double const water = row.water_m[i], before = soil.excess_m[i];
        double const last = static_cast<double>(soil.final_mps[i]) * step.dt_s;
        double const room =
            (static_cast<double>(soil.first_mps[i]) - static_cast<double>(soil.final_mps[i])) /
                step.decay_per_s -
            before;
        double const taken = std::min(last + std::max(room, 0.0) * step.gained, water);
        double const after = before + std::max(taken - last, 0.0);
        soil.excess_m[i] = water > 0.0 ? after : before * step.kept_dry;
        row.taken_m[i] = taken;
    }
}

JUMELLE_KERNEL void curve_number_row(CurveNumberRow const& soil, RainRow const& rain, LossRow const& row,
                                     Span span, CurveNumberStep const& step) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        double const dry_room = static_cast<double>(soil.retention_m[i]);
        double const dried = step.dried_s * static_cast<double>(soil.drying_ps[i]);
        double const room = std::min(soil.room_m[i] + dried * dry_room, dry_room);
        bool const new_event = dried > new_event_share;
        double const event_room = new_event ? room : soil.event_room_m[i];
        double const before = new_event ? 0.0 : soil.event_rain_m[i];
        double const own = std::min(static_cast<double>(rain.share[i]), 1.0);
        double const after = before + own * rain_depth(rain, i);
        double const kept =
            kept_of(after, event_room, step.initial_share) - kept_of(before, event_room, step.initial_share);
        double const taken = std::min(static_cast<double>(soil.open_share[i]) * kept, row.water_m[i]);
        soil.room_m[i] = std::max(room - kept, 0.0);
        soil.event_room_m[i] = event_room;
        soil.event_rain_m[i] = after;
        row.taken_m[i] = taken;
    }
}

JUMELLE_KERNEL void constant_row(float const* factor, LossRow const& row, Span span, double times) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        row.taken_m[i] = std::min(times * static_cast<double>(factor[i]), row.water_m[i]);
    }
}

} // namespace jumelle::flood
