#pragma once

#include <string>
#include <vector>

#include "models/flood/drainage/drain_flow.hpp"

/// Small networks to try the drainage on.
namespace jumelle::flood::test {

inline PipeShapeSizes round_pipe(double diameter_m) {
    return {PipeShape::circular, diameter_m, 0.0, 0.0, 0.0, 1.0};
}
inline PipeShapeSizes box_pipe(double height_m, double width_m) {
    return {PipeShape::rectangular_closed, height_m, width_m, 0.0, 0.0, 1.0};
}
inline PipeShapeSizes open_channel(double height_m, double width_m) {
    return {PipeShape::rectangular_open, height_m, width_m, 0.0, 0.0, 1.0};
}

inline DrainNode junction(std::string name, double invert_m, double rim_m) {
    DrainNode node;
    node.name = std::move(name);
    node.invert_m = invert_m;
    node.rim_m = rim_m;
    return node;
}

inline DrainNode outfall(std::string name, double invert_m) {
    DrainNode node = junction(std::move(name), invert_m, invert_m);
    node.kind = DrainNodeKind::outfall;
    return node;
}

inline DrainNode outfall_at_level(std::string name, double invert_m, double level_m) {
    DrainNode node = outfall(std::move(name), invert_m);
    node.outfall = OutfallKind::level;
    node.level_m = TimeSeries::constant(level_m);
    return node;
}

inline DrainPipe pipe(std::string name, std::string from, std::string to, double length_m) {
    DrainPipe made;
    made.name = std::move(name);
    made.from_name = std::move(from);
    made.to_name = std::move(to);
    made.length_m = length_m;
    made.manning = 0.013;
    made.shape = round_pipe(1.0);
    return made;
}

/// A network without a street.
inline DrainFlow flow_in(DrainNetwork network) {
    connect(network);
    Street street;
    street.cell_of_node.assign(network.nodes.size(), -1);
    return {std::move(network), street};
}

inline void run_until(DrainFlow& flow, double from_s, double to_s) {
    flow.run(from_s, to_s, {});
}

/// What the account says that should be stored, less what is.
inline double volume_error_m3(DrainFlow const& flow, double at_start_m3) {
    auto const& passed = flow.volumes();
    return flow.stored_m3() - at_start_m3 - passed.inflow.value() - passed.backflow.value() +
           passed.outfall.value() + passed.withdrawal.value();
}

} // namespace jumelle::flood::test
