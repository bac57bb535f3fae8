#include "core/territory/land_cover.hpp"

#include <array>

#include "core/parallel/loops.hpp"

namespace jumelle {

namespace {

// Friction: Chow 1959, Open-Channel Hydraulics, table 5-6, the column of normal values.
// Radiation: T = Broadbent et al. 2019 (TARGET), Geosci. Model Dev. 12, 785; S = Lindberg et al. 2008 and the
// material list of SOLWEIG; Oke 1987, Boundary Layer Climates, table 1.1.
// Sealing: 1 and 0 by definition; paving and gardens by the runoff coefficients of DWA-M 153 (2007), table 2.
constexpr char const* by_definition = "by definition";
constexpr char const* target = "TARGET (Broadbent et al. 2019)";
constexpr char const* solweig = "SOLWEIG material list (Lindberg et al. 2008)";

constexpr std::array<LandCoverClass, 9> classes{{
    {LandCover::building,
     "building",
     {0.015, "Chow 1959, table 5-6: concrete, float finish (a roof)"},
     {1.0, by_definition},
     {0.15, target},
     {0.90, target}},
    {LandCover::asphalt,
     "asphalt",
     {0.016, "Chow 1959, table 5-6: asphalt, rough"},
     {1.0, by_definition},
     {0.08, target},
     {0.95, "Oke 1987, table 1.1"}},
    {LandCover::paved,
     "paved",
     {0.020, "Chow 1959, table 5-6: random stone in mortar"},
     {0.75, "DWA-M 153, table 2: paving with tight joints"},
     {0.20, target},
     {0.94, target}},
    {LandCover::grass,
     "grass",
     {0.030, "Chow 1959, table 5-6: flood plain, short grass"},
     {0.0, by_definition},
     {0.19, target},
     {0.98, target}},
    {LandCover::dry_grass,
     "dry_grass",
     {0.035, "Chow 1959, table 5-6: flood plain, high grass"},
     {0.0, by_definition},
     {0.19, target},
     {0.98, target}},
    {LandCover::bare_soil,
     "bare_soil",
     {0.030, "Chow 1959, table 5-6: flood plain, cultivated, no crop"},
     {0.0, by_definition},
     {0.25, solweig},
     {0.94, solweig}},
    {LandCover::trees,
     "trees",
     {0.100, "Chow 1959, table 5-6: flood plain, heavy stand of timber, flood below the branches"},
     {0.0, by_definition},
     {0.10, target},
     {0.98, target}},
    {LandCover::water,
     "water",
     {0.030, "Chow 1959, table 5-6: stream, clean, straight, full"},
     {1.0, by_definition},
     {0.10, target},
     {0.98, solweig}},
    {LandCover::garden,
     "garden",
     {0.050, "Chow 1959, table 5-6: flood plain, scattered brush, heavy weeds"},
     {0.1, "DWA-M 153, table 2: gardens"},
     {0.19, target},
     {0.98, target}},
}};

} // namespace

std::span<LandCoverClass const> land_cover_classes() {
    return classes;
}

LandCoverClass const* find_land_cover(double code) {
    for (auto const& candidate : classes) {
        if (static_cast<double>(candidate.code) == code) return &candidate;
    }
    return nullptr;
}

Array2D<double> manning_from_land_cover(View2D<double const> land_cover, double elsewhere) {
    Array2D<double> manning(land_cover.rows(), land_cover.columns());
    for_rows(land_cover.rows(), [&](Index row) {
        for (Index column = 0; column < land_cover.columns(); ++column) {
            auto const* const found = find_land_cover(land_cover(row, column));
            manning(row, column) = found != nullptr ? found->manning.value : elsewhere;
        }
    });
    return manning;
}

} // namespace jumelle
