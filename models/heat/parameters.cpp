#include "models/heat/parameters.hpp"

#include "core/territory/land_cover.hpp"

namespace jumelle::heat {

namespace {

constexpr double shortest_step_min = 1.0, longest_step_min = 60.0, usual_step_min = 10.0;
constexpr double longest_spin_up_h = 720.0, usual_spin_up_h = 24.0;
constexpr double coldest_room_c = -20.0, hottest_room_c = 60.0, usual_room_c = 24.0;
constexpr double usual_moisture = 0.6;
constexpr double leaf_transmissivity = 0.03; // Konarska et al. 2014

Schema materials_schema() {
    return dictionary_of(material_schema())
        .by_default("{}")
        .says("changes of the built-in table: roof, wall, and the classes of land_cover");
}

/// The steps, and what the sky gives.
Schema sky_schema() {
    return map()
        .with("step", quantity("min")
                          .between(shortest_step_min, longest_step_min)
                          .by_default(usual_step_min)
                          .says("time step; the sun is looked at in the middle of each"))
        .with("spin_up",
              quantity("h")
                  .between(0.0, longest_spin_up_h)
                  .by_default(usual_spin_up_h)
                  .says("how long the first day of the weather is repeated before the run begins, so "
                        "that ground and walls have their temperatures"))
        .with("sky",
              choice({"perez", "isotropic"})
                  .by_default("perez")
                  .says("whether the light around the sun counts as its beam, or the sky is evenly bright")
                  .from("Perez et al. 1990, Solar Energy 44, 271"))
        .with("sky_longwave",
              choice({"dilley", "prata"})
                  .by_default("dilley")
                  .says("emissivity of a clear sky, where the weather has no longwave radiation")
                  .from("Dilley & O'Brien 1998, Q. J. R. Meteorol. Soc. 124, 1391; Prata 1996"));
}

Schema surface_schema() {
    return sky_schema()
        .with("evaporation",
              choice({"resistances", "priestley_taylor"})
                  .by_default("resistances")
                  .says("Penman-Monteith with leaf and soil resistances, or a share of the available energy")
                  .from("Jarvis 1976; Sellers et al. 1992; Priestley & Taylor 1972"))
        .with("posture",
              choice({"standing", "sitting"}).by_default("standing").says("of people").from("ISO 7726"))
        .with("indoor_temperature", quantity("degC")
                                        .between(coldest_room_c, hottest_room_c)
                                        .by_default(usual_room_c)
                                        .says("in all buildings"))
        .with("soil_moisture", quantity("1")
                                   .between(0.0, 1.0)
                                   .by_default(usual_moisture)
                                   .says("water in the soil at the start, from wilting (0) to enough (1)"))
        .with("season",
              choice({"full", "warmth"})
                  .by_default("full")
                  .says("whether plants have all their leaves, or as many as the warmth of the year has "
                        "brought; the weather must then cover a year")
                  .from("Neitsch et al. 2011, SWAT theoretical documentation, section 5:2.1"))
        .with("leaf_transmissivity", quantity("1")
                                         .between(0.0, 1.0)
                                         .by_default(leaf_transmissivity)
                                         .says("share of light that passes a crown")
                                         .from("Konarska et al. 2014, Theor. Appl. Climatol. 117, 363"));
}

constexpr double smallest_block_m = 4.0, largest_block_m = 128.0;

std::vector<std::string> open_covers() {
    std::vector<std::string> made;
    for (auto const& cover : land_cover_classes()) {
        if (cover.code != LandCover::building) made.emplace_back(cover.name);
    }
    return made;
}

double code_of(std::string const& name) {
    for (auto const& cover : land_cover_classes()) {
        if (name == cover.name) return static_cast<double>(cover.code);
    }
    return 0.0;
}

constexpr std::size_t hours_per_day = 24;

void add_air(Schema& schema) {
    schema
        .with("air",
              choice({"transported", "weather"})
                  .by_default("transported")
                  .says("whether air between the buildings gets its own temperature, humidity and wind, "
                        "or is that of the weather everywhere"))
        .with("block", quantity("m")
                           .between(smallest_block_m, largest_block_m)
                           .by_default(usual_block_m)
                           .says("side of the blocks that the air is told apart by"))
        .with("country",
              choice(open_covers())
                  .by_default("grass")
                  .says("land cover where the weather was measured: the town's air differs by what "
                        "its ground, walls and people do beyond that"))
        .with("people_by_hour", list_of(quantity("1").at_least(0.0))
                                    .sized(hours_per_day, hours_per_day)
                                    .may_be_absent()
                                    .says("what the field anthropogenic_heat is multiplied by in each hour "
                                          "of the sun's day, from midnight on; "
                                          "1 all day where left out")
                                    .hint("write 24 factors"))
        .with("buildings",
              choice({"passive", "cooled"})
                  .by_default("passive")
                  .says("whether machines bring the heat that comes into the rooms back into the street")
                  .from("Salamanca et al. 2014, J. Geophys. Res. Atmos. 119, 5949"));
}

} // namespace

Schema parameter_schema() {
    Schema schema = surface_schema();
    add_air(schema);
    return schema.with("materials", materials_schema());
}

HeatParameters parameters_from(Value const& value) {
    HeatParameters made;
    made.step_s = value["step"].quantity();
    made.spin_up_s = value["spin_up"].quantity();
    made.indoor_k = value["indoor_temperature"].quantity();
    made.soil_moisture = value["soil_moisture"].quantity();
    made.leaf_transmissivity = value["leaf_transmissivity"].quantity();
    made.sky = value["sky"].text() == "perez" ? SkyKind::perez : SkyKind::isotropic;
    made.evaporation = value["evaporation"].text() == "resistances" ? EvaporationKind::resistances
                                                                    : EvaporationKind::priestley_taylor;
    made.posture = value["posture"].text() == "standing" ? standing : sitting;
    made.block_m = value.has("block") ? value["block"].quantity() : usual_block_m;
    if (value.has("country")) made.country_cover = code_of(value["country"].text());
    if (value.has("sky_longwave") && value["sky_longwave"].text() == "prata")
        made.longwave = LongwaveKind::prata;
    if (value.has("season") && value["season"].text() == "warmth") made.season = SeasonKind::warmth;
    if (value.has("air") && value["air"].text() == "weather") made.air = AirKind::weather;
    if (value.has("buildings") && value["buildings"].text() == "cooled")
        made.buildings = BuildingsKind::cooled;
    if (value.has("people_by_hour") && value["people_by_hour"].is_list()) {
        for (auto const& factor : value["people_by_hour"].list())
            made.people_by_hour.push_back(factor.quantity());
    }
    made.materials = materials_from(value["materials"]);
    return made;
}

} // namespace jumelle::heat
