#include "io/network/drain_tables.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "io/network/read_text.hpp"
#include "io/network/table.hpp"

namespace jumelle {

namespace {

using network::Column;
using network::Table;
using weather::CsvRow;

std::vector<Column> node_columns() {
    return {{"name", ""},
            {"kind", ""},
            {"x", "1"},
            {"y", "1"},
            {"invert", "m"},
            {"rim", "m"},
            {"plan_area", "m2"},
            {"cover", ""},
            {"initial_depth", "m"},
            {"surcharge_depth", "m"},
            {"ponded_area", "m2"},
            {"clogging", "1"},
            {"level", "m"},
            {"inflow", "m3/s"}};
}

std::vector<Column> pipe_columns() {
    return {
        {"name", ""},     {"from", ""},         {"to", ""},         {"length", "m"}, {"manning", "s/m^(1/3)"},
        {"shape", ""},    {"height", "m"},      {"diameter", "m"},  {"width", "m"},  {"slope", "1"},
        {"barrels", "1"}, {"from_offset", "m"}, {"to_offset", "m"}, {"loss", "1"},   {"flow", "m3/s"}};
}

DrainNode node_from(Table& table, CsvRow const& row, InletLaw const& inlet) {
    DrainNode node;
    node.place = table.place(row);
    node.name = table.text(row, "name");
    node.inlet = inlet;
    node.kind = static_cast<DrainNodeKind>(table.choice(row, "kind", {"junction", "outfall", "storage"}));
    node.cover = static_cast<DrainCover>(table.choice(row, "cover", {"open", "sealed"}));
    node.invert_m = table.needed(row, "invert");
    bool const is_outfall = node.kind == DrainNodeKind::outfall;
    node.rim_m = is_outfall ? table.number_or(row, "rim", node.invert_m) : table.needed(row, "rim");
    auto const x = table.number(row, "x"), y = table.number(row, "y");
    if (x && y) node.position = Point{*x, *y};
    if (x.has_value() != y.has_value()) table.add(node.place, "needs both x and y, or neither", "");
    node.plan_area_m2 = table.number_or(row, "plan_area", node.plan_area_m2);
    node.initial_depth_m = table.number_or(row, "initial_depth", 0.0);
    node.surcharge_depth_m = table.number_or(row, "surcharge_depth", 0.0);
    node.ponded_area_m2 = table.number_or(row, "ponded_area", 0.0);
    node.inlet.clogging = table.number_or(row, "clogging", node.inlet.clogging);
    node.inflow_m3ps = TimeSeries::constant(table.number_or(row, "inflow", 0.0));
    if (auto const level = table.number(row, "level")) {
        if (!is_outfall)
            table.add(node.place, fmt::format("node '{}' has a level, but is no outfall", node.name), "");
        node.outfall = OutfallKind::level;
        node.level_m = TimeSeries::constant(*level);
    }
    return node;
}

DrainPipe pipe_from(Table& table, CsvRow const& row) {
    DrainPipe pipe;
    pipe.place = table.place(row);
    pipe.name = table.text(row, "name");
    pipe.from_name = table.text(row, "from");
    pipe.to_name = table.text(row, "to");
    pipe.length_m = table.needed(row, "length");
    pipe.manning = table.needed(row, "manning");
    pipe.shape.shape = static_cast<PipeShape>(
        table.choice(row, "shape", {"circular", "rectangular_closed", "rectangular_open", "trapezoidal"}));
    auto const height = table.number(row, "height"), diameter = table.number(row, "diameter");
    pipe.shape.height_m = height ? *height : diameter.value_or(0.0);
    pipe.shape.width_m = table.number_or(row, "width", 0.0);
    pipe.shape.left_slope = pipe.shape.right_slope = table.number_or(row, "slope", 0.0);
    pipe.shape.barrels = table.number_or(row, "barrels", 1.0);
    pipe.from_offset_m = table.number_or(row, "from_offset", 0.0);
    pipe.to_offset_m = table.number_or(row, "to_offset", 0.0);
    pipe.loss = table.number_or(row, "loss", 0.0);
    pipe.initial_flow_m3ps = table.number_or(row, "flow", 0.0);
    return pipe;
}

} // namespace

DrainNetwork read_drain_tables_text(DrainTableFiles const& texts, DrainTableFiles const& files,
                                    InletLaw const& inlet) {
    FaultList faults;
    DrainNetwork network;
    Table nodes(texts.nodes, files.nodes, node_columns(), faults);
    nodes.need("name", "");
    nodes.need("invert", "m");
    nodes.need("rim", "m");
    for (auto const& row : nodes.rows()) network.nodes.push_back(node_from(nodes, row, inlet));
    Table pipes(texts.pipes, files.pipes, pipe_columns(), faults);
    for (auto const& [name, unit] :
         {std::pair{"name", ""}, {"from", ""}, {"to", ""}, {"length", "m"}, {"manning", "s/m^(1/3)"}})
        pipes.need(name, unit);
    if (!pipes.has("diameter")) pipes.need("height", "m");
    for (auto const& row : pipes.rows()) network.pipes.push_back(pipe_from(pipes, row));
    // Numbers that could not be read would make further faults of their own.
    faults.throw_if_any();
    connect(network);
    for (auto const& fault : faults_of(network)) faults.add(fault);
    faults.throw_if_any();
    return network;
}

DrainNetwork read_drain_tables(DrainTableFiles const& files, InletLaw const& inlet) {
    return read_drain_tables_text({network::read_text(files.nodes), network::read_text(files.pipes)}, files,
                                  inlet);
}

} // namespace jumelle
