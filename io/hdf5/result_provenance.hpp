#pragma once

#include "core/results/result_sink.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace jumelle::hdf5 {

/// Root attributes that are known before the first step: conventions, engine, scenario text with its
/// SHA-256, the header's attributes, and name, use, SHA-256, licence, date, CRS, vertical datum and note of
/// each input as `input_<n>_…`, counted from 0.
void put_provenance(NetcdfFile& file, RunHeader const& header);

/// Root attributes that say how the run ended.
void put_footer(NetcdfFile& file, RunFooter const& footer);

} // namespace jumelle::hdf5
