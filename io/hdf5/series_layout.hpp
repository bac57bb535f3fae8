#pragma once

#include <vector>

#include "core/results/result_source.hpp"
#include "io/hdf5/netcdf_draft.hpp"
#include "io/hdf5/netcdf_input.hpp"

namespace jumelle::hdf5 {

/// The series that lie in one variable: one series without a name, or a column for each member of the group.
struct SeriesVariable {
    static constexpr std::size_t no_series = static_cast<std::size_t>(-1);

    SeriesInfo info;                  ///< of the first series
    std::vector<std::string> members; ///< of the group; empty where the series has no name
    std::vector<std::size_t> columns; ///< position of each column's series in the header, or `no_series`
};

/// Sorts series into variables `<group>_<quantity>`, in the order in which they first appear.
std::vector<SeriesVariable> series_variables(std::vector<SeriesInfo> const& series);

/// Creates the variables along `gauge_time`, and for each group with members a dimension `<group>` with the
/// names `<group>_name`. @pre the coordinate `gauge_time` was added
void define_series(NetcdfDraft& draft, std::vector<SeriesVariable> const& variables);

/// All series of a file; a member of a group has every quantity that any of them has, without values where
/// it was not told. `times` are shortened to what all variables have.
SeriesRecord read_series(NetcdfInput const& file, std::vector<Duration> times);

} // namespace jumelle::hdf5
