#include "core/compare/depth_damage.hpp"

#include <cstddef>

namespace jumelle {

double damage_share(double depth_m) {
    if (!(depth_m > 0.0)) return 0.0;
    for (std::size_t i = 1; i < residential_damage.size(); ++i) {
        DamagePoint const below = residential_damage[i - 1], above = residential_damage[i];
        if (depth_m > above.depth_m) continue;
        double const part = (depth_m - below.depth_m) / (above.depth_m - below.depth_m);
        return below.share + part * (above.share - below.share);
    }
    return residential_damage.back().share;
}

} // namespace jumelle
