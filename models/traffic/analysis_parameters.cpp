#include "models/traffic/analysis_parameters.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace jumelle::traffic {

namespace {

constexpr std::size_t most_matrices = 5, most_selections = 100, most_edges = 1'000'000, most_turns = 10'000;
constexpr double largest_sensitivity_per_min = 10.0;
constexpr double seconds_per_minute = 60.0;

Schema selection_schema() {
    return map()
        .with("name", text().says("of the selection, in results: letters, digits and _"))
        .with("edges", list_of(text())
                           .sized(1, most_edges)
                           .says("names of edges, or their beginnings up to a '/': bridge/1 is both ways"))
        .says("who passes at least one of some edges");
}

Schema accessibility_schema() {
    Accessibility const standard;
    return map()
        .with("of", choice({"population", "trips"})
                        .by_default("trips")
                        .says("what counts as reached: residents, each in the zone nearest to the cell, or "
                              "the trips that end in a zone, a measure of jobs and shops"))
        .with("within", quantity("min")
                            .above(0.0)
                            .by_default(standard.within_s / seconds_per_minute)
                            .says("driving time up to which a zone counts as reached"))
        .with("sensitivity",
              quantity("1/min")
                  .above(0.0)
                  .at_most(largest_sensitivity_per_min)
                  .by_default(standard.sensitivity_per_s * seconds_per_minute)
                  .says("β of the logsum ln Σ opportunities exp(−β cost)")
                  .from("Ben-Akiva & Lerman 1979, in Hensher & Stopher, Behavioural Travel Modelling"))
        .may_be_absent()
        .says("how much can be reached from the zones, a mean over the trips that start in them");
}

ZoneQuantity quantity_called(std::string const& word) {
    if (word == "time") return ZoneQuantity::time;
    if (word == "distance") return ZoneQuantity::distance;
    if (word == "toll") return ZoneQuantity::toll;
    return word == "cost" ? ZoneQuantity::cost : ZoneQuantity::trips;
}

SelectedLinks selection_from(Value const& value) {
    SelectedLinks made;
    made.where = value;
    made.name = value["name"].text();
    for (auto const& edge : value["edges"].list()) made.edges.push_back(edge.text());
    if (!does_for_results(made.name))
        throw InputError(value["name"].fault(fmt::format("'{}' is no name for results", made.name),
                                             "take letters, digits and _ only"));
    return made;
}

Accessibility accessibility_from(Value const& value) {
    Accessibility made;
    made.where = value;
    if (value.has("of") && value["of"].text() == "population") made.of = Opportunity::population;
    if (value.has("within")) made.within_s = value["within"].quantity();
    if (value.has("sensitivity")) made.sensitivity_per_s = value["sensitivity"].quantity();
    return made;
}

} // namespace

bool does_for_results(std::string const& name) {
    auto const is_fit = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    return !name.empty() && std::all_of(name.begin(), name.end(), is_fit);
}

Schema analysis_schema() {
    return map()
        .with("at", quantity("s").at_least(0.0).may_be_absent().says(
                        "after the start of the run, at the first exchange from then on; its end"))
        .with("matrices", list_of(choice({"time", "distance", "toll", "cost", "trips"}))
                              .sized(1, most_matrices)
                              .may_be_absent()
                              .says("numbers between all zones, in matrices.omx beside the results"))
        .with("select_links", list_of(selection_schema())
                                  .sized(1, most_selections)
                                  .may_be_absent()
                                  .says("of each, the flow on every edge and the trips between zones"))
        .with("turns", list_of(text())
                           .sized(1, most_turns)
                           .may_be_absent()
                           .says("nodes at which it is told over time how many turn where"))
        .with("accessibility", accessibility_schema())
        .may_be_absent()
        .says("what else to tell of an equilibrium: skims, who passes a street, turns, accessibility");
}

AnalysisParameters analysis_from(Value const& value) {
    AnalysisParameters made;
    made.where = value;
    if (value.has("at")) made.at_s = value["at"].quantity();
    if (value.has("matrices")) {
        for (auto const& word : value["matrices"].list()) {
            ZoneQuantity const one = quantity_called(word.text());
            auto const& all = made.matrices;
            if (std::find(all.begin(), all.end(), one) == all.end()) made.matrices.push_back(one);
        }
    }
    if (value.has("select_links")) {
        for (auto const& one : value["select_links"].list()) {
            SelectedLinks fresh = selection_from(one);
            for (auto const& before : made.select_links) {
                if (before.name == fresh.name)
                    throw InputError(
                        one["name"].fault(fmt::format("two selections are named '{}'", fresh.name),
                                          "give each a name of its own"));
            }
            made.select_links.push_back(std::move(fresh));
        }
    }
    if (value.has("turns")) {
        for (auto const& node : value["turns"].list()) made.turns.push_back(node.text());
    }
    if (value.has("accessibility")) made.accessibility = accessibility_from(value["accessibility"]);
    return made;
}

} // namespace jumelle::traffic
