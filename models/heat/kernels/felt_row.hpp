#pragma once

#include <cstdint>

#include "models/heat/kernels/utci_curves.hpp"

namespace jumelle::heat {

/// What comes from above, the same for all cells [W/m²].
struct FeltSky {
    double diffuse_wpm2 = 0.0, longwave_wpm2 = 0.0;
    double crowns_wpm2 = 0.0;                          ///< longwave of leaves
    double beam_down_wpm2 = 0.0, beam_side_wpm2 = 0.0; ///< through a level face, and one turned to the sun
    double taken = 1.0;                                ///< share of light that crowns take
    double low_sky_wpm2 = 0.0;                         ///< how much warmer the sky is low down
};

/// Cells of a row that stand side by side. The same index is the same cell in all.
struct FeltRow {
    float const *sky = nullptr, *crowns = nullptr;           ///< views of a level plane [0 … 1]
    float const *side_sky = nullptr, *side_open = nullptr;   ///< of a vertical one, without and with crowns
    float const* lit = nullptr;                              ///< share of the beam
    float const *down_short = nullptr, *down_long = nullptr; ///< what arrived at the ground [W/m²]
    float const *skin_k = nullptr, *albedo = nullptr;        ///< of the ground
    float const* building_m = nullptr;                       ///< above 0: nobody is counted there
    std::uint8_t const* material = nullptr;
    double const* emissivity_of = nullptr; ///< of each material
    float *radiant_c = nullptr, *utci_c = nullptr;
    Index cells = 0;
};

/// Colder than anybody feels [°C].
inline constexpr float lowest_felt_c = -1.0e6F;

/// Mean radiant temperature of a row. A vertical plane takes from the sky its view of it, from the ground
/// half of what the ground gives back, and from what stands before the sky
///
///     E = (E_down − beam − open · E_sky − crowns · E_leaves) / (1 − sky)
///
/// which is what a level plane gets from there (`mean_radiant_temperature_k` puts the faces together).
void feel_radiation(FeltSky const& sky, Posture const& posture, FeltRow const& row);

/// UTCI of cells, each by its own curve: that of the row's first cell stands at `first`.
/// @returns number of cells without buildings for whose weather or Tmrt the polynomial was not fitted
/// @pre first + row.cells <= utci_lanes
Index feel_weather(UtciCurves const& curves, Index first, FeltRow const& row);

/// Largest of a row, or `lowest_felt_c`.
float largest_of(float const* values, Index cells);
/// sum += length · [UTCI > threshold]
void keep_time_above(float threshold_c, float length_s, float const* utci_c, Index cells, float* sum_s);
/// sum += length · max(0, UTCI − threshold)
void keep_excess(float threshold_c, float length_s, float const* utci_c, Index cells, float* sum_ks);
/// largest = max(largest, now);  sum += length · now, where a sum is kept
void keep_largest(float const* now, Index cells, float* largest);
void keep_sum(float length_s, float const* now, Index cells, float* sum);

} // namespace jumelle::heat
