#pragma once

#include <string>

#include "core/scenario/design_storm.hpp"
#include "io/network/road_tables.hpp"
#include "io/network/tntp.hpp"
#include "io/weather/series.hpp"
#include "io/yaml/quantity_reader.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

/// What is fuzzed: each function takes any bytes and lets nothing escape but an `InputError`, which it
/// swallows. A wrong promise of a fault (no message, no fault) ends the program.
namespace jumelle::fuzz {

inline constexpr char const* folder = JUMELLE_SOURCE_DIR "/tests/messages";

inline constexpr char const* good_scenario = R"(jumelle: 1
name: a case
territory: {crs: EPSG:2154, resolution: 2 m, extent: [0, 0, 100, 100], fields: {elevation: 3 m, manning: [0.04 s/m^(1/3), {polygons: data/houses/*.csv, value: 0.02 s/m^(1/3)}]}}
forcing:
  rain: {design_storm: {depth: 60 mm, duration: 2 h, shape: chicago, peak: 40 %}}
  inflows: [{name: &n pipe, at: [1, 2], discharge: {csv: data/rain.csv, unit: m3/s}}]
  borders: {north: open, west: {level: 2 m}}
time: {start: 2025-07-01T00:00+02:00, duration: 6 h, exchange_every: 5 min}
models: {flood: {manning: 0.03 s/m^(1/3), infiltrates: true}, decay: {rate: 1 h-1}}
outputs: {every: 15 min, fields: [water_depth], gauges: [{name: *n, at: [1, 2], observed: {water_level: 2 m}}]}
indicators: ["max_depth", 'flooded_area']
)";

inline constexpr char const* good_table =
    "# gauge\ntime [h];\"rain [mm/h]\";other\n0;1,5;2\n1;3;4\n2025;1e3;5\n";

inline constexpr char const* good_network =
    "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 3\n<NUMBER OF LINKS> 2\n<END OF METADATA>\n"
    "~ init_node term_node capacity length free_flow_time b power speed toll link_type ;\n"
    "1 3 1800 1 0.5 0.15 4 50 0 1 ;\n3\t2\t900.5 2 1e-3 0.15 4 50 2 1;\n";

inline constexpr char const* good_trips = "<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 7.5\n<END OF METADATA>\n~ by "
                                          "hand\nOrigin 1\n 1 : 0.5; 2 : 6.0;\nOrigin "
                                          "2\n1:1;\n";

inline constexpr char const* good_links =
    "name,from,to,length [m],speed [km/h],capacity "
    "[veh/h],lanes\na,1,2,500,50,900,1\nb,2,1,500,50,900.5,2\n\"c\",2,3,1e3,50,1,1\n";

inline void expect_faults(InputError const& error) {
    bool const told = !error.faults().empty() && !error.faults().front().message.empty();
    if (!told) std::abort();
}

inline void scenario(std::string const& text) {
    static LanguageParts const parts = test::sample_language();
    try {
        Scenario const read = read_scenario_text({text, "a.yaml", folder}, parts);
        if (read.forcing.storm) hyetograph(*read.forcing.storm);
    } catch (InputError const& error) {
        expect_faults(error);
    }
}

inline void override_of(std::string const& assignment) {
    static LanguageParts const parts = test::sample_language();
    try {
        read_scenario_text({good_scenario, "a.yaml", folder}, parts, {assignment});
    } catch (InputError const& error) {
        expect_faults(error);
    }
}

inline void series(std::string const& text) {
    static UnitSystem const units;
    SeriesSpec spec;
    spec.csv = "a.csv";
    spec.unit = "mm/h";
    try {
        TimeSeries const read =
            read_series_text(text, spec, {"m/s", Interpolation::linear, Instant{}, 0.0}, units);
        if (read.time_s.empty() || read.time_s.size() != read.value.size()) std::abort();
    } catch (InputError const& error) {
        expect_faults(error);
    }
}

inline void network(std::string const& text) {
    try {
        TntpNetwork const read = read_tntp_network_text(text, "a.tntp");
        if (read.roads.nodes() < read.zones) std::abort();
    } catch (InputError const& error) {
        expect_faults(error);
    }
}

inline void links(std::string const& text) {
    try {
        RoadNetwork const read = read_road_tables_text({text, ""}, {"a.csv", ""}, {});
        if (read.zone_id.size() != read.zone_node.size()) std::abort();
        std::vector<std::string> notes;
        read_trip_table_text(text, "a.csv", {"from", "to", "capacity"}, read, notes);
    } catch (InputError const& error) {
        expect_faults(error);
    }
}

inline void trips(std::string const& text) {
    try {
        TntpTrips const read = read_tntp_trips_text(text, "a.tntp", 2);
        if (read.trips.origin.size() != read.trips.trips_vehph.size()) std::abort();
    } catch (InputError const& error) {
        expect_faults(error);
    }
}

inline void unit(std::string const& text) {
    static UnitSystem const units;
    static Schema const schema = quantity("m/s").between(-1e9, 1e9);
    auto const outcome = yaml::read_quantity(text, schema, units);
    if (!outcome.si && outcome.message.empty()) std::abort();
}

} // namespace jumelle::fuzz
