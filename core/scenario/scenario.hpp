#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/quantity.hpp"
#include "core/scenario/schema.hpp"

namespace jumelle {

/// A tide as the sum of its constituents.
struct TideSpec {
    struct Part {
        double amplitude_m = 0.0, period_s = 0.0, phase_rad = 0.0;
    };
    double mean_m = 0.0;
    std::vector<Part> parts;
    std::optional<Instant> reference; ///< to which the phases belong; empty: the start of the run
};

/// A series of values over time as a scenario names it: one number, two columns of a CSV table, or a tide.
struct SeriesSpec {
    std::optional<double> constant; ///< in SI units
    std::string csv;                ///< path of the table; empty where constant
    std::string column;             ///< empty: the second column
    std::string unit; ///< unit of the column where its heading does not say; empty: from the heading
    std::optional<TideSpec> tide; ///< levels only
    Value where;                  ///< for faults
};

/// A corner of a line: x and y, or the name of a place.
struct LinePoint {
    double x_m = 0.0, y_m = 0.0;
    std::string place; ///< in place of x and y: one that the territory knows by name
    Value where;
};

/// An area as a scenario names it.
struct RegionSpec {
    struct Circle {
        double x_m = 0.0, y_m = 0.0, radius_m = 0.0;
    };
    std::optional<Circle> circle;
    std::optional<std::pair<double, double>> point; ///< x, y [m]
    std::string place;           ///< a place that the territory knows by name; empty where none is meant
    std::string polygons;        ///< file: CSV of x,y corners, or any vector file that GDAL reads
    std::vector<LinePoint> line; ///< the cells that this line crosses; empty where none is meant
    Value where;
};

/// One source of a field's numbers; a field may be painted from several, each over the ones before.
struct FieldLayer {
    enum class Kind { constant, raster, vector, polygons };
    Kind kind = Kind::constant;
    double value = 0.0; ///< constant, vector without attribute, polygons [SI]
    std::string file;   ///< raster, vector
    std::vector<std::string>
        files;         ///< polygons: CSV files of x,y corners, one ring a file, globs expanded, sorted
    int band = 1;      ///< raster
    std::string minus; ///< raster: another one that is taken off it
    std::optional<double> least;   ///< raster: smaller numbers count as 0 [SI]
    std::string layer, attribute;  ///< vector
    std::string unit;              ///< of the file's numbers; empty: the field's own
    std::string crs;               ///< of the file where it does not say or says wrong; empty: from the file
    std::string resample;          ///< raster: `nearest`, `bilinear`, `average`; empty: the field's own habit
    std::optional<double> missing; ///< value for cells or features without one [SI]
    bool missing_is_outside = false; ///< cells without a value lie outside the territory
    Value where;                     ///< for faults
};

struct FieldSpec {
    std::string name;
    std::vector<FieldLayer> layers;
    Value where;
};

/// A procedural town in place of data (`core/territory/town`).
struct TownSpec {
    std::uint64_t seed = 1;
    double width_m = 0.0, height_m = 0.0; ///< size [m]
    Value where;
};

/// A hydraulic structure as a scenario names it; `core/run/structures_from.hpp` gives it its place.
struct StructureSpec {
    std::string kind; ///< `levee`, `culvert` …
    std::string name;
    Value where; ///< its members
};

/// A drainage network: an input file of SWMM, or two tables.
struct DrainsSpec {
    std::string swmm, nodes, pipes; ///< files; empty where not given
    double slot_celerity_mps = 0.0, cell_length_m = 0.0;
    struct Inlets {
        std::optional<double> perimeter_m, area_m2, weir_coefficient, orifice_coefficient, clogging;
    };
    Inlets inlets; ///< of all nodes, where their own file does not say
    Value where;
};

/// The road network of a scenario: one of three sources.
struct RoadsSpec {
    std::string tntp;  ///< file of the network
    std::string csv;   ///< table of links
    std::string gmns;  ///< folder with node.csv and link.csv
    std::string nodes; ///< positions of a TNTP network, or the table of nodes beside `csv`
    double time_unit_s = 0.0, period_s = 0.0;
    std::optional<double> length_unit_m, speed_unit_mps, position_unit_m;
    Value where;
};

/// The trips of a scenario: one of three sources.
struct DemandSpec {
    std::string tntp, csv, omx;
    std::string matrix, lookup;       ///< of the Open Matrix file; empty: its only one
    std::vector<std::string> columns; ///< of the table: origin, destination, trips; empty: the usual names
    bool leaves_out_unknown_zones = false;
    std::optional<double> period_s; ///< to which numbers without a unit belong; empty: that of the roads
    Value where;
};

/// A hospital or a fire station; `core/run/place_facilities.hpp` gives it its node.
struct FacilitySpec {
    std::string kind, name;
    std::optional<std::pair<double, double>> at; ///< x, y [m]
    std::string place, node; ///< in place of `at`: a place or a node that the territory knows by name
    Value where;
};

/// A planned change of the territory; `core/run/apply_measures.hpp` makes it.
struct MeasureSpec {
    std::string kind; ///< `plant_trees`
    std::string name;
    RegionSpec inside; ///< empty where the measure has no area
    Value where;       ///< its members
};

struct TerritorySpec {
    std::string crs;
    double resolution_m = 0.0;
    int fine_cells = 0; ///< of the terrain along the side of a cell; 0: the terrain is as fine as the grid
    struct Extent {
        double west_m, south_m, east_m, north_m;
    };
    std::optional<Extent> extent;
    std::optional<TownSpec> town;
    std::vector<FieldSpec> fields;
    std::vector<StructureSpec> structures;
    std::optional<DrainsSpec> drains;
    std::optional<RoadsSpec> roads;
    std::optional<DemandSpec> demand;
    std::vector<FacilitySpec> facilities;
    bool has_grid = true; ///< false: roads alone
    Value where;
};

/// A storm by its total and its shape; `core/scenario/design_storm.hpp` turns it into intensities.
struct DesignStorm {
    enum class Shape { constant, triangle, double_triangle, chicago };
    Length depth;
    Seconds duration;
    Shape shape = Shape::constant;
    static constexpr double usual_peak = 0.4; // between the 0.375 that Keifer & Chu found and the middle
    double peak = usual_peak;                 ///< share of the duration that lies before the peak
    Seconds start;                            ///< after the start of the run
};

/// Rain that differs from place to place: rasters over time.
struct RainMapsSpec {
    std::vector<std::string> files; ///< every band of every one is a map
    std::string variable;           ///< of netCDF files; empty: the file's only one
    std::string unit;               ///< of the numbers; empty: from the file
    std::string crs;                ///< in place of the files' own; empty: the files' own
    std::optional<double> every_s;  ///< how long each map holds; empty: from the file's time axis
    double start_s = 0.0;           ///< of the first map, with `every`
    Value where;
};

struct InflowSpec {
    std::string name;
    RegionSpec region;
    SeriesSpec discharge_m3ps;
};

/// How the water beyond a held level answers to waves from inside.
struct AbsorbingSpec {
    double relaxation_s = 0.0, reflection = 1.0;
};

struct HeldLevelSpec {
    std::string name;
    RegionSpec region;
    SeriesSpec level_m;
    double spin_up_s = 0.0; ///< from the first water to the given level
    std::optional<AbsorbingSpec> absorbing;
};

struct BorderSpec {
    enum class Kind { wall, open, level, discharge, normal_depth };
    Kind kind = Kind::wall;
    SeriesSpec series;                      ///< of the level [m] or the discharge [m3/s]
    double slope = 0.0;                     ///< of the normal depth
    std::optional<AbsorbingSpec> absorbing; ///< the cells along the border hold the level, and absorb
    double spin_up_s = 0.0;                 ///< of an absorbing level
    Value where;
};

/// Weather as a scenario names it: a weather file, or a station's table.
struct WeatherSpec {
    std::string epw, csv, umep, netcdf;                              ///< one of them
    std::optional<double> latitude_deg, longitude_deg, utc_offset_s; ///< in place of the file's own
    std::optional<double> wind_speed_mps;                            ///< where the file has none
    std::string stamp;                                               ///< begin, middle or end of an interval
    double wind_height_m = 0.0;
    double temperature_change_k = 0.0; ///< added to the air temperature: another climate
    Value where;

    /// The one that is named.
    std::string const& file() const {
        if (!epw.empty()) return epw;
        if (!csv.empty()) return csv;
        return umep.empty() ? netcdf : umep;
    }
};

struct ForcingSpec {
    std::optional<DesignStorm> storm; ///< at most one of storm and rain
    std::optional<SeriesSpec> rain_mps;
    std::optional<RainMapsSpec> rain_maps; ///< in place of both
    std::optional<SeriesSpec> evaporation_mps;
    std::optional<WeatherSpec> weather;
    std::vector<InflowSpec> inflows;
    std::vector<HeldLevelSpec> levels;
    BorderSpec north, east, south, west;
};

struct TimeSpec {
    Instant start;
    Duration duration;
    Duration exchange_every;
};

struct GaugeSpec {
    std::string name;
    double x_m = 0.0, y_m = 0.0, radius_m = 0.0;
    std::string place; ///< in place of x and y: one that the territory knows by name
    std::vector<std::pair<std::string, double>> observed; ///< field name, value at the end of the run [SI]
    /// What was observed over time, from a table.
    struct ObservedTable {
        std::string field;
        SeriesSpec table;
    };
    std::vector<ObservedTable> tables;
    Value where;
};

/// A line across which flow is counted.
struct SectionSpec {
    std::string name;
    std::vector<LinePoint> line;
    Value where;
};

struct OutputSpec {
    Duration every;
    std::vector<std::string> fields; ///< empty: whatever the models write
    std::vector<GaugeSpec> gauges;
    std::vector<SectionSpec> sections;
    Value where;
};

struct ModelSpec {
    std::string name;
    Value parameters; ///< checked against the model's schema, defaults filled in
};

/// What a person writes in one YAML file, checked and in SI units.
struct Scenario {
    std::string name;
    std::filesystem::path file; ///< empty for an embedded one
    std::string text;           ///< resolved: the file's text, after it one comment line for each `--set`
    TerritorySpec territory;
    ForcingSpec forcing;
    TimeSpec time;
    std::vector<MeasureSpec> measures; ///< in order; structures among them are in the territory's list too
    std::vector<ModelSpec> models;     ///< in the order of the file
    OutputSpec outputs;
    std::vector<std::string> indicators; ///< empty: all that apply
    Value root;                          ///< the whole checked tree
};

/// What a build knows: the parts of the scenario's language that come from fields, models and indicators.
struct LanguageParts {
    struct NamedField {
        std::string name, unit, sentence;
    };
    std::vector<NamedField> fields;                     ///< that a territory may have
    std::vector<std::pair<std::string, Schema>> models; ///< name, parameters
    std::vector<NamedField> outputs;                    ///< that models write, on request or always
    std::vector<std::string> indicators;
};

/// The whole scenario language as one schema (DESIGN section 5).
Schema scenario_schema(LanguageParts const& parts);

/// Typed structs out of a tree that was checked against `scenario_schema`.
/// Faults that no schema can see (an extent turned inside out, a storm *and* rain, output interval longer
/// than the run …) are added to `faults`.
Scenario scenario_from(Value root, FaultList& faults);

} // namespace jumelle
