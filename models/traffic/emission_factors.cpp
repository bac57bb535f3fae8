#include "models/traffic/emission_factors.hpp"

namespace jumelle::traffic {

namespace {

/// The coefficients of tables 3-41 and 3-47, (a + c V + e V²) / (1 + b V + d V²), as the guidebook names
/// them.
struct TableRow {
    double a, b, c, d, e;
};

HotFactor from(TableRow const& row) {
    HotFactor factor;
    factor.alpha = row.e;
    factor.beta = row.c;
    factor.gamma = row.a;
    factor.epsilon = row.d;
    factor.zeta = row.b;
    return factor;
}

HotFactor constant(double g_per_km) {
    HotFactor factor;
    factor.gamma = g_per_km;
    return factor;
}

HotFactor times(HotFactor factor, double by) {
    factor.alpha *= by;
    factor.beta *= by;
    factor.gamma *= by;
    factor.delta *= by;
    return factor;
}

/// Mass of carbon dioxide over that of the fuel, with `r` hydrogen atoms a carbon atom.
constexpr double co2_of_fuel(double r) {
    constexpr double carbon_dioxide = 44.011, carbon = 12.011, hydrogen = 1.008; // g/mol
    return carbon_dioxide / (carbon + hydrogen * r);
}

// NOLINTBEGIN(readability-magic-numbers): tables of the guidebook
std::vector<VehicleFactors> listed() {
    double const petrol = co2_of_fuel(1.8), diesel = co2_of_fuel(2.0);
    std::vector<VehicleFactors> all;
    all.push_back({"car_petrol_euro_4",
                   "petrol car of 1.4 to 2 l, Euro 4 (tables 3-41 and 3-42, particles in towns)",
                   {times(from({1.74e2, 6.85e-2, 3.64e-1, -2.47e-4, 8.74e-3}), petrol),
                    from({1.06e-1, 0.0, -1.58e-3, 0.0, 7.10e-6}), constant(1.28e-3)}});
    all.push_back({"car_diesel_euro_4",
                   "diesel car, Euro 4 (table 3-47; fuel of Tier 1, 60 g/km, table 3-15)",
                   {constant(60.0 * diesel), from({1.11, 0.0, -2.02e-2, 0.0, 1.48e-4}),
                    from({4.50e-2, 0.0, -5.39e-4, 0.0, 3.48e-6})}});
    all.push_back({"van_diesel",
                   "diesel van up to 3.5 t (Tier 1: 80 g/km of fuel, 14.91 g NOx and 1.52 g particles a kg)",
                   {constant(80.0 * diesel), constant(80.0 * 14.91e-3), constant(80.0 * 1.52e-3)}});
    all.push_back({"lorry_diesel",
                   "diesel lorry or bus (Tier 1: 240 g/km of fuel, 33.37 g NOx and 0.94 g particles a kg)",
                   {constant(240.0 * diesel), constant(240.0 * 33.37e-3), constant(240.0 * 0.94e-3)}});
    all.push_back({"electric", "vehicle without exhaust", {constant(0.0), constant(0.0), constant(0.0)}});
    return all;
}
// NOLINTEND(readability-magic-numbers)

} // namespace

std::vector<VehicleFactors> const& known_vehicles() {
    static std::vector<VehicleFactors> const all = listed();
    return all;
}

Fleet usual_fleet() {
    constexpr double half = 0.5;
    return {{known_vehicles()[0], half}, {known_vehicles()[1], half}};
}

double fleet_factor(Fleet const& fleet, Pollutant pollutant, double speed_kmph) {
    double sum = 0.0;
    for (FleetPart const& part : fleet)
        sum += part.share * part.vehicle.factor[static_cast<std::size_t>(pollutant)].at(speed_kmph);
    return sum;
}

} // namespace jumelle::traffic
