#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/function_ref.hpp"
#include "core/results/result_source.hpp"

namespace jumelle {

/// SHA-256 of names and numbers of all fields and gauges of a results file, in alphabetical order. Two runs
/// with the same bits have the same hash; dates, hosts, thread counts and the way the file is cut into chunks
/// do not enter.
/// @throws what Hdf5ResultReader throws
std::string field_data_sha256(std::filesystem::path const& path);

namespace hdf5 {

/// What the hash looks at besides numbers on fields.
struct HashedResults {
    std::vector<FieldInfo> constants, outputs, summaries;
    std::vector<Duration> times; ///< of the outputs
    GaugeRecord gauges;
    SeriesRecord series;
};

/// The same hash of results wherever they lie.
/// @param read gives a field by its name; an output at a position of `times`
std::string data_sha256(HashedResults const& results,
                        FunctionRef<Field(std::string const& name, std::optional<Index> step)> read);

} // namespace hdf5

} // namespace jumelle
