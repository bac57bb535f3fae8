#pragma once

#include <string>
#include <vector>

#include "core/compare/comparison.hpp"
#include "core/compare/study_table.hpp"

namespace jumelle {

/// How much an indicator counts beside the others when options are ranked.
struct Weight {
    std::string indicator;
    double value = 1.0; ///< > 0
};

/// One indicator by which options are judged: its values under every sample.
struct Criterion {
    std::string indicator, unit;
    Better better = Better::less; ///< less or more
    double weight = 1.0;
    std::vector<std::vector<double>> values; ///< [option][sample], all finite
};

/// Indicators that count, and those that do not though they might.
struct Criteria {
    std::vector<Criterion> kept;
    std::vector<std::string> incomplete; ///< some option has no value of them under some sample
};

/// The rows that `weights` name (all where empty, each with weight 1), but for indicators of which neither
/// less nor more is better.
/// @pre every row has one indicator of `indicators()`
Criteria criteria_of(std::vector<StudyRow> const& rows, std::vector<Weight> const& weights);

/// The rows of a comparison as those of a study with one sample.
std::vector<StudyRow> one_sample(Comparison const& comparison);

/// What the criteria say about one option.
struct RankedOption {
    double score = 0.0;          ///< mean over samples, see `scores`
    double lowest_score = 0.0;   ///< under any sample
    double largest_regret = 0.0; ///< over samples: highest score of any option there − its own
    std::size_t rank = 1;        ///< 1 + number of options with a higher score
    bool is_efficient = true;    ///< on the Pareto front, see `efficient`
};

/// How far a value is on the way from the worst value that any option has under any sample to the best one:
///
///     u = (x − worst) / (best − worst); 1 where all are equal
///
/// @returns [option][sample]
std::vector<std::vector<double>> utilities(Criterion const& criterion);

/// Weighted means of utilities, Σ w u / Σ w: 1 where an option is the best in everything, 0 the worst.
/// @returns [option][sample] @pre at least one criterion
/// Source: additive value function, Keeney & Raiffa 1976, Decisions with Multiple Objectives, chapter 3.
std::vector<std::vector<double>> scores(std::vector<Criterion> const& criteria);

/// Which options no other one beats: none is at least as good in the mean over samples of every criterion and
/// better in one (Pareto front). Weights do not count.
std::vector<bool> efficient(std::vector<Criterion> const& criteria);

/// @returns one an option, in their order @pre at least one criterion
std::vector<RankedOption> rank_options(std::vector<Criterion> const& criteria);

/// What the choice of an option may cost against that of another one, in the criterion's unit: the largest
/// over samples of |value − best value of any option under that sample|.
/// @returns one an option
/// Source: minimax regret, Savage 1951, J. Am. Stat. Assoc. 46, 55-67.
std::vector<double> largest_regrets(Criterion const& criterion);

} // namespace jumelle
