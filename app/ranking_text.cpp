#include "app/ranking_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>

#include "app/csv_cell.hpp"
#include "app/text_table.hpp"
#include "app/weights.hpp"

namespace jumelle::app {

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> front_of(Ranking const& ranking) {
    std::vector<std::string> names;
    for (std::size_t o = 0; o < ranking.ranked.size(); ++o)
        if (ranking.ranked[o].is_efficient) names.push_back(ranking.options[o]);
    return names;
}

/// Positions of the options, the best first; equal ones in their order.
std::vector<std::size_t> by_rank(Ranking const& ranking) {
    std::vector<std::size_t> order(ranking.ranked.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return ranking.ranked[a].rank < ranking.ranked[b].rank;
    });
    return order;
}

std::string score_text(double score) {
    return fmt::format("{:.3f}", score);
}

std::string table_of(Ranking const& ranking) {
    std::vector<std::string> headings = {"option", "rank", "score"};
    if (ranking.has_samples) headings.insert(headings.end(), {"lowest", "largest regret"});
    std::vector<std::vector<std::string>> rows;
    for (std::size_t const o : by_rank(ranking)) {
        RankedOption const& option = ranking.ranked[o];
        rows.push_back({ranking.options[o], fmt::format("{}", option.rank), score_text(option.score)});
        if (!ranking.has_samples) continue;
        rows.back().push_back(score_text(option.lowest_score));
        rows.back().push_back(score_text(option.largest_regret));
    }
    return text_table(headings, rows);
}

Json regrets_json(Ranking const& ranking, Criterion const& criterion) {
    auto const regrets = largest_regrets(criterion);
    Json json = {{"unit", criterion.unit}};
    for (std::size_t o = 0; o < regrets.size(); ++o) json[ranking.options[o]] = regrets[o];
    return json;
}

std::string weights_text(Ranking const& ranking) {
    std::vector<std::string> parts;
    for (auto const& criterion : ranking.criteria.kept)
        parts.push_back(fmt::format("{} {}", criterion.indicator, criterion.weight));
    return fmt::format("score: 1 is the best in everything, 0 the worst; weights: {}\n",
                       fmt::join(parts, ", "));
}

} // namespace

Ranking ranking_of(std::vector<std::string> options, std::vector<StudyRow> const& rows,
                   std::vector<Weight> weights) {
    expect_all_known(weights, rows);
    Ranking made;
    made.options = std::move(options);
    made.weights = std::move(weights);
    made.criteria = criteria_of(rows, made.weights);
    if (made.criteria.kept.empty()) return made;
    made.ranked = rank_options(made.criteria.kept);
    made.has_samples = made.criteria.kept.front().values.front().size() > 1;
    return made;
}

std::string to_text(Ranking const& ranking) {
    std::string text;
    if (ranking.ranked.empty()) return text;
    if (!ranking.weights.empty()) text += "\n" + table_of(ranking) + weights_text(ranking);
    text += fmt::format("\nno other option is as good in all {} indicators and better in one: {}\n",
                        ranking.criteria.kept.size(), fmt::join(front_of(ranking), ", "));
    if (!ranking.criteria.incomplete.empty())
        text += fmt::format("left out, for an option has no value: {}\n",
                            fmt::join(ranking.criteria.incomplete, ", "));
    return text;
}

Json to_json(Ranking const& ranking) {
    Json json = {{"weights", Json::object()},
                 {"pareto", front_of(ranking)},
                 {"left_out", ranking.criteria.incomplete}};
    json["criteria"] = Json::array();
    for (auto const& criterion : ranking.criteria.kept) {
        json["criteria"].push_back(criterion.indicator);
        if (ranking.has_samples)
            json["largest_regrets"][criterion.indicator] = regrets_json(ranking, criterion);
        if (!ranking.weights.empty()) json["weights"][criterion.indicator] = criterion.weight;
    }
    if (ranking.weights.empty()) return json;
    json["options"] = Json::array();
    for (std::size_t const o : by_rank(ranking)) {
        RankedOption const& option = ranking.ranked[o];
        Json row = {{"name", ranking.options[o]}, {"rank", option.rank}, {"score", option.score}};
        if (ranking.has_samples) {
            row["lowest_score"] = option.lowest_score;
            row["largest_regret"] = option.largest_regret;
        }
        json["options"].push_back(std::move(row));
    }
    return json;
}

std::string regrets_csv(Ranking const& ranking) {
    std::string text = "indicator,unit";
    for (auto const& option : ranking.options) text += "," + csv_cell(option);
    text += "\n";
    for (auto const& criterion : ranking.criteria.kept) {
        text += criterion.indicator + "," + csv_cell(criterion.unit);
        for (double const regret : largest_regrets(criterion)) text += fmt::format(",{}", regret);
        text += "\n";
    }
    return text;
}

std::string to_csv(Ranking const& ranking) {
    bool const is_ranked = !ranking.weights.empty();
    std::string text =
        is_ranked ? "option,rank,score,lowest_score,largest_regret,pareto\n" : "option,pareto\n";
    for (std::size_t const o : by_rank(ranking)) {
        RankedOption const& option = ranking.ranked[o];
        text += csv_cell(ranking.options[o]);
        if (is_ranked)
            text += fmt::format(",{},{},{},{}", option.rank, option.score, option.lowest_score,
                                option.largest_regret);
        text += fmt::format(",{}\n", option.is_efficient ? 1 : 0);
    }
    return text;
}

} // namespace jumelle::app
