#pragma once

#include <vector>

#include "core/scenario/schema.hpp"
#include "models/heat/kernels/comfort.hpp"
#include "models/heat/materials.hpp"
#include "models/heat/season.hpp"

namespace jumelle::heat {

enum class SkyKind { perez, isotropic };
/// Emissivity of a clear sky, where the weather has no longwave radiation.
enum class LongwaveKind { dilley, prata };
enum class EvaporationKind { resistances, priestley_taylor };
/// Whether the town makes its own air out of the weather's.
enum class AirKind { transported, weather };
enum class BuildingsKind { passive, cooled };

inline constexpr double usual_block_m = 16.0;
inline constexpr double usual_country_cover = 4.0; ///< grass

/// What a scenario may say about the heat model.
struct HeatParameters {
    double step_s = 1.0, spin_up_s = 0.0;
    double indoor_k = 0.0;
    double soil_moisture = 0.0; ///< at the start, between wilting (0) and unhindered growth (1)
    double leaf_transmissivity = 0.0;
    double block_m = usual_block_m;
    double country_cover = usual_country_cover; ///< code of the land cover around the town
    AirKind air = AirKind::transported;
    std::vector<double> people_by_hour; ///< factors of `anthropogenic_heat`, from midnight on; empty: 1
    BuildingsKind buildings = BuildingsKind::passive;
    SkyKind sky = SkyKind::perez;
    LongwaveKind longwave = LongwaveKind::dilley;
    EvaporationKind evaporation = EvaporationKind::resistances;
    SeasonKind season = SeasonKind::full;
    Posture posture = standing;
    MaterialTable materials;
};

Schema parameter_schema();
HeatParameters parameters_from(Value const& value);

} // namespace jumelle::heat
