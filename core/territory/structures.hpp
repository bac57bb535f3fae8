#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/time_series.hpp"
#include "core/territory/grid.hpp"

/// Hydraulic structures as engineers name them, in SI units and the territory's CRS. Levels are in the
/// vertical datum of the elevation. How models turn them into flow is theirs.
namespace jumelle {

/// Never starts, never ends, or has no upper edge.
inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// Who a structure is, and where it stands in the scenario.
struct StructureLabel {
    std::string name;
    Place place = {};
    std::string key = {}; ///< `territory.structures[0].levee`
};

/// Switches on and off by the water level at a point, with a band between the two so that it does not
/// chatter.
struct LevelSwitch {
    enum class When { above, below };
    Point at;
    When on_when = When::above; ///< on when the level is above (below) `on_m`
    double on_m = 0.0;
    double off_m = 0.0; ///< off when it is below (above) this; between the two it stays as it is
};

/// How far something is open, or whether it runs: a share from 0 to 1.
struct Control {
    TimeSeries share = TimeSeries::constant(1.0); ///< by time
    std::optional<LevelSwitch> by_level;          ///< in place of the series: 1 when on, 0 when off
    double travel_s = 0.0;                        ///< time to move from shut to fully open
};

/// Height along a line: one number, or one for each corner with straight lines between.
struct CrestHeight {
    enum class Above { datum, ground };
    std::vector<double> height_m;
    Above above = Above::datum;
};

/// Flood wall, levee or weir along a line: water passes over its crest only.
struct WallLine {
    StructureLabel label;
    std::vector<Point> line;
    CrestHeight crest;
    double weir_coefficient = 0.0; ///< Poleni's, in q = 2/3 C sqrt(2 g) H^(3/2)
};

/// A road over a river: free flow below the soffit, pressure flow, and flow over the deck.
struct BridgeLine {
    StructureLabel label;
    std::vector<Point> line;
    double soffit_m = 0.0, deck_m = 0.0; ///< lower and upper edge of what blocks the flow
    double blockage = 0.0;               ///< share of the width that piers take
    double orifice_coefficient = 0.0, deck_coefficient = 0.0;
};

/// A gate along a line: water passes under its lower edge, and over its upper one where it has one.
struct GateLine {
    StructureLabel label;
    std::vector<Point> line;
    double sill_m = 0.0, height_m = 0.0; ///< height of the opening when fully open
    double top_m = unlimited;            ///< upper edge of the closed gate
    double orifice_coefficient = 0.0, weir_coefficient = 0.0;
    Control opening;
};

/// A stretch of a levee whose crest falls in time.
struct DikeBreach {
    enum class Growth {
        linear,   ///< width and level change evenly over the duration
        erosion,  ///< Verheij & van der Knaap 2002: the level over the duration, then the width by the flow
        froehlich ///< Froehlich 2008: width and duration follow from the water stored behind it
    };
    enum class Failure { overtopping, piping };
    StructureLabel label;
    std::string levee; ///< name of the wall line that it breaks
    Point at;          ///< its middle
    double start_s = unlimited;
    std::optional<double> overtopping_level_m; ///< or starts when the water beside it rises above this
    double width_m = 0.0, initial_width_m = 0.0;
    double level_m = 0.0; ///< of the bottom of the full breach
    double duration_s = 0.0;
    Growth growth = Growth::linear;
    double critical_velocity_mps = 0.0; ///< at which the soil erodes; `erosion` only
    double stored_m3 = 0.0; ///< water above the bottom of the breach when it begins; `froehlich` only
    Failure failure = Failure::overtopping; ///< `froehlich` only
};

/// Which way water may go through a link.
enum class LinkWay { both, forward };

/// Constants of a culvert's inlet.
/// Source: FHWA 2012, Hydraulic Design of Highway Culverts (HDS-5), 3rd edition, table A.1.
struct InletControl {
    int form = 1; ///< 1: with the critical head, 2: without
    double k = 0.0, m = 0.0, c = 0.0, y = 0.0;
    double slope_share = -0.5; ///< of the barrel's slope; +0.7 for inlets mitered to the slope
};

/// Pipes or boxes under an embankment.
struct Culvert {
    enum class Shape { circular, box };
    StructureLabel label;
    Point from, to;
    Shape shape = Shape::circular;
    double width_m = 0.0, height_m = 0.0; ///< both the diameter where circular
    double length_m = 0.0;
    std::optional<double> from_invert_m, to_invert_m; ///< bottom of its ends; the ground's where absent
    int barrels = 1;
    double manning = 0.0, entrance_loss = 0.0, exit_loss = 0.0;
    InletControl inlet;
    LinkWay way = LinkWay::both;
};

/// Orifice, weir or gate between two points: a rectangle that water passes.
struct PointOpening {
    StructureLabel label;
    Point from, to;
    double sill_m = 0.0, width_m = 0.0;
    double height_m = unlimited;
    double orifice_coefficient = 0.0, weir_coefficient = 0.0;
    Control opening; ///< share of the height that is open, or of the width where the height is unlimited
    LinkWay way = LinkWay::both;
};

struct Pump {
    StructureLabel label;
    Point from;
    std::optional<Point> to; ///< out of the territory where absent
    /// Head [m] (level there − level here), rising, and discharge [m³/s], falling; one pair: constant.
    std::vector<std::pair<double, double>> curve;
    Control running;
};

/// All structures of a territory. Where two lines share a cell face, the later list and element takes it.
struct Structures {
    std::vector<WallLine> walls;
    std::vector<BridgeLine> bridges;
    std::vector<GateLine> gates;
    std::vector<DikeBreach> breaches;
    std::vector<Culvert> culverts;
    std::vector<PointOpening> openings;
    std::vector<Pump> pumps;

    bool empty() const {
        return walls.empty() && bridges.empty() && gates.empty() && breaches.empty() && culverts.empty() &&
               openings.empty() && pumps.empty();
    }
};

} // namespace jumelle
