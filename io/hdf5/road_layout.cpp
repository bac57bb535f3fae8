#include "io/hdf5/road_layout.hpp"

#include <algorithm>

namespace jumelle::hdf5 {

namespace {

void define_topology(NetcdfDraft& draft, RoadGraph const& roads) {
    VariableSpec spec;
    spec.name = "road";
    spec.type = ElementType::int32;
    draft.add_variable(spec);
    draft.write("road", std::vector<std::int32_t>{0});
    DraftVariable& variable = draft.variable("road");
    put_text(variable, "cf_role", "mesh_topology");
    put_text(variable, "long_name", "road graph");
    put_integer(variable, "topology_dimension", 1);
    put_text(variable, "node_coordinates", "road_node_x road_node_y");
    put_text(variable, "node_dimension", "road_node");
    if (roads.edges() == 0) return;
    put_text(variable, "edge_node_connectivity", "road_edge_nodes");
    put_text(variable, "edge_coordinates", "road_edge_x road_edge_y");
    put_text(variable, "edge_dimension", "road_edge");
}

void define_connectivity(NetcdfDraft& draft, RoadGraph const& roads) {
    VariableSpec spec;
    spec.name = "road_edge_nodes";
    spec.type = ElementType::int32;
    spec.dimensions = {"road_edge", "two"};
    draft.add_variable(spec);
    std::vector<std::int32_t> ends;
    for (std::size_t edge = 0; edge < roads.to.size(); ++edge)
        ends.insert(ends.end(), {roads.from[edge], roads.to[edge]});
    draft.write(spec.name, ends);
    if (roads.has_positions) put_text(draft.variable(spec.name), "cf_role", "edge_node_connectivity");
    put_text(draft.variable(spec.name), "long_name", "first and last node of each edge");
    put_integer(draft.variable(spec.name), "start_index", 0);
}

/// Whether a network has places: without them it is no mesh, but tables along `road_node` and `road_edge`.
enum class Placing { on_mesh, nowhere };

/// What an edge variable is called, for people and for programs.
struct EdgeVariable {
    std::string name, long_name, unit;
};

template <class Number>
void add_edge_variable(NetcdfDraft& draft, EdgeVariable const& meaning, std::vector<Number> const& values,
                       Placing placing) {
    VariableSpec spec;
    spec.name = meaning.name;
    spec.type = std::is_same_v<Number, double> ? ElementType::float64 : ElementType::int32;
    spec.dimensions = {"road_edge"};
    draft.add_variable(spec);
    draft.write(spec.name, values);
    DraftVariable& variable = draft.variable(spec.name);
    put_text(variable, "long_name", meaning.long_name);
    put_text(variable, "units", meaning.unit);
    if (placing == Placing::nowhere) return;
    put_text(variable, "mesh", "road");
    put_text(variable, "location", "edge");
    put_text(variable, "coordinates", "road_edge_x road_edge_y");
}

void define_nodes(NetcdfDraft& draft, RoadGraph const& roads, std::string const& grid_mapping) {
    std::vector<double> x_m, y_m;
    for (auto const& node : roads.node) {
        x_m.push_back(node.x_m);
        y_m.push_back(node.y_m);
    }
    add_position(draft, "road_node_x", "road_node", x_m, grid_mapping);
    add_position(draft, "road_node_y", "road_node", y_m, grid_mapping);
}

void define_edge_middles(NetcdfDraft& draft, RoadGraph const& roads, std::string const& grid_mapping) {
    std::vector<double> x_m, y_m;
    for (std::size_t edge = 0; edge < roads.to.size(); ++edge) {
        Point const& from = roads.node[static_cast<std::size_t>(roads.from[edge])];
        Point const& to = roads.node[static_cast<std::size_t>(roads.to[edge])];
        x_m.push_back((from.x_m + to.x_m) / 2);
        y_m.push_back((from.y_m + to.y_m) / 2);
    }
    add_position(draft, "road_edge_x", "road_edge", x_m, grid_mapping);
    add_position(draft, "road_edge_y", "road_edge", y_m, grid_mapping);
}

} // namespace

void add_position(NetcdfDraft& draft, std::string const& name, std::string const& dimension,
                  std::vector<double> const& values_m, std::string const& grid_mapping) {
    VariableSpec spec;
    spec.name = name;
    spec.type = ElementType::float64;
    spec.dimensions = {dimension};
    draft.add_variable(spec);
    draft.write(name, values_m);
    DraftVariable& variable = draft.variable(name);
    bool const easting = name.back() == 'x';
    put_text(variable, "standard_name", easting ? "projection_x_coordinate" : "projection_y_coordinate");
    put_text(variable, "units", "m");
    put_text(variable, "grid_mapping", grid_mapping);
}

void add_texts(NetcdfDraft& draft, std::string const& name, std::string const& dimension,
               std::vector<std::string> const& texts) {
    std::size_t longest = 1;
    for (auto const& text : texts) longest = std::max(longest, text.size());
    std::string characters;
    for (auto text : texts) {
        text.resize(longest, '\0');
        characters += text;
    }
    draft.add_dimension(name + "_length", longest);
    VariableSpec spec;
    spec.name = name;
    spec.type = ElementType::character;
    spec.dimensions = {dimension, name + "_length"};
    draft.add_variable(spec);
    draft.write(name, characters);
    put_text(draft.variable(name), "_Encoding", "utf-8");
}

namespace {

void define_edges(NetcdfDraft& draft, RoadGraph const& roads, Placing placing) {
    add_edge_variable(draft, {"road_edge_length", "length along the street", "m"}, roads.length_m, placing);
    add_edge_variable(draft, {"road_edge_free_speed", "speed on the empty street", "m s-1"},
                      roads.free_speed_mps, placing);
    add_edge_variable(draft, {"road_edge_free_time", "time to drive along the empty street", "s"},
                      roads.free_time_s, placing);
    add_edge_variable(draft, {"road_edge_capacity", "largest vehicle flow of all lanes", "s-1"},
                      roads.capacity_vehps, placing);
    add_edge_variable(draft, {"road_edge_lanes", "number of lanes", "1"}, roads.lanes, placing);
    add_texts(draft, "road_edge_id", "road_edge", roads.edge_id);
    put_text(draft.variable("road_edge_id"), "long_name", "name of the edge in the source");
}

} // namespace

void define_roads(NetcdfDraft& draft, RoadGraph const& roads, std::string const& grid_mapping) {
    Placing const placing = roads.has_positions ? Placing::on_mesh : Placing::nowhere;
    draft.add_dimension("road_node", static_cast<hsize_t>(roads.nodes()));
    if (placing == Placing::on_mesh) {
        define_topology(draft, roads);
        define_nodes(draft, roads, grid_mapping);
    }
    if (!roads.node_id.empty()) {
        add_texts(draft, "road_node_id", "road_node", roads.node_id);
        put_text(draft.variable("road_node_id"), "long_name", "name of the node in the source");
    }
    if (roads.edges() == 0) return;
    draft.add_dimension("road_edge", static_cast<hsize_t>(roads.edges()));
    draft.add_dimension("two", 2);
    define_connectivity(draft, roads);
    if (placing == Placing::on_mesh) define_edge_middles(draft, roads, grid_mapping);
    define_edges(draft, roads, placing);
}

} // namespace jumelle::hdf5
