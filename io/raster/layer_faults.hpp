#pragma once

#include "core/scenario/value.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle {

/// The member `key` of what the scenario says, or all of it where it has no such member: where a fault is
/// shown.
inline Value const& part_of(Value const& where, std::string const& key) {
    return where.is_map() && where.has(key) ? where[key] : where;
}

/// Calls `read` and turns trouble with a file into a fault at the scenario's `where`.
/// @throws InputError
template <class Read>
auto with_place(Value const& where, Read const& read) {
    try {
        return read();
    } catch (GisTrouble const& trouble) {
        throw InputError(where.fault(trouble.what(), trouble.hint(), FaultKind::data));
    }
}

} // namespace jumelle
