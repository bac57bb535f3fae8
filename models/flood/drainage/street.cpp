#include "models/flood/drainage/street.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "models/flood/drainage/limits.hpp"

namespace jumelle::flood {

namespace {

/// Q of Q² = k² (Δ − Q dt / area): the orifice law with the head that is left after the step.
double orifice(double k, double head_m, double dt_per_area) {
    double const half = 0.5 * k * k * dt_per_area;
    double const driven = k * k * head_m;
    return driven > 0.0 ? driven / (half + std::sqrt(half * half + driven)) : 0.0;
}

} // namespace

double street_discharge(InletLaw const& law, StreetCell const& street, double street_m3, double node_level_m,
                        double dt_s) {
    double const open = 1.0 - law.clogging;
    double const two_g_root = std::sqrt(2.0 * gravity_mps2);
    double const k = law.orifice_coefficient * open * law.area_m2 * two_g_root;
    double const street_level = street.level_m(street_m3);
    double const head = street_level - std::max(node_level_m, street.ground_m);
    if (head <= 0.0) return -orifice(k, -head, dt_s / street.area_m2);
    double const weir =
        2.0 / 3.0 * law.weir_coefficient * open * law.perimeter_m * two_g_root * head * std::sqrt(head);
    return std::min({weir, orifice(k, head, dt_s / street.area_m2), almost_all * street_m3 / dt_s});
}

} // namespace jumelle::flood
