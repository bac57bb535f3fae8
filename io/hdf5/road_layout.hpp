#pragma once

#include <string>
#include <vector>

#include "core/territory/road_graph.hpp"
#include "io/hdf5/netcdf_draft.hpp"

namespace jumelle::hdf5 {

/// Writes the road graph as a one-dimensional UGRID mesh called `road`, with length, free speed, free time,
/// capacity, lanes and source name of each edge. A graph without positions is no mesh: its nodes and edges
/// are dimensions alone. @pre the graph has nodes
/// @param grid_mapping the variable of the CRS; empty where there is none
void define_roads(NetcdfDraft& draft, RoadGraph const& roads, std::string const& grid_mapping);

/// A float64 variable of eastings (`…_x`) or northings (`…_y`) along a dimension.
void add_position(NetcdfDraft& draft, std::string const& name, std::string const& dimension,
                  std::vector<double> const& values_m, std::string const& grid_mapping);

/// Texts as an array of characters, the form that every netCDF reader shows; the longest text decides the
/// length of the dimension `<name>_length`.
void add_texts(NetcdfDraft& draft, std::string const& name, std::string const& dimension,
               std::vector<std::string> const& texts);

} // namespace jumelle::hdf5
