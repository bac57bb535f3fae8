#include "models/flood/requested_fields.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"

namespace jumelle::flood {

namespace {

constexpr double precision = 1e-4; // of each field in its unit
/// Added to the speed, for still water is dangerous too.
/// Source: Defra/EA 2006, Flood Risks to People FD2321/TR1, equation 3.1.
constexpr double hazard_speed_mps = 0.5;

FieldInfo info(std::string name, std::string unit, std::string long_name) {
    FieldInfo made;
    made.name = std::move(name);
    made.unit = std::move(unit);
    made.long_name = std::move(long_name);
    made.precision = precision;
    return made;
}

double speed_of(CellWater const& water) {
    return std::sqrt(water.u_mps * water.u_mps + water.v_mps * water.v_mps);
}

double froude_number(CellWater const& water, double dry_depth_m) {
    return water.h_m > dry_depth_m ? speed_of(water) / std::sqrt(gravity_mps2 * water.h_m) : 0.0;
}

double hazard(CellWater const& water, double dry_depth_m) {
    double const debris = water.h_m > debris_depth_m ? 1.0 : 0.0;
    return water.h_m > dry_depth_m ? water.h_m * (speed_of(water) + hazard_speed_mps) + debris : 0.0;
}

double discharge_x(CellWater const& water, double /*dry_depth_m*/) {
    return water.h_m * water.u_mps + 0.0;
}

double discharge_y(CellWater const& water, double /*dry_depth_m*/) {
    return 0.0 - water.h_m * water.v_mps;
}

} // namespace

std::vector<RequestedField> requested_fields() {
    return {{info("froude_number", "1", "Froude number of the water: speed over that of long waves"),
             &froude_number},
            {info("hazard", "m2 s-1",
                  "flood hazard rating depth x (speed + 0.5 m s-1) + debris factor, Defra FD2321"),
             &hazard},
            {info("discharge_x", "m2 s-1", "eastward discharge of water per metre of width"), &discharge_x},
            {info("discharge_y", "m2 s-1", "northward discharge of water per metre of width"), &discharge_y}};
}

std::vector<RequestedField> requested_fields(std::vector<std::string> const& names) {
    std::vector<RequestedField> chosen;
    for (auto& field : requested_fields()) {
        bool const is_named = std::find(names.begin(), names.end(), field.info.name) != names.end();
        if (is_named) chosen.push_back(std::move(field));
    }
    return chosen;
}

} // namespace jumelle::flood
