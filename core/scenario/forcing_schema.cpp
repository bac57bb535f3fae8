#include "core/scenario/schema_parts.hpp"
#include "core/scenario/tide.hpp"

namespace jumelle {

namespace {

constexpr double most_rain_mmph = 10000.0;     // fifty times the world's wettest hour
constexpr double most_evaporation_mmph = 10.0; // ten times a hot windy noon
constexpr double deepest_storm_mm = 20000.0;   // ten times the world's wettest day
constexpr double longest_storm_h = 8784.0;     // a leap year
constexpr double minutes_per_hour = 60.0;
constexpr double largest_radius_m = 1e6;
constexpr double steepest_slope = 1.0;
constexpr double longest_relaxation_s = 86400.0; // two tides
constexpr double highest_tide_m = 20.0;          // the Bay of Fundy has 8
constexpr double full_circle_deg = 360.0;
constexpr std::size_t most_constituents = 100;
constexpr std::size_t most_line_points = 10'000;

Schema table_members() {
    return map()
        .with("csv", path().may_be_absent().says("a table: the first column is time"))
        .with("column", text().may_be_absent().says("heading of the column; the second one"))
        .with("unit", text().may_be_absent().says("of the column, where its heading does not say"));
}

Schema storm_schema() {
    return map()
        .with("depth", quantity("mm").above(0.0).at_most(deepest_storm_mm).says("total rain of the storm"))
        .with("duration", quantity("h").above(0.0).at_most(longest_storm_h).says("how long it rains"))
        .with("shape", choice({"constant", "triangle", "double_triangle", "chicago"})
                           .by_default("chicago")
                           .says("how the rain is spread over the duration")
                           .from("Keifer & Chu 1957; Desbordes 1974"))
        .with("peak", quantity("1")
                          .between(0.0, 1.0)
                          .by_default(DesignStorm::usual_peak)
                          .says("share of the duration that lies before the peak"))
        .with("start", quantity("h")
                           .between(0.0, longest_storm_h)
                           .by_default(0.0)
                           .says("time from the start of the run to the first rain"))
        .may_be_absent()
        .says("a storm by its total and its shape");
}

Schema rain_schema() {
    Schema intensity = quantity("mm/h").between(0.0, most_rain_mmph);
    Schema const table =
        table_members()
            .with("design_storm", storm_schema())
            .with("maps", files().may_be_absent().says(
                              "rasters over time, in the order of their names; every band is one "
                              "interval"))
            .with("crs", text().may_be_absent().says("of the maps, where they do not say it or say it wrong"))
            .with("variable", text().may_be_absent().says("of netCDF files with several"))
            .with("every", quantity("min")
                               .above(0.0)
                               .at_most(longest_storm_h * minutes_per_hour)
                               .may_be_absent()
                               .says("how long each map holds; from the file's time axis"))
            .with("start", quantity("h")
                               .between(0.0, longest_storm_h)
                               .may_be_absent()
                               .says("time of the first map, with `every`; the start of the run"))
            .exactly_one_of({"csv", "design_storm", "maps"});
    return either({intensity, table})
        .may_be_absent()
        .says("rain on the whole territory: an intensity, a table, a design storm, or maps")
        .hint("write for example 12 mm/h");
}

Schema evaporation_schema() {
    return either({quantity("mm/h").between(0.0, most_evaporation_mmph),
                   table_members().exactly_one_of({"csv"})})
        .may_be_absent()
        .says("what open water loses to the air: a rate or a table")
        .hint("write for example 0.2 mm/h");
}

/// What the weather may be read from.
Schema weather_files() {
    return map()
        .with("epw", path().may_be_absent().says("a weather file of EnergyPlus; its years are not looked at"))
        .with("csv", path().may_be_absent().says(
                         "a station's table: time, then air_temperature, relative_humidity, wind_speed, "
                         "global_radiation and more"))
        .with("umep",
              path().may_be_absent().says("a table as UMEP, SUEWS and SOLWEIG read it: iy id it imin …; "
                                          "needs latitude, longitude and utc_offset"))
        .with("netcdf", path().may_be_absent().says(
                            "a netCDF-4 file of series over time, by their CF names or those of ALMA "
                            "and ERA5"));
}

/// The same, and where the station stands.
Schema weather_station() {
    constexpr double pole_deg = 90.0, date_line_deg = 180.0;
    constexpr double westernmost_h = -12.0, easternmost_h = 14.0; // of all time zones
    return weather_files()
        .with("latitude", quantity("degree")
                              .between(-pole_deg, pole_deg)
                              .may_be_absent()
                              .says("of the station; from the weather file"))
        .with("longitude", quantity("degree")
                               .between(-date_line_deg, date_line_deg)
                               .may_be_absent()
                               .says("of the station, east positive; from the weather file"))
        .with("utc_offset", quantity("h")
                                .between(westernmost_h, easternmost_h)
                                .may_be_absent()
                                .says("of the clock of a weather file, in place of its own"));
}

Schema weather_schema() {
    constexpr double usual_height_m = 10.0, highest_mast_m = 200.0;
    constexpr double strongest_wind_mps = 115.0; // measured on Earth
    constexpr double most_change_k = 15.0;       // beyond all projections for the coming century
    return weather_station()
        .with("wind_height", quantity("m")
                                 .above(0.0)
                                 .at_most(highest_mast_m)
                                 .by_default(usual_height_m)
                                 .says("of the anemometer above the ground"))
        .with("wind_speed", quantity("m/s")
                                .between(0.0, strongest_wind_mps)
                                .may_be_absent()
                                .says("where umep or netcdf has none"))
        .with("stamp",
              choice({"begin", "middle", "end"})
                  .may_be_absent()
                  .says("of the interval that radiation of umep or netcdf is the mean of; from time_bnds, "
                        "else end"))
        .with("temperature_change",
              quantity("K")
                  .between(-most_change_k, most_change_k)
                  .by_default(0.0)
                  .says("added to the air temperature at the same relative humidity and "
                        "emissivity of the sky: another climate")
                  .from("shift of Belcher et al. 2005, Build. Serv. Eng. Res. T. 26, 49"))
        .exactly_one_of({"epw", "csv", "umep", "netcdf"})
        .may_be_absent()
        .says("weather over open ground near the territory")
        .hint("write for example weather: {epw: town.epw}");
}

/// A named place: what both inflows and held levels have.
Schema area_members(std::string const& what) {
    return map()
        .with("name", text().says("name of the " + what + " in results"))
        .with("circle", circle_schema())
        .with("at", place_schema().may_be_absent().says("the one cell that holds this point or named place"))
        .with("polygons",
              path().may_be_absent().says("the cells inside polygons: CSV of x,y corners or a vector file"))
        .with("line", list_of(place_schema())
                          .sized(2, most_line_points)
                          .may_be_absent()
                          .says("the cells that this line crosses, from one point to the next")
                          .hint("write two points or more, [x, y] or names of places: [[1, 2], [9, 2]]"))
        .exactly_one_of({"circle", "at", "polygons", "line"});
}

Schema inflow_schema() {
    return area_members("inflow")
        .with("discharge", series_schema("m3/s").says("water that enters; negative where it leaves"))
        .says("water that enters at one place");
}

Schema constituent_schema() {
    std::vector<std::string> names;
    for (auto const& known : named_constituents()) names.emplace_back(known.name);
    return map()
        .with("name", choice(names).may_be_absent().says("a constituent whose period is known"))
        .with("period",
              quantity("h").above(0.0).at_most(longest_storm_h).may_be_absent().says("period of any other"))
        .with("amplitude", quantity("m").between(0.0, highest_tide_m).says("half of its range"))
        .with("phase", quantity("degree")
                           .between(-full_circle_deg, full_circle_deg)
                           .by_default(0.0)
                           .says("how far its high water comes after the reference"))
        .exactly_one_of({"name", "period"})
        .says("a constituent of the tide");
}

Schema tide_schema() {
    return map()
        .with("mean",
              quantity("m").by_default(0.0).says("mean water level in the territory's vertical datum"))
        .with("constituents",
              list_of(constituent_schema())
                  .sized(1, most_constituents)
                  .says("what the tide is the sum of: a cos(2 pi (t - reference) / period - phase)"))
        .with("reference",
              instant().may_be_absent().says("moment to which the phases belong; the start of the run"))
        .may_be_absent()
        .says("a tide as the sum of its constituents")
        .from("Parker 2007, NOAA Special Publication NOS CO-OPS 3");
}

Schema level_series_schema() {
    return either(
        {quantity("m"), table_members().with("tide", tide_schema()).exactly_one_of({"csv", "tide"})});
}

Schema absorbing_schema() {
    return map()
        .with("relaxation", quantity("s")
                                .above(0.0)
                                .at_most(longest_relaxation_s)
                                .says("time in which the water outside takes up the mean flow through its "
                                      "edge: much shorter waves leave"))
        .with("reflection",
              quantity("1").between(0.0, 1.0).by_default(1.0).says(
                  "share of a long wave that comes back; at 1 long waves meet the level itself"))
        .may_be_absent()
        .says("waves from inside leave, long ones in part; else they come back")
        .from("Flather 1976, Mem. Soc. R. Sci. Liege 10, 141-164; Leijnse et al. 2021, Coast. Eng. 163, "
              "103796");
}

Schema held_level_schema() {
    return area_members("level")
        .with("level", level_series_schema().says("water level that the cells hold"))
        .with("spin_up", quantity("s")
                             .between(0.0, longest_relaxation_s)
                             .by_default(0.0)
                             .says("time from the start in which the level goes from that of the cells' "
                                   "first water to the given one"))
        .with("absorbing", absorbing_schema())
        .says("cells whose water level is given");
}

Schema border_schema(std::string const& side) {
    Schema const held =
        map()
            .with("level", level_series_schema().may_be_absent().says("water level outside"))
            .with("discharge", series_schema("m3/s").may_be_absent().says(
                                   "water that enters, spread over the wet cells of the border"))
            .with("normal_depth",
                  quantity("1")
                      .above(0.0)
                      .at_most(steepest_slope)
                      .may_be_absent()
                      .says("slope on which water leaves at its normal depth; nothing enters"))
            .with("absorbing", absorbing_schema())
            .with("spin_up",
                  quantity("s")
                      .between(0.0, longest_relaxation_s)
                      .may_be_absent()
                      .says("time from the start in which an absorbing level goes from that of the "
                            "border's first water to the given one"))
            .exactly_one_of({"level", "discharge", "normal_depth"});
    return either({choice({"wall", "open"}), held})
        .by_default("wall")
        .says(side + " border: `wall` lets nothing pass, `open` lets waves leave, a level is held outside, "
                     "a discharge enters, or water leaves at normal depth");
}

} // namespace

Schema circle_schema() {
    return map()
        .with("centre", position_schema().says("its middle"))
        .with("radius", quantity("m").above(0.0).at_most(largest_radius_m).says("its radius"))
        .may_be_absent()
        .says("the cells inside a circle");
}

Schema series_schema(std::string const& unit) {
    return either({quantity(unit), table_members().exactly_one_of({"csv"})});
}

Schema forcing_schema() {
    return map()
        .with("rain", rain_schema())
        .with("evaporation", evaporation_schema())
        .with("weather", weather_schema())
        .with("inflows", list_of(inflow_schema()).by_default("[]").says("rivers, pipes, springs"))
        .with("levels", list_of(held_level_schema())
                            .by_default("[]")
                            .says("cells whose water level is given: sea, lakes"))
        .with("borders", map()
                             .with("north", border_schema("northern"))
                             .with("east", border_schema("eastern"))
                             .with("south", border_schema("southern"))
                             .with("west", border_schema("western"))
                             .by_default("{}")
                             .says("what happens at the four sides of the grid"))
        .by_default("{}")
        .says("what acts on the territory from outside");
}

} // namespace jumelle
