#pragma once

#include <string>

#include "core/territory/drain_network.hpp"

namespace jumelle {

/// A drainage network from an input file of SWMM 5: junctions, dividers (as junctions), outfalls, storages,
/// conduits, pumps, orifices, weirs, cross-sections, losses, curves, time series, inflows, coordinates, in
/// any of its flow units. Other sections are left out and named in `notes`. A junction without depth reaches
/// up to its highest pipe. Coordinates are those of the territory.
/// @throws InputError with everything that is wrong, in the order of the file
/// @throws IoError where the file cannot be read
/// Source: SWMM 5.2 User's Manual (EPA 2022), appendix D.
DrainNetwork read_swmm(std::string const& file);

/// The same from a text; `file` stands in messages.
DrainNetwork read_swmm_text(std::string const& text, std::string const& file);

} // namespace jumelle
