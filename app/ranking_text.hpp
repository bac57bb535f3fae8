#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/compare/ranking.hpp"

namespace jumelle::app {

/// Options, what they are judged by, and what came out.
struct Ranking {
    std::vector<std::string> options;
    std::vector<Weight> weights; ///< that a person stated; empty: none, so that only the front is told
    Criteria criteria;
    std::vector<RankedOption> ranked; ///< one an option; empty where there is no criterion
    bool has_samples = false;         ///< whether there are several, so that scores have a spread
};

/// @throws InputError where a weight is of an indicator that no run has
Ranking ranking_of(std::vector<std::string> options, std::vector<StudyRow> const& rows,
                   std::vector<Weight> weights);

/// The ranking where weights are stated, and which options no other one beats; empty without criteria.
std::string to_text(Ranking const& ranking);
/// `{"weights": {…}, "pareto": […], "options": […]}`
nlohmann::ordered_json to_json(Ranking const& ranking);
/// One line an option.
std::string to_csv(Ranking const& ranking);
/// One line an indicator: the largest regret of each option over the samples, in the indicator's unit.
std::string regrets_csv(Ranking const& ranking);

} // namespace jumelle::app
