#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/time_series.hpp"
#include "core/model/weather.hpp"
#include "core/territory/region.hpp"

namespace jumelle {

/// Water that enters (positive) or leaves (negative) over some cells.
struct Inflow {
    std::string name;
    std::vector<Cell> cells; ///< the discharge is spread evenly over them
    TimeSeries discharge_m3ps;
    Place place = {};     ///< in the scenario, for faults
    std::string key = {}; ///< `forcing.inflows[0]`
};

/// How the water beyond a held level answers to waves that reach it from inside: long ones come back turned
/// round, short ones leave.
struct AbsorbingLevel {
    double relaxation_s = 0.0; ///< time in which it takes up the mean flow through its edge
    double reflection = 1.0; ///< share of a long wave that comes back; at 1 long waves meet the level itself
};

/// Cells whose water level is given: the sea off a coast, a lake.
struct HeldLevel {
    std::string name;
    std::vector<Cell> cells;
    /// In the territory's vertical datum [m]. The level of a cell is Σ share · series.
    std::vector<TimeSeries> levels_m;
    /// For each cell a share of each series; empty: the one series holds everywhere.
    std::vector<std::vector<double>> shares = {};
    /// In this time from the start the level goes from that of the cell's own first water to the given one.
    double spin_up_s = 0.0;
    std::optional<AbsorbingLevel> absorbing = {}; ///< none: the velocity is left to itself
    Place place = {};                             ///< in the scenario, for faults
    std::string key = {};                         ///< `forcing.levels[0]`
};

enum class BorderKind {
    wall,        ///< nothing passes
    open,        ///< waves leave without coming back (zero gradient); nothing enters
    level,       ///< the water level outside is given
    discharge,   ///< the discharge through the side is given
    normal_depth ///< water leaves as on an endless slope; nothing enters
};

struct Border {
    BorderKind kind = BorderKind::wall;
    TimeSeries level_m;        ///< only for `level` [m, in the territory's vertical datum]
    TimeSeries discharge_m3ps; ///< only for `discharge`, positive into the territory, spread over wet cells
    double slope = 0.0;        ///< only for `normal_depth`: fall per length [1]
};

/// The four sides of the grid.
struct Borders {
    Border north, east, south, west;
};

/// Rain that differs from cell to cell: maps of intensity, each of which holds from its time to the next
/// one's (the last one to its own end).
struct RainMaps {
    std::vector<double> begin_s; ///< increasing, one a map
    double end_s = 0.0;          ///< of the last map
    std::vector<Array2D<float>> intensity_mps;
    bool empty() const { return intensity_mps.empty(); }
};

/// What was measured over time at a gauge. It acts on nothing; computed values are compared with it.
struct ObservedSeries {
    std::string gauge, field;
    TimeSeries values; ///< in the unit of the field
};

/// What acts on the territory from outside, over the run. Times count from the start of the run.
struct Forcing {
    TimeSeries rain_mps = TimeSeries::constant(0.0);        ///< uniform rain intensity [m/s]
    RainMaps rain_maps;                                     ///< beside the uniform rain
    TimeSeries evaporation_mps = TimeSeries::constant(0.0); ///< from open water [m/s]
    std::vector<Inflow> inflows;
    std::vector<HeldLevel> levels;
    Borders borders;
    Weather weather; ///< empty where the scenario names none
    std::vector<ObservedSeries> observed;
};

} // namespace jumelle
