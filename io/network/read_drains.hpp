#pragma once

#include "core/base/function_ref.hpp"
#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// The table of a layer of a vector file as CSV; `where` is the scenario's value that names the file.
using LayerTable =
    FunctionRef<std::string(std::string const& file, std::string const& layer, Value const& where)>;

/// Reads the drainage network of a scenario into its territory, with the scenario's inlets and pieces, and
/// records its files.
/// @param read_layer reads tables that are no CSV: a layer `nodes` or `pipes` of a vector file, as text
/// @param faults everything that is wrong with the network's files, all at once
/// @throws IoError where a file cannot be read
void add_drains(DrainsSpec const& spec, Territory& territory, LayerTable read_layer, FaultList& faults);

} // namespace jumelle
