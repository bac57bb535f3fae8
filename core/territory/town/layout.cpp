#include "core/territory/town/layout.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

// The look of the town, found by looking at pictures of it; a size named `x_1km` is that of a town of 1 km.
constexpr double reference_size_m = 1000.0;
constexpr double river_half_floor_m = 3.0, river_half_1km_m = 6.0, river_half_exponent = 0.6;
constexpr double bank_floor_m = 4.0, bank_per_half_width = 0.3;
constexpr double quay_street_half_m = 8.0;
constexpr double depth_floor_m = 1.2, depth_per_half_width = 0.12, depth_ceiling_m = 5.0;
constexpr double river_slope_1km = 0.0015, river_slope_exponent = -0.25;
constexpr double valley_slope_1km = 0.020, valley_slope_exponent = -0.35;
constexpr double flood_plain_share = 0.10, flood_plain_floor_m = 30.0, flood_plain_ceiling_m = 400.0;
constexpr double line_spacing_1km_m = 450.0, line_spacing_exponent = 0.45;
constexpr double ridge_slope = 0.02; // mean fall from a ridge to its dry valley, in a town of 1 km
constexpr double centre_share = 0.32, centre_ceiling_m = 2500.0;
constexpr double ring_share = 0.30, ring_ceiling_m = 900.0;
constexpr double kerb_height_m = 0.12;
constexpr double position_jitter = 0.2; // of the spacing between lines
constexpr double tilt_share = 0.25;     // of the spacing that a line may lean by at the border

} // namespace

Layout layout_of(TownOptions const& options) {
    Layout made;
    made.size_m = std::min(options.width_m, options.height_m);
    made.long_size_m = std::max(options.width_m, options.height_m);
    double const scale = made.size_m / reference_size_m;
    made.river_half_m = river_half_floor_m + river_half_1km_m * std::pow(scale, river_half_exponent);
    made.bank_m = bank_floor_m + bank_per_half_width * made.river_half_m;
    made.quay_m = made.river_half_m + made.bank_m + quay_street_half_m;
    made.river_depth_m = std::min(depth_floor_m + depth_per_half_width * made.river_half_m, depth_ceiling_m);
    double const long_scale = made.long_size_m / reference_size_m;
    made.river_slope = river_slope_1km * std::pow(long_scale, river_slope_exponent);
    made.valley_slope = valley_slope_1km * std::pow(scale, valley_slope_exponent);
    made.flood_plain_m =
        std::clamp(flood_plain_share * made.size_m, flood_plain_floor_m, flood_plain_ceiling_m);
    made.line_spacing_m = line_spacing_1km_m * std::pow(scale, line_spacing_exponent);
    made.ridge_m = ridge_slope * std::pow(scale, valley_slope_exponent) * made.line_spacing_m / 2.0;
    made.centre_m = std::min(centre_share * made.size_m, centre_ceiling_m);
    made.ring_m = std::min(ring_share * made.size_m, ring_ceiling_m);
    made.kerb_m = kerb_height_m;
    return made;
}

std::vector<CrossLine> cross_lines(TownOptions const& options, int side, double reach_m, double depth_m) {
    auto const layout = layout_of(options);
    auto const random = random_for(options.seed, Purpose::cross_streets);
    double const step_m = layout.line_spacing_m / 2.0;
    double const tilt_limit = tilt_share * step_m / depth_m;
    // One more on either side than can be seen, so that every place lies between two lines.
    auto const last = static_cast<std::int64_t>(std::ceil(reach_m / step_m)) + 1;
    std::vector<CrossLine> lines;
    for (std::int64_t k = -last; k <= last; ++k) {
        bool const thalweg = k % 2 != 0;
        auto const position = static_cast<std::uint64_t>(k + (std::int64_t{1} << 32)) * 8;
        std::uint64_t const side_offset = side > 0 ? 1 : 2;
        double const shift =
            random.uniform(position + (thalweg ? side_offset : 0), -0.5, 0.5) * position_jitter;
        double const tilt = random.uniform(position + 4 + side_offset, -tilt_limit, tilt_limit);
        lines.push_back({(static_cast<double>(k) + shift) * step_m, tilt, thalweg});
    }
    return lines;
}

} // namespace jumelle::town
