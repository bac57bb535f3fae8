#include "core/scenario/schema_parts.hpp"

namespace jumelle {

namespace {

constexpr double highest_rise_m = 1000.0, deepest_m = 100.0, highest_tree_m = 120.0; // sequoias have 116 m
constexpr double highest_building_m = 1000.0, widest_m = 1000.0, widest_crown_m = 30.0;
constexpr double thinnest_cover = 0.01;
constexpr double fastest_kmph = 300.0;
constexpr std::int64_t most_lanes = 20;
constexpr std::size_t most_names = 1'000'000;
constexpr double highest_toll = 1e6, most_demand = 100.0, most_vehicles_ph = 50'000.0;
constexpr double longest_detour_min = 600.0, usual_detour_min = 60.0;
constexpr double farthest_node_m = 1000.0, usual_reach_m = 30.0;
constexpr double widest_pipe_m = 20.0, smoothest_pipe = 0.005, roughest_pipe = 0.1;
constexpr std::int64_t most_barrels = 100;

Schema cost_schema() {
    auto const price = [](std::string const& what) {
        return quantity("1").at_least(0.0).by_default(0.0).says("money " + what);
    };
    return map()
        .with("fixed", price("however large it is"))
        .with("per_m2", price("for each m2 of changed cells"))
        .with("per_m3", price("for each m3 of earth that is cut or filled"))
        .with("per_m", price("for each m of changed edges and pipes, or of the line that it follows"))
        .may_be_absent()
        .says("what it costs, in one money throughout a scenario; the run tells the sum");
}

Schema measure() {
    return map()
        .with("name", text().may_be_absent().says("what reports call it"))
        .with("cost", cost_schema());
}

Schema in_area(Schema measure) {
    return measure.with(
        "inside",
        either({path(), map().with("circle", circle_schema()).exactly_one_of({"circle"})})
            .says("polygons of a CSV or vector file (GeoJSON, GeoPackage), or a circle")
            .hint("write inside: parks.geojson, or inside: {circle: {centre: [x, y], radius: 50 m}}"));
}

Schema edges_schema() {
    return list_of(text())
        .sized(1, most_names)
        .says("names of edges, or their beginnings up to a '/': bridge/1 stands for both ways");
}

Schema on_edges(Schema measure) {
    return in_area(std::move(measure.with("edges", edges_schema().may_be_absent())))
        .exactly_one_of({"edges", "inside"});
}

Schema ground_to(std::string const& standard, std::string const& sentence) {
    return choice({"grass", "dry_grass", "garden", "trees", "bare_soil", "paved", "asphalt", "water"})
        .by_default(standard)
        .says(sentence);
}

Schema numbers_of_fields(LanguageParts const& parts, std::string const& sentence) {
    Schema numbers = map();
    for (auto const& field : parts.fields) {
        numbers.with(field.name, quantity(field.unit).may_be_absent().says(field.sentence));
    }
    return numbers.may_be_absent().says(sentence);
}

Schema albedo_of(std::string const& what) {
    return quantity("1").between(0.0, 1.0).says("share of sunlight that " + what + " reflect from now on");
}

Schema green_measures() {
    constexpr double most_storage_mm = 1000.0;
    return map()
        .with("green_roofs", in_area(measure())
                                 .with("storage", quantity("mm")
                                                      .above(0.0)
                                                      .at_most(most_storage_mm)
                                                      .says("water that plants and substrate hold when full")
                                                      .hint("10 cm of substrate with 0.3 m/m hold 30 mm"))
                                 .may_be_absent()
                                 .says("plants on all roofs: they hold rain back, and evaporate it"))
        .with("cool_roofs",
              in_area(measure())
                  .with("albedo", albedo_of("roofs").hint("white coatings have 0.6 to 0.8 when new; "
                                                          "dirt takes a fifth of it"))
                  .may_be_absent()
                  .says("roofs that reflect more sunlight"))
        .with("cool_pavement", in_area(measure())
                                   .with("albedo", albedo_of("asphalt and paving"))
                                   .may_be_absent()
                                   .says("asphalt and paving that reflect more sunlight"))
        .with("plant_trees",
              in_area(measure())
                  .with("cover",
                        quantity("1").between(thinnest_cover, 1.0).says("share of the ground under crowns"))
                  .with("height", quantity("m").above(0.0).at_most(highest_tree_m).says("of the crowns' top"))
                  .with("crown_radius",
                        quantity("m").above(0.0).at_most(widest_crown_m).by_default(3.0).says("of one tree"))
                  .may_be_absent()
                  .says("trees on an even pattern; none on buildings and water"))
        .with("unseal", in_area(measure())
                            .with("to", ground_to("grass", "what the asphalt and paving become"))
                            .may_be_absent()
                            .says("sealed ground is opened"));
}

Schema earth_measures(Schema measures) {
    Schema const depth = quantity("m").above(0.0).at_most(deepest_m);
    return measures
        .with("raise_ground",
              in_area(measure())
                  .with("by", quantity("m")
                                  .between(-deepest_m, highest_rise_m)
                                  .may_be_absent()
                                  .says("rise; "
                                        "a cut where "
                                        "negative"))
                  .with("to", quantity("m").may_be_absent().says("level above the datum, in place of by"))
                  .exactly_one_of({"by", "to"})
                  .may_be_absent()
                  .says("ground is raised, lowered or levelled"))
        .with("retention_basin",
              in_area(measure())
                  .with("depth", Schema(depth).says("of its flat bottom below the lowest ground of the area, "
                                                    "or of each separate part of it"))
                  .may_be_absent()
                  .says("a grassed basin: everything above its bottom is dug out; what fills it is no flood"))
        .with("swale",
              measure()
                  .with("line", line_schema())
                  .with("width", quantity("m").above(0.0).at_most(widest_m).says("from edge to edge"))
                  .with("depth", Schema(depth).says("in its middle"))
                  .may_be_absent()
                  .says("a grassed hollow along a line, a parabola across"));
}

Schema building_measures(Schema measures) {
    return measures
        .with(
            "new_building",
            in_area(measure())
                .with("height", quantity("m").above(0.0).at_most(highest_building_m).says("over the ground"))
                .may_be_absent()
                .says("a building that covers the area"))
        .with("demolish", in_area(measure())
                              .with("to", ground_to("bare_soil", "what is left on the ground"))
                              .may_be_absent()
                              .says("buildings of the area go"));
}

Schema new_road_schema() {
    return map()
        .with("name", text().says("new: the edges are called name/1/forward, name/1/backward …"))
        .with("cost", cost_schema())
        .with("line", line_schema().may_be_absent())
        .with("nodes", list_of(text())
                           .sized(2, most_names)
                           .may_be_absent()
                           .says("names of the nodes along it, in place of line"))
        .with("length", quantity("m").above(0.0).may_be_absent().says(
                            "of the whole road; as the crow flies between its corners where left out"))
        .with("speed", quantity("km/h").above(0.0).at_most(fastest_kmph).says("on the empty road"))
        .with("capacity",
              quantity("1/h")
                  .above(0.0)
                  .at_most(most_vehicles_ph)
                  .says("vehicles in one direction, all lanes")
                  .hint("a lane takes 600 to 900 1/h in a town with signals, 1800 to 2200 1/h on a motorway"))
        .with("lanes", integer().between(1, most_lanes).by_default_integer(1).says("in one direction"))
        .with("ways", choice({"both", "forward"}).by_default("both").says("in which it may be driven"))
        .with("reach", quantity("m")
                           .above(0.0)
                           .at_most(farthest_node_m)
                           .by_default(usual_reach_m)
                           .says("how far its ends may lie from the nodes that they join"))
        .exactly_one_of({"line", "nodes"})
        .may_be_absent()
        .says("a street; both its ends join the network");
}

Schema drain_measures(Schema measures) {
    return measures.with(
        "upgrade_drain",
        in_area(measure().with("pipes", list_of(text())
                                            .sized(1, most_names)
                                            .may_be_absent()
                                            .says("names of pipes, in place of inside")))
            .exactly_one_of({"pipes", "inside"})
            .with("diameter", quantity("m")
                                  .above(0.0)
                                  .at_most(widest_pipe_m)
                                  .may_be_absent()
                                  .says("they become circular with this"))
            .with("barrels",
                  integer().between(1, most_barrels).may_be_absent().says("equal pipes side by side"))
            .with("manning", quantity("s/m^(1/3)")
                                 .between(smoothest_pipe, roughest_pipe)
                                 .may_be_absent()
                                 .says("Manning's n of new or lined pipes"))
            .may_be_absent()
            .says("larger or smoother pipes under the street"));
}

Schema road_measures(Schema measures) {
    return measures
        .with("close_road", on_edges(measure())
                                .with("from", quantity("s").at_least(0.0).by_default(0.0).says(
                                                  "when it closes, after the start"))
                                .with("until", quantity("s").above(0.0).may_be_absent().says(
                                                   "when it opens again; never where left out"))
                                .may_be_absent()
                                .says("nobody may use these edges"))
        .with(
            "speed_limit",
            on_edges(measure())
                .with("speed", quantity("km/h").above(0.0).at_most(fastest_kmph).says("nobody drives faster"))
                .may_be_absent()
                .says("edges that are faster become slower"))
        .with("lanes", on_edges(measure())
                           .with("lanes", integer().between(1, most_lanes).says("of each edge from now on"))
                           .may_be_absent()
                           .says("more or fewer lanes; the capacity follows in proportion"))
        .with("new_road", new_road_schema());
}

Schema traffic_measures(Schema measures) {
    return measures
        .with(
            "low_traffic_zone",
            in_area(measure())
                .with("detour",
                      quantity("min")
                          .above(0.0)
                          .at_most(longest_detour_min)
                          .by_default(usual_detour_min)
                          .says("longest detour that through traffic takes rather than to drive through"))
                .may_be_absent()
                .says("a zone for those who begin or end in it: who drives through meets `detour` more, half "
                      "at each passage of the border; others pass it once, which changes no choice"))
        .with("toll", on_edges(measure())
                          .with("toll", quantity("1")
                                            .between(0.0, highest_toll)
                                            .says("of each edge, in the money of value_of_time"))
                          .may_be_absent()
                          .says("a price for each passage"))
        .with("shift_demand",
              measure()
                  .with("share", quantity("1")
                                     .between(-1.0, most_demand)
                                     .says("of all car trips that come on top; they go where negative"))
                  .may_be_absent()
                  .says("car trips that are made by other means, or new ones"));
}

} // namespace

Schema measures_schema(LanguageParts const& parts) {
    Schema measures = building_measures(earth_measures(green_measures()));
    measures = drain_measures(traffic_measures(road_measures(std::move(measures))));
    measures.with("set_field", in_area(measure())
                                   .with("set", numbers_of_fields(parts, "fields and their new numbers"))
                                   .with("add", numbers_of_fields(parts, "fields and what is added to them"))
                                   .may_be_absent()
                                   .says("numbers of any field of the territory"));
    for (auto const& structure : structure_schema().members) {
        Schema schema = structure.schema;
        measures.with(structure.name, schema.with("cost", cost_schema()).may_be_absent());
    }
    measures.exactly_one_of(measures.member_names()).says("one measure");
    return list_of(measures).by_default("[]").says(
        "planned changes of the territory, in the order in which they are made");
}

} // namespace jumelle
