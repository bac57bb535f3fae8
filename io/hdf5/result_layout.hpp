#pragma once

#include "core/model/shared_work.hpp"
#include "core/results/result_sink.hpp"
#include "io/hdf5/netcdf_draft.hpp"
#include "io/hdf5/tiling.hpp"

namespace jumelle::hdf5 {

/// How a field takes part in a run; the words of the attribute `jumelle_role`.
enum class FieldRole { constant, output, summary };
char const* to_text(FieldRole role);

/// How the field lies in its variable. @pre the territory has what the field lies on
Tiling tiling_for(FieldInfo const& info, Territory const& territory);

/// Dimensions, coordinates, CRS, road graph, fields, gauges and series of a run, all still empty of results.
/// @param layouts what they need is shared with those of other runs; null: there are none
NetcdfDraft layout_of(RunHeader const& header, SharedWork* layouts);

} // namespace jumelle::hdf5
