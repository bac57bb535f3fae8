#pragma once

#include "bench/cases/case_error.hpp"

namespace jumelle::cases {

/// Still water over the bump: level 0.5 m (immersed) or 0.1 m (emerged). The largest speed after 10 s.
struct LakeResult {
    double largest_speed_mps = 0.0, largest_level_error_m = 0.0;
};
LakeResult lake_over_bump(CaseOptions const& options, double level_m);

/// 10 m of water against 1 m (Stoker) or dry land (Ritter) in a channel of 1000 m, after 20 s.
CaseResult stoker(CaseOptions const& options);
CaseResult ritter(CaseOptions const& options);
/// 1 m of water against less in a channel of 200 m, after 15 s (the depth pairs of SWALS).
CaseResult dam_break_pair(CaseOptions const& options, double right_m);
/// Steady transcritical flow with a shock over the bump, after 300 s.
CaseResult bump_shock(CaseOptions const& options);
/// MacDonald's channel after 2400 s, from dry ground or from its own exact state.
enum class FirstWater { none, exact };
CaseResult mac_donald(CaseOptions const& options, exact::MacDonald const& channel,
                      FirstWater first = FirstWater::none);
/// Thacker's bowls after one period; depth over all cells, momentum after a quarter of a period more.
/// `always_deep` looks only where the exact depth never falls below a tenth of that in the middle.
enum class BowlPart { all, always_deep };
CaseResult thacker_planar(CaseOptions const& options, BowlPart part = BowlPart::all);
CaseResult thacker_radial(CaseOptions const& options, BowlPart part = BowlPart::all);

} // namespace jumelle::cases
