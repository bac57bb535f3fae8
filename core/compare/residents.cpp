#include "core/compare/residents.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/sum.hpp"
#include "core/compare/flood_map.hpp"
#include "core/compare/input_fields.hpp"
#include "core/territory/grid.hpp"

namespace jumelle {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<Cell, 4> sides{{{-1, 0}, {0, -1}, {0, 1}, {1, 0}}};

double value_at(Array2D<double> const* cells, Index row, Index column) {
    return cells == nullptr ? unknown : (*cells)(row, column);
}

/// Mean income of each building, weighted by the residents of its cells.
std::vector<double> incomes(Buildings const& buildings, Array2D<double> const& population,
                            Array2D<double> const* income) {
    std::vector<CompensatedSum> money(buildings.worst.size()), people(buildings.worst.size());
    for (Index row = 0; row < population.rows(); ++row) {
        for (Index column = 0; column < population.columns(); ++column) {
            auto const number = buildings.number(row, column);
            double const earned = value_at(income, row, column), residents = population(row, column);
            if (number < 0 || std::isnan(earned) || !(residents > 0.0)) continue;
            money[static_cast<std::size_t>(number)].add(earned * residents);
            people[static_cast<std::size_t>(number)].add(residents);
        }
    }
    std::vector<double> made;
    for (std::size_t b = 0; b < money.size(); ++b)
        made.push_back(people[b].value() > 0.0 ? money[b].value() / people[b].value() : unknown);
    return made;
}

} // namespace

std::vector<double> means_at_walls(Buildings const& buildings, Array2D<double> const& cells) {
    std::vector<CompensatedSum> sum(buildings.worst.size());
    std::vector<double> count(buildings.worst.size(), 0.0);
    Index const rows = cells.rows(), columns = cells.columns();
    for (Index row = 0; row < rows; ++row) {
        for (Index column = 0; column < columns; ++column) {
            if (buildings.number(row, column) >= 0 || std::isnan(cells(row, column))) continue;
            std::array<std::int32_t, sides.size()> seen{-1, -1, -1, -1};
            for (std::size_t s = 0; s < sides.size(); ++s) {
                Index const r = row + sides[s].row, c = column + sides[s].column;
                if (r < 0 || r >= rows || c < 0 || c >= columns) continue;
                auto const number = buildings.number(r, c);
                if (number < 0 || std::find(seen.begin(), seen.end(), number) != seen.end()) continue;
                seen[s] = number;
                sum[static_cast<std::size_t>(number)].add(cells(row, column));
                count[static_cast<std::size_t>(number)] += 1.0;
            }
        }
    }
    std::vector<double> made;
    for (std::size_t b = 0; b < sum.size(); ++b)
        made.push_back(count[b] > 0.0 ? sum[b].value() / count[b] : unknown);
    return made;
}

std::vector<Home> homes_of(IndicatorInput const& input, char const* heat_field) {
    auto const* const population = cells_of(input, "population");
    auto const* const height = cells_of(input, "building_height");
    if (population == nullptr || height == nullptr) return {};
    FloodMap const flood(input, "max_water_depth");
    auto const* const depth = flood.cells();
    auto const* const heat = cells_of(input, heat_field);
    auto const* const income = cells_of(input, "income");
    Array2D<double> const dry(height->rows(), height->columns(), 0.0);
    Buildings const buildings = find_buildings(*height, depth == nullptr ? dry : *depth);
    auto const people = sums_of_buildings(buildings, *population);
    auto const earned = incomes(buildings, *population, income);
    auto const hours =
        heat == nullptr ? std::vector<double>(people.size(), unknown) : means_at_walls(buildings, *heat);
    std::vector<Home> homes;
    for (std::size_t b = 0; b < people.size(); ++b)
        if (people[b] > 0.0) homes.push_back({people[b], earned[b], buildings.worst[b], hours[b]});
    for (Index row = 0; row < population->rows(); ++row) {
        for (Index column = 0; column < population->columns(); ++column) {
            double const residents = (*population)(row, column);
            if (buildings.number(row, column) >= 0 || !(residents > 0.0)) continue;
            homes.push_back({residents, value_at(income, row, column), 0.0, value_at(heat, row, column)});
        }
    }
    return homes;
}

std::vector<double> lowest_fifth(std::vector<Home> const& homes) {
    std::vector<std::size_t> order;
    CompensatedSum all;
    for (std::size_t h = 0; h < homes.size(); ++h) {
        if (std::isnan(homes[h].income_eur)) continue;
        order.push_back(h);
        all.add(homes[h].people);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return homes[a].income_eur < homes[b].income_eur; });
    constexpr double fifth = 0.2;
    double rest = fifth * all.value();
    std::vector<double> made(homes.size(), 0.0);
    for (std::size_t first = 0; first < order.size() && rest > 0.0;) {
        std::size_t end = first;
        double people = 0.0;
        while (end < order.size() && homes[order[end]].income_eur == homes[order[first]].income_eur)
            people += homes[order[end++]].people;
        double const share = std::min(1.0, rest / people);
        for (; first < end; ++first) made[order[first]] = share;
        rest -= people;
    }
    return made;
}

} // namespace jumelle
