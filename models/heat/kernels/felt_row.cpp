#include "models/heat/kernels/felt_row.hpp"

#include "models/heat/kernels/sky_slope.hpp"

namespace jumelle::heat {

namespace {

constexpr double sides_of_cube = 4.0;
constexpr double least_hidden = 0.005; // less: rounding of the sums would be all there is

JUMELLE_INLINE double above_zero(double value) {
    return value > 0.0 ? value : 0.0;
}

JUMELLE_INLINE SixFluxes fluxes_of(FeltSky const& sky, FeltRow const& row, Index i, double lit) {
    auto const seen = static_cast<double>(row.sky[i]), all_side = static_cast<double>(row.side_sky[i]);
    double const crowns = sky.taken * static_cast<double>(row.crowns[i]);
    auto const open = static_cast<double>(row.side_open[i]);
    double const closed = 0.5 - all_side, of_crowns = all_side - open;
    double const hidden = 1.0 - seen > least_hidden ? 1.0 - seen : least_hidden, per_hidden = 1.0 / hidden;
    SixFluxes made;
    made.shortwave_down = static_cast<double>(row.down_short[i]);
    made.longwave_down = static_cast<double>(row.down_long[i]);
    double const short_closed = per_hidden * above_zero(made.shortwave_down - lit * sky.beam_down_wpm2 -
                                                        (seen - crowns) * sky.diffuse_wpm2);
    double const long_closed =
        per_hidden *
        above_zero(made.longwave_down - (seen - crowns) * sky.longwave_wpm2 -
                   sky.low_sky_wpm2 * low_sky_of_level(seen - crowns) - crowns * sky.crowns_wpm2);
    auto const skin_k = static_cast<double>(row.skin_k[i]);
    double const emissivity = row.emissivity_of[row.material[i]];
    made.shortwave_up = static_cast<double>(row.albedo[i]) * made.shortwave_down;
    made.longwave_up = emissivity * (stefan_boltzmann * skin_k * skin_k * skin_k * skin_k) +
                       (1.0 - emissivity) * made.longwave_down;
    made.shortwave_sides =
        sides_of_cube * (open * sky.diffuse_wpm2 + closed * short_closed + 0.5 * made.shortwave_up);
    made.longwave_sides =
        sides_of_cube * (open * sky.longwave_wpm2 + sky.low_sky_wpm2 * low_sky_of_upright(open) +
                         of_crowns * sky.crowns_wpm2 + closed * long_closed + 0.5 * made.longwave_up);
    made.beam_side = lit * sky.beam_side_wpm2;
    return made;
}

} // namespace

JUMELLE_KERNEL void feel_radiation(FeltSky const& given_sky, Posture const& given_posture,
                                   FeltRow const& given) {
    FeltSky const sky = given_sky;
    Posture const posture = given_posture;
    FeltRow const row = given;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        double const lit = static_cast<double>(row.lit[i]);
        row.radiant_c[i] = static_cast<float>(
            mean_radiant_temperature_k(fluxes_of(sky, row, i, lit), posture) - zero_celsius_k);
    }
}

JUMELLE_KERNEL Index feel_weather(UtciCurves const& curves, Index first, FeltRow const& row) {
    float const *const radiant_c = row.radiant_c, *const building_m = row.building_m;
    float const *const lowest_c = curves.lowest_c.data() + first, *const highest_c =
                                                                      curves.highest_c.data() + first;
    double const* const air_c = curves.air_c.data() + first;
    std::array<double const*, utci_degree + 1> power;
    for (std::size_t d = 0; d < power.size(); ++d) power[d] = curves.powers[d].data() + first;
    float* const utci_c = row.utci_c;
    Index const cells = row.cells;
    std::int32_t outside = 0;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < cells; ++i) {
        double const d = static_cast<double>(radiant_c[i]) - air_c[i];
        // NOLINTBEGIN(readability-magic-numbers): six times the same; a loop would not be vectorised
        double const p4 = (power[6][i] * d + power[5][i]) * d + power[4][i];
        double const p1 = ((p4 * d + power[3][i]) * d + power[2][i]) * d + power[1][i];
        // NOLINTEND(readability-magic-numbers)
        utci_c[i] = static_cast<float>(air_c[i] + (p1 * d + power[0][i]));
        std::int32_t const counted = building_m[i] > 0.0F ? 0 : 1;
        outside += radiant_c[i] < lowest_c[i] ? counted : 0;
        outside += radiant_c[i] > highest_c[i] ? counted : 0;
    }
    return static_cast<Index>(outside);
}

JUMELLE_KERNEL float largest_of(float const* values, Index cells) {
    float largest = lowest_felt_c;
    for (Index i = 0; i < cells; ++i) largest = values[i] > largest ? values[i] : largest;
    return largest;
}

JUMELLE_KERNEL void keep_time_above(float threshold_c, float length_s, float const* utci_c, Index cells,
                                    float* sum_s) {
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < cells; ++i) sum_s[i] += utci_c[i] > threshold_c ? length_s : 0.0F;
}

JUMELLE_KERNEL void keep_excess(float threshold_c, float length_s, float const* utci_c, Index cells,
                                float* sum_ks) {
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < cells; ++i) {
        float const excess_k = utci_c[i] - threshold_c;
        sum_ks[i] += excess_k > 0.0F ? excess_k * length_s : 0.0F;
    }
}

JUMELLE_KERNEL void keep_largest(float const* now, Index cells, float* largest) {
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < cells; ++i) largest[i] = now[i] > largest[i] ? now[i] : largest[i];
}

JUMELLE_KERNEL void keep_sum(float length_s, float const* now, Index cells, float* sum) {
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < cells; ++i) sum[i] += length_s * now[i];
}

} // namespace jumelle::heat
