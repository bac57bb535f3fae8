#include "core/territory/town/plan.hpp"

#include <array>

namespace jumelle::town {

StreetKind const& street_kind(StreetClass street_class) {
    constexpr double kmph = 1.0 / 3.6, vehph = 1.0 / 3600.0;
    // Lane capacities: half and a third of 1800 veh/h, what crossings leave of a free lane's flow (HCM 2010,
    // chapter 18: saturation flow 1900 veh/h per lane of green).
    static constexpr std::array<StreetKind, 5> kinds{{{10.0, 3.5, 70.0 * kmph, 900.0 * vehph, 2},
                                                      {7.0, 2.5, 50.0 * kmph, 900.0 * vehph, 1},
                                                      {4.8, 1.6, 30.0 * kmph, 600.0 * vehph, 1},
                                                      {3.2, 1.0, 30.0 * kmph, 400.0 * vehph, 1},
                                                      {0.0, 0.0, 30.0 * kmph, 600.0 * vehph, 1}}};
    return kinds[static_cast<std::size_t>(street_class)];
}

std::int32_t block_at(Plan const& plan, PlanPoint place) {
    std::int32_t at = 0;
    do {
        auto const& cut = plan.cuts[static_cast<std::size_t>(at)];
        bool const ahead = cut.normal_p * place.p_m + cut.normal_q * place.q_m >= cut.offset_m;
        at = ahead ? cut.ahead : cut.behind;
    } while (at >= 0);
    return -1 - at;
}

} // namespace jumelle::town
