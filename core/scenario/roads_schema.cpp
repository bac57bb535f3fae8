#include "core/scenario/schema_parts.hpp"

namespace jumelle {

namespace {

constexpr double shortest_unit_s = 1e-3, longest_unit_s = 1e6; // a millisecond, eleven days
constexpr double shortest_unit_m = 1e-3, longest_unit_m = 1e6;
constexpr std::size_t trip_columns = 3;

} // namespace

Schema roads_schema() {
    return map()
        .with("tntp", path().may_be_absent().says("a network of Transportation Networks for Research"))
        .with("csv", path().may_be_absent().says("table of links: from, to, length [m], speed [km/h], "
                                                 "capacity [veh/h] …; goes with `nodes`, or without"))
        .with("gmns", folder().may_be_absent().says(
                          "a folder of the General Modeling Network Specification: node.csv, link.csv"))
        .with("nodes", path().may_be_absent().says(
                           "positions of the nodes: a file of TNTP, or a table name, x, y beside `csv`"))
        .with("time_unit", quantity("s")
                               .between(shortest_unit_s, longest_unit_s)
                               .by_default("1 min")
                               .says("of times in TNTP; sums over the network are told in it"))
        .with("length_unit", quantity("m")
                                 .between(shortest_unit_m, longest_unit_m)
                                 .may_be_absent()
                                 .says("of lengths in TNTP, not known without; of GMNS in place of its own"))
        .with("speed_unit", quantity("m/s")
                                .between(shortest_unit_m, longest_unit_m)
                                .may_be_absent()
                                .says("of speeds in GMNS, in place of its own"))
        .with("position_unit", quantity("m")
                                   .between(shortest_unit_m, longest_unit_m)
                                   .may_be_absent()
                                   .says("of positions in TNTP and GMNS; 1 m"))
        .with("period", quantity("h").above(0.0).by_default(1.0).says(
                            "to which capacities and trips without a unit belong"))
        .exactly_one_of({"tntp", "csv", "gmns"})
        .may_be_absent()
        .says("the road network on which vehicles drive");
}

Schema demand_schema() {
    return map()
        .with("tntp",
              path().may_be_absent().says("a trip table of Transportation Networks for Research, also .gz"))
        .with("csv", path().may_be_absent().says("table of trips: from, to (zones or nodes), trips [veh/h]"))
        .with("omx", path().may_be_absent().says("an Open Matrix file (HDF5), trips between zones"))
        .with("matrix", text().may_be_absent().says("of the Open Matrix file; its only one"))
        .with("lookup",
              text().may_be_absent().says("numbers of zones in the Open Matrix file; its only ones, "
                                          "or the zones of the network in their order"))
        .with("columns",
              list_of(text())
                  .sized(trip_columns, trip_columns)
                  .may_be_absent()
                  .says("of the table where they are called otherwise: origin, destination, trips"))
        .with("unknown_zones",
              choice({"refused", "left_out"})
                  .by_default("refused")
                  .says("what becomes of trips of a table to zones that the network does not have"))
        .with("period", quantity("h").above(0.0).may_be_absent().says(
                            "to which trips without a unit belong; that of the roads"))
        .exactly_one_of({"tntp", "csv", "omx"})
        .may_be_absent()
        .says("the trips that vehicles make between the zones of the road network");
}

} // namespace jumelle
