#pragma once

#include <string>

#include "core/territory/field.hpp"

namespace jumelle::hdf5 {

/// The CF attribute `cell_methods`; empty for a constant.
char const* cell_methods(TimeMeaning meaning);
/// The meaning that `cell_methods` gave; constant where it is none of them.
TimeMeaning meaning_of(std::string const& cell_methods);

} // namespace jumelle::hdf5
