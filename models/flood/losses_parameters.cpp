#include "models/flood/losses_parameters.hpp"

#include "core/territory/soil.hpp"

namespace jumelle::flood {

namespace {

constexpr double fastest_mmph = 1000.0; // coarse gravel
constexpr double slowest_decay_ph = 0.01, fastest_decay_ph = 100.0;
constexpr double shortest_drying_h = 1.0, longest_drying_h = 8784.0;
constexpr double lowest_curve_number = 10.0, highest_curve_number = 100.0, most_initial_share = 0.5;
constexpr double seconds_per_hour = 3600.0, mps_per_mmph = 0.001 / seconds_per_hour;

std::vector<std::string> soil_names() {
    std::vector<std::string> names;
    for (auto const& soil : soil_classes()) names.emplace_back(soil.name);
    return names;
}

void add_soil(Schema& schema, LossParameters const& standard) {
    schema.with("soil", choice(soil_names())
                            .by_default(standard.soil)
                            .says("texture of the soil where the field `soil` has none")
                            .from("Rawls, Brakensiek & Miller 1983, J. Hydraul. Eng. 109, 62-70"));
    schema.with("soil_saturation",
                quantity("1")
                    .between(0.0, 1.0)
                    .by_default(standard.saturation)
                    .says("share of the soil's pores that is full at the start (green_ampt)"));
    schema.with("soil_recovery", choice({"on", "off"})
                                     .by_default("on")
                                     .says("whether soils dry where no water stands and no rain falls")
                                     .from("Rossman & Huber 2016, EPA/600/R-15/162A, chapter 4"));
}

void add_horton(Schema& schema, LossParameters const& standard) {
    schema.with("horton_first_rate", quantity("mm/h")
                                         .between(0.0, fastest_mmph)
                                         .may_be_absent()
                                         .says("infiltration of dry soil; that of the soil's texture"));
    schema.with("horton_final_rate", quantity("mm/h")
                                         .between(0.0, fastest_mmph)
                                         .may_be_absent()
                                         .says("infiltration of wet soil; that of the soil's texture"));
    schema.with("horton_decay", quantity("1/h")
                                    .between(slowest_decay_ph, fastest_decay_ph)
                                    .by_default(standard.horton_decay_per_s * seconds_per_hour)
                                    .says("how fast the rate falls from the first to the final one")
                                    .from("Akan 1993, Urban Stormwater Hydrology"));
    schema.with("drying_time", quantity("h")
                                   .between(shortest_drying_h, longest_drying_h)
                                   .by_default(standard.drying_time_s / seconds_per_hour)
                                   .says("time in which wet soil dries to 98 % (horton)")
                                   .from("Rossman & Huber 2016, EPA/600/R-15/162A, section 4.2"));
}

void add_curve_number(Schema& schema, LossParameters const& standard) {
    schema.with("curve_number",
                quantity("1")
                    .between(lowest_curve_number, highest_curve_number)
                    .may_be_absent()
                    .says("of all ground without the field `curve_number`; else by land cover "
                          "and soil")
                    .from("USDA 1986, TR-55, table 2-2"));
    schema.with("initial_abstraction", quantity("1")
                                           .between(0.0, most_initial_share)
                                           .by_default(standard.initial_abstraction)
                                           .says("rain that is kept before any runs off, as a share of the "
                                                 "retention (curve_number)")
                                           .from("USDA 2004, National Engineering Handbook 630, chapter 10"));
}

Infiltration method_named(std::string const& name) {
    if (name == "constant") return Infiltration::constant;
    if (name == "green_ampt") return Infiltration::green_ampt;
    if (name == "horton") return Infiltration::horton;
    if (name == "curve_number") return Infiltration::curve_number;
    return Infiltration::none;
}

} // namespace

void add_losses(Schema& schema) {
    LossParameters const standard;
    schema.with("infiltration", choice({"none", "constant", "green_ampt", "horton", "curve_number"})
                                    .by_default("none")
                                    .says("how water enters the unsealed part of the ground"));
    schema.with("infiltration_rate", quantity("mm/h")
                                         .between(0.0, fastest_mmph)
                                         .by_default(standard.rate_mps / mps_per_mmph)
                                         .says("of `constant`, where the field `infiltration_rate` has none; "
                                               "also a sewer that swallows at most so much"));
    add_soil(schema, standard);
    add_horton(schema, standard);
    add_curve_number(schema, standard);
}

LossParameters loss_parameters_from(Value const& value) {
    LossParameters made;
    auto const number = [&](char const* key, double standard) {
        return value.has(key) ? value[key].quantity() : standard;
    };
    auto const optional = [&](char const* key) {
        return value.has(key) ? std::optional<double>(value[key].quantity()) : std::nullopt;
    };
    if (value.has("infiltration")) made.infiltration = method_named(value["infiltration"].text());
    if (value.has("soil")) made.soil = value["soil"].text();
    if (value.has("soil_recovery") && value["soil_recovery"].text() == "off") made.recovery = 0.0;
    made.saturation = number("soil_saturation", made.saturation);
    made.rate_mps = number("infiltration_rate", made.rate_mps);
    made.horton_decay_per_s = number("horton_decay", made.horton_decay_per_s);
    made.drying_time_s = number("drying_time", made.drying_time_s);
    made.horton_first_mps = optional("horton_first_rate");
    made.horton_final_mps = optional("horton_final_rate");
    made.curve_number = optional("curve_number");
    made.initial_abstraction = number("initial_abstraction", made.initial_abstraction);
    return made;
}

} // namespace jumelle::flood
