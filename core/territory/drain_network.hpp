#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/time_series.hpp"
#include "core/base/view.hpp"
#include "core/territory/grid.hpp"

namespace jumelle {

/// Whether a valve lets water back.
enum class FlapGate { none, closes };

/// How street water gets into a node, and surcharge out of it: a weir along the rim while shallow, an orifice
/// when deep. Clogging takes its share of both.
struct InletLaw {
    double perimeter_m = 0.0; ///< length of the rim over which water falls
    double area_m2 = 0.0;     ///< open area
    double weir_coefficient = 0.0, orifice_coefficient = 0.0;
    double clogging = 0.0; ///< share that is blocked, 0 … 1
};

/// A manhole lid of 0.6 m; coefficients of Rubinato, Martins, Kesserwani, Leandro, Djordjević & Shucksmith
/// 2017, J. Hydrol. 552, 421-432 (free weir 0.54, orifice 0.167).
inline constexpr InletLaw manhole_lid{1.885, 0.2827, 0.54, 0.167, 0.0};

/// Plan area of a manhole 4 ft across [m²]. Source: SWMM 5 Reference Manual II (EPA 2017), MIN_SURFAREA.
inline constexpr double manhole_area_m2 = 1.167;

enum class DrainNodeKind { junction, outfall, storage };

/// What the water meets at an outfall.
enum class OutfallKind {
    free,   ///< a fall: critical depth, unless the flow is faster
    normal, ///< a pipe that goes on: normal depth
    level   ///< a water level that is given
};

/// Whether a node can exchange water with the street above it.
enum class DrainCover { open, sealed };

/// One point of a curve; what x and y are, its owner says.
struct CurvePoint {
    double x = 0.0, y = 0.0;
};

struct DrainNode {
    std::string name;
    DrainNodeKind kind = DrainNodeKind::junction;
    std::optional<Point> position; ///< on the map; without one it never meets the street
    double invert_m = 0.0;         ///< bottom [m, vertical datum of the territory]
    double rim_m = 0.0;            ///< top of the node: the street
    double initial_depth_m = 0.0;
    double surcharge_depth_m = 0.0; ///< that the level may rise above the rim of a lid before water comes out
    double ponded_area_m2 = 0.0;    ///< over which it spreads where no cell of the grid takes it
    double plan_area_m2 = manhole_area_m2;
    std::vector<CurvePoint> storage; ///< depth [m], plan area [m²]; empty: the plan area at all depths
    DrainCover cover = DrainCover::open;
    InletLaw inlet = manhole_lid;
    OutfallKind outfall = OutfallKind::free;
    TimeSeries level_m = TimeSeries::constant(0.0); ///< beyond an outfall of kind `level`
    FlapGate gate = FlapGate::none;                 ///< of an outfall
    TimeSeries inflow_m3ps = TimeSeries::constant(0.0);
    Place place = {};
};

/// What joins two nodes. A reader gives names; `connect` finds the nodes.
struct DrainLink {
    std::string name, from_name, to_name;
    std::int32_t from = -1, to = -1; ///< positions of the nodes; −1: not found
    Place place = {};
};

enum class PipeShape { circular, rectangular_closed, rectangular_open, trapezoidal };

struct PipeShapeSizes {
    PipeShape shape = PipeShape::circular;
    double height_m = 0.0;                      ///< inner height: the diameter of a circular pipe
    double width_m = 0.0;                       ///< at the bottom; of no meaning for a circular pipe
    double left_slope = 0.0, right_slope = 0.0; ///< of a trapezoid's banks, horizontal to vertical
    double barrels = 1.0;                       ///< equal pipes side by side
};

struct DrainPipe : DrainLink {
    double length_m = 0.0;
    double manning = 0.0; ///< [s m^(-1/3)]
    PipeShapeSizes shape;
    double from_offset_m = 0.0, to_offset_m = 0.0; ///< of the pipe's bottom above the nodes'
    double initial_flow_m3ps = 0.0;
    double loss = 0.0; ///< sum of entry, exit and bend losses in velocity heads
    FlapGate gate = FlapGate::none;
};

/// What x of a pump's curve is.
enum class PumpCurve {
    head,        ///< rise from the water at its inlet to that at its outlet [m]; between points straight
    depth,       ///< of water at the inlet node [m]; between points straight
    depth_steps, ///< the same, each discharge up to the next point
    volume_steps ///< of water at the inlet node [m³], in steps
};

struct DrainPump : DrainLink {
    PumpCurve curve = PumpCurve::depth;
    std::vector<CurvePoint> points;             ///< y: discharge [m³/s]
    double on_depth_m = 0.0, off_depth_m = 0.0; ///< at the inlet node; both 0: always on
};

struct DrainOrifice : DrainLink {
    PipeShape shape = PipeShape::circular; ///< circular or rectangular_closed
    double height_m = 0.0, width_m = 0.0;  ///< height is the diameter of a circular one
    double offset_m = 0.0;                 ///< of its lower edge above the inlet node's bottom
    double coefficient = 0.0;
    FlapGate gate = FlapGate::none;
};

struct DrainWeir : DrainLink {
    double length_m = 0.0, height_m = 0.0; ///< of the opening
    double offset_m = 0.0;                 ///< of the crest above the inlet node's bottom
    double coefficient_m05ps = 0.0;        ///< C in Q = C L H^1.5 [m^0.5/s]
    FlapGate gate = FlapGate::none;
};

/// Pipes under the street and what goes with them, in SI units.
struct DrainNetwork {
    std::vector<DrainNode> nodes;
    std::vector<DrainPipe> pipes;
    std::vector<DrainPump> pumps;
    std::vector<DrainOrifice> orifices;
    std::vector<DrainWeir> weirs;
    std::vector<std::string> notes; ///< what a reader left out, in sentences

    /// A slot of 1.3 % of the width of a pipe of 1 m: between the 1 % and 5 % in use. Source: Cunge, Holly &
    /// Verwey 1980, Practical Aspects of Computational River Hydraulics, section 2.8.
    static constexpr double usual_slot_celerity_mps = 25.0;
    static constexpr double usual_cell_length_m = 10.0;
    double slot_celerity_mps = usual_slot_celerity_mps; ///< of pressure waves in full pipes
    double cell_length_m = usual_cell_length_m;         ///< about, of the pieces that pipes are cut into
};

/// Sets `from` and `to` of all links by the names of their nodes.
void connect(DrainNetwork& network);

/// Everything that is wrong with a network, all at once: names given twice, ends that are no node, sizes that
/// make no sense, pumps without curve, rims below the bottom, nodes that nothing joins, parts without outlet.
/// @pre connect(network) was called
std::vector<Fault> faults_of(DrainNetwork const& network);

/// What does not fit the ground over a network: bottoms and rims above it. `ground_m` is NaN where a cell has
/// no ground.
std::vector<Fault> faults_on_ground(DrainNetwork const& network, Grid const& grid,
                                    Array2D<double> const& ground_m);

} // namespace jumelle
