#include "core/compare/access_indicators.hpp"

#include <cmath>
#include <string_view>

#include "core/base/sum.hpp"
#include "core/compare/input_fields.hpp"
#include "core/compare/road_access.hpp"
#include "core/compare/street_indicators.hpp"

namespace jumelle {

namespace {

constexpr std::string_view hospital = "hospital", fire_station = "fire_station";

/// Residents by node, and the time between them and the nearest facility of one kind.
struct Access {
    std::vector<double> people, time_s;
};

std::vector<std::int32_t> nodes_of(Territory const& territory, std::string_view kind) {
    std::vector<std::int32_t> nodes;
    for (auto const& facility : territory.facilities)
        if (facility.kind == kind) nodes.push_back(facility.node);
    return nodes;
}

/// Nothing where the territory has no such facility, or nobody can tell where people live or which streets
/// were closed.
std::optional<Access> access_to(IndicatorInput const& input, std::string_view kind) {
    Territory const& territory = input.territory;
    bool const knows_people = cells_of(input, "population") != nullptr && territory.roads.has_positions;
    AccessQuestion question;
    question.facilities = nodes_of(territory, kind);
    if (question.facilities.empty() || !knows_people) return std::nullopt;
    auto const closed = edges_once_closed(input);
    if (!closed) return std::nullopt;
    question.is_closed = &*closed;
    question.direction = kind == hospital ? Direction::to_facility : Direction::from_facility;
    return Access{residents_at_nodes(territory), times_at_nodes(territory.roads, question)};
}

std::optional<double> isolated_people(IndicatorInput const& input) {
    auto const to_hospital = access_to(input, hospital);
    auto const from_station = access_to(input, fire_station);
    if (!to_hospital && !from_station) return std::nullopt;
    CompensatedSum isolated;
    auto const& people = to_hospital ? to_hospital->people : from_station->people;
    for (std::size_t n = 0; n < people.size(); ++n) {
        bool const has_ways = (!to_hospital || std::isfinite(to_hospital->time_s[n])) &&
                              (!from_station || std::isfinite(from_station->time_s[n]));
        if (!has_ways) isolated.add(people[n]);
    }
    return isolated.value();
}

std::optional<double> people_in_fire_cover(IndicatorInput const& input) {
    auto const access = access_to(input, fire_station);
    if (!access) return std::nullopt;
    CompensatedSum reached;
    for (std::size_t n = 0; n < access->people.size(); ++n)
        if (access->time_s[n] <= fire_cover_s) reached.add(access->people[n]);
    return reached.value();
}

std::optional<double> mean_time_to_hospital(IndicatorInput const& input) {
    auto const access = access_to(input, hospital);
    if (!access) return std::nullopt;
    constexpr double seconds_per_minute = 60.0;
    CompensatedSum time, people;
    for (std::size_t n = 0; n < access->people.size(); ++n) {
        if (!std::isfinite(access->time_s[n])) continue;
        time.add(access->people[n] * access->time_s[n]);
        people.add(access->people[n]);
    }
    if (!(people.value() > 0.0)) return std::nullopt;
    return time.value() / people.value() / seconds_per_minute;
}

} // namespace

std::vector<Indicator> access_indicators() {
    return {
        {"isolated_people", "1",
         "residents who have no way to a hospital, or whom no fire station has a way to, over streets that "
         "were open all the time; facilities are those of the territory, residents live at the nearest node",
         "", isolated_people},
        {"people_in_fire_cover", "1",
         "residents whom a fire engine reaches within 10 minutes at the speed of empty streets, over "
         "streets that were open all the time",
         "10 minutes: goal of French risk-cover plans (SDACR) for towns", people_in_fire_cover, Better::more},
        {"mean_time_to_hospital", "min",
         "mean over residents who have a way of the driving time to the nearest hospital on empty streets "
         "that were open all the time",
         "", mean_time_to_hospital}};
}

} // namespace jumelle
