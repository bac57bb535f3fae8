#pragma once

#include <cstdint>

namespace jumelle::hdf5 {

/// Names that the writer and the reader must agree on.
inline constexpr char const* format_attribute = "jumelle_results_format";
inline constexpr std::int32_t format_version = 1;
inline constexpr char const* role_attribute = "jumelle_role";
inline constexpr char const* precision_attribute = "jumelle_precision";
inline constexpr char const* background_attribute = "jumelle_background";
inline constexpr char const* gauge_prefix = "gauge_";
inline constexpr char const* series_group_attribute = "jumelle_series_group";
inline constexpr char const* series_quantity_attribute = "jumelle_series_quantity";
inline constexpr char const* seconds_since = "seconds since ";

} // namespace jumelle::hdf5
