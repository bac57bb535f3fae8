#pragma once

#include <string>

#include "core/territory/drain_network.hpp"

namespace jumelle {

/// The files of a network in two tables.
struct DrainTableFiles {
    std::string nodes, pipes;
};

/// A drainage network from two CSV tables whose headings name the units of their columns.
///
/// Nodes: `name`, `invert [m]`; and where they apply `kind` (junction, outfall, storage), `x`, `y`, `rim
/// [m]`, `plan_area [m2]`, `initial_depth [m]`, `surcharge_depth [m]`, `ponded_area [m2]`, `cover` (open,
/// sealed), `clogging`, `level [m]` (beyond an outfall; without it the outfall is free), `inflow [m3/s]`.
/// Pipes: `name`, `from`, `to`, `length [m]`, `manning [s/m^(1/3)]`, `height [m]` (or `diameter [m]`); and
/// where they apply `shape` (circular, rectangular_closed, rectangular_open, trapezoidal), `width [m]`,
/// `slope` (of the banks, horizontal to vertical), `barrels`, `from_offset [m]`, `to_offset [m]`, `loss`,
/// `flow [m3/s]` (at the start).
/// @throws InputError with everything that is wrong with both
/// @throws IoError where a file cannot be read
DrainNetwork read_drain_tables(DrainTableFiles const& files, InletLaw const& inlet);

/// The same from texts; `files` stand in messages.
DrainNetwork read_drain_tables_text(DrainTableFiles const& texts, DrainTableFiles const& files,
                                    InletLaw const& inlet);

} // namespace jumelle
