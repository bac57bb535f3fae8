#include "models/heat/kernels/utci_curves.hpp"

namespace jumelle::heat {

void make_curves(UtciPlaces& places, Index given_count, UtciCurves& curves) noexcept {
    constexpr double lowest_k = -30.0, highest_k = 70.0; // Tmrt − Ta of the polynomial
    constexpr float never_c = 1.0e6F;                    // colder than this is everybody
    constexpr Index whole = 8;
    Index count = given_count;
    for (; count % whole != 0; ++count) {
        auto const i = static_cast<std::size_t>(count);
        for (auto* const lane : {&places.air_c, &places.wind10_mps, &places.vapour_hpa})
            (*lane)[i] = (*lane)[i - 1];
    }
    utci_powers(places.air_c, places.wind10_mps, places.vapour_hpa, count, curves.powers);
    curves.air_c = places.air_c;
    for (Index l = 0; l < given_count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        bool const fits = utci_weather_range({places.air_c[i], places.wind10_mps[i], places.vapour_hpa[i]}) ==
                          UtciRange::inside;
        curves.lowest_c[i] = fits ? static_cast<float>(places.air_c[i] + lowest_k) : never_c;
        curves.highest_c[i] = fits ? static_cast<float>(places.air_c[i] + highest_k) : never_c;
    }
}

namespace {

template <class T>
JUMELLE_INLINE void spread(std::array<T, utci_lanes> const& places,
                           std::array<std::int32_t, utci_lanes> const& place, Index count,
                           std::array<T, utci_lanes>& cells) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
        cells[i] = places[static_cast<std::size_t>(place[i])];
}

} // namespace

void spread_curves(UtciCurves const& places, std::array<std::int32_t, utci_lanes> const& place, Index count,
                   UtciCurves& cells) noexcept {
    spread(places.air_c, place, count, cells.air_c);
    for (std::size_t i = 0; i < cells.powers.size(); ++i)
        spread(places.powers[i], place, count, cells.powers[i]);
    spread(places.lowest_c, place, count, cells.lowest_c);
    spread(places.highest_c, place, count, cells.highest_c);
}

} // namespace jumelle::heat
