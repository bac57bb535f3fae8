#pragma once

#include <string>
#include <vector>

#include "app/options.hpp"

namespace jumelle::app {

/// Which runs of a study a process computes, as the command says it.
/// @param members `12` or `10-19`, positions as `design.csv` counts them; empty: all
/// @param shard `3/8`: run i belongs to shard i mod 8, counted from 0, so that every shard has runs of all
///        variants; empty: all
/// @returns one for each of `runs` runs: whether it is computed
/// @throws InputError where a text is none of these, or a run is none of the study's
std::vector<bool> chosen_runs(std::string const& members, std::string const& shard, std::size_t runs);

} // namespace jumelle::app
