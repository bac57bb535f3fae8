#include "models/traffic/fleet_parameters.hpp"

#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace jumelle::traffic {

namespace {

constexpr std::size_t most_parts = 1000;
constexpr double rounding_of_shares = 1e-6;
constexpr double highest_speed_kmph = 300.0;

/// Names of the coefficients, and where they stand.
constexpr std::pair<char const*, double HotFactor::*> coefficients[] = {
    {"alpha", &HotFactor::alpha}, {"beta", &HotFactor::beta},          {"gamma", &HotFactor::gamma},
    {"delta", &HotFactor::delta}, {"epsilon", &HotFactor::epsilon},    {"zeta", &HotFactor::zeta},
    {"eta", &HotFactor::eta},     {"reduction", &HotFactor::reduction}};

Schema factor_schema(std::string const& sentence) {
    HotFactor const standard;
    Schema schema = map();
    for (auto const& [name, place] : coefficients)
        schema.with(name, quantity("1")
                              .by_default(standard.*place)
                              .says("coefficient of (alpha V² + beta V + gamma + delta / V) / (epsilon V² + "
                                    "zeta V + eta) (1 − reduction) in g/km, V in km/h"));
    schema.with("slowest", quantity("km/h")
                               .above(0.0)
                               .at_most(highest_speed_kmph)
                               .by_default(standard.least_kmph)
                               .says("slower vehicles count as if they drove this fast"));
    schema.with("fastest", quantity("km/h")
                               .above(0.0)
                               .at_most(highest_speed_kmph)
                               .by_default(standard.most_kmph)
                               .says("faster vehicles count as if they drove this fast"));
    return schema.may_be_absent().says(sentence);
}

HotFactor factor_from(Value const& value) {
    constexpr double kmph_per_mps = 3.6;
    HotFactor factor;
    for (auto const& [name, place] : coefficients) {
        if (value.has(name)) factor.*place = value[name].quantity();
    }
    if (value.has("slowest")) factor.least_kmph = value["slowest"].quantity() * kmph_per_mps;
    if (value.has("fastest")) factor.most_kmph = value["fastest"].quantity() * kmph_per_mps;
    for (double const v : {factor.least_kmph, factor.most_kmph}) {
        double const gram = factor.at(v);
        if (!(gram >= 0.0) || !std::isfinite(gram) || factor.least_kmph > factor.most_kmph)
            throw InputError(value.fault(fmt::format("the factor is {:.3g} g/km at {:.0f} km/h", gram, v),
                                         "factors are 0 or more between the slowest and the fastest speed"));
    }
    return factor;
}

VehicleFactors vehicle_from(Value const& part) {
    VehicleFactors made;
    bool const is_known = part.has("vehicle");
    for (auto const& known : known_vehicles()) {
        if (is_known && known.name == part["vehicle"].text()) made = known;
    }
    for (std::size_t p = 0; p < pollutants; ++p) {
        std::string const name = pollutant_names[p];
        if (part.has(name))
            made.factor[p] = factor_from(part[name]);
        else if (!is_known)
            throw InputError(part.fault(fmt::format("nothing says how much {} these vehicles give off", name),
                                        "name a vehicle, or give the coefficients of co2, nox and pm"));
    }
    return made;
}

} // namespace

Schema fleet_schema() {
    std::vector<std::string> names;
    std::string list;
    for (auto const& known : known_vehicles()) {
        names.push_back(known.name);
        list += (list.empty() ? "" : "; ") + known.name + ": " + known.sentence;
    }
    Schema const part = map()
                            .with("vehicle", choice(std::move(names)).may_be_absent().says(list))
                            .with("share", quantity("1").between(0.0, 1.0).says("of all vehicle kilometres"))
                            .with("co2", factor_schema("own factor of carbon dioxide"))
                            .with("nox", factor_schema("own factor of nitrogen oxides"))
                            .with("pm", factor_schema("own factor of particles"));
    return list_of(part)
        .sized(1, most_parts)
        .may_be_absent()
        .says("vehicles and their shares, for what they give off; half petrol, half diesel cars of Euro 4")
        .from("EMEP/EEA air pollutant emission inventory guidebook 2013, 1.A.3.b");
}

Fleet fleet_from(Value const& value) {
    Fleet fleet;
    double sum = 0.0;
    for (auto const& part : value.list()) {
        fleet.push_back({vehicle_from(part), part["share"].quantity()});
        sum += fleet.back().share;
    }
    if (std::abs(sum - 1.0) > rounding_of_shares)
        throw InputError(value.fault(fmt::format("the shares of the fleet sum to {:.6g}", sum),
                                     "make them sum to 1, or 100 %"));
    return fleet;
}

} // namespace jumelle::traffic
