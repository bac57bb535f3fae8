#pragma once

#include <string>
#include <vector>

#include "core/compare/ranking.hpp"

namespace jumelle::app {

/// Weights as a person gives them: each text is `indicator=number`, or a YAML file with a map of them.
/// @throws InputError where a text is neither, an indicator is not known or nobody can say whether less or
///         more of it is better, a weight is no number above 0, or an indicator stands there twice
std::vector<Weight> read_weights(std::vector<std::string> const& texts);

/// @throws InputError where an indicator has a weight and no run has a value of it
void expect_all_known(std::vector<Weight> const& weights, std::vector<StudyRow> const& rows);

} // namespace jumelle::app
