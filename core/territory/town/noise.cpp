#include "core/territory/town/noise.hpp"

#include <cmath>

namespace jumelle::town {

namespace {

constexpr std::int64_t period = 128; // lattice points a side before the noise repeats; a power of two

/// Weights of the four lattice points around a place: the uniform cubic B-spline.
std::array<double, 4> spline_weights(double t) {
    constexpr double sixth = 1.0 / 6.0;
    double const u = 1.0 - t;
    return {u * u * u * sixth, (3.0 * t * t * t - 6.0 * t * t + 4.0) * sixth,
            (3.0 * u * u * u - 6.0 * u * u + 4.0) * sixth, t * t * t * sixth};
}

} // namespace

SmoothNoise::SmoothNoise(RandomStream const& random, std::uint64_t octave, double spacing_m)
    : spacing_m_(spacing_m), lattice_(static_cast<std::size_t>(period * period)) {
    std::uint64_t position = octave * 2 * static_cast<std::uint64_t>(period * period);
    for (auto& pair : lattice_) {
        for (auto& value : pair) value = random.uniform(position++, -1.0, 1.0);
    }
}

SmoothNoise::Pair SmoothNoise::at(double x_m, double y_m) const {
    double const x = x_m / spacing_m_, y = y_m / spacing_m_;
    double const x_floor = std::floor(x), y_floor = std::floor(y);
    auto const weights_x = spline_weights(x - x_floor), weights_y = spline_weights(y - y_floor);
    auto const column = static_cast<std::int64_t>(x_floor) - 1, row = static_cast<std::int64_t>(y_floor) - 1;
    Pair sum{0.0, 0.0};
    for (std::int64_t j = 0; j < 4; ++j) {
        auto const line = ((row + j) & (period - 1)) * period;
        for (std::int64_t i = 0; i < 4; ++i) {
            auto const& pair = lattice_[static_cast<std::size_t>(line + ((column + i) & (period - 1)))];
            double const weight =
                weights_y[static_cast<std::size_t>(j)] * weights_x[static_cast<std::size_t>(i)];
            sum[0] += weight * pair[0];
            sum[1] += weight * pair[1];
        }
    }
    return sum;
}

} // namespace jumelle::town
