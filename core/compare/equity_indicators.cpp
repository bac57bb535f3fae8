#include "core/compare/equity_indicators.hpp"

#include <cmath>
#include <functional>

#include "core/base/sum.hpp"
#include "core/compare/flood_indicators.hpp"
#include "core/compare/input_fields.hpp"
#include "core/compare/residents.hpp"

namespace jumelle {

namespace {

constexpr char const* degree_hours = "degree_hours_above_utci_26";

/// A number of each home, NaN where it is not known, and the homes whose income is known.
using NumberOfHome = std::function<double(Home const&)>;

/// Sums over the lowest fifth and over everybody with a known income and number.
struct Shares {
    double low = 0.0, low_people = 0.0, all = 0.0, people = 0.0;
};

Shares shares_of(std::vector<Home> const& homes, NumberOfHome const& number) {
    auto const fifth = lowest_fifth(homes);
    CompensatedSum low, low_people, all, people;
    for (std::size_t h = 0; h < homes.size(); ++h) {
        double const value = number(homes[h]);
        if (std::isnan(homes[h].income_eur) || std::isnan(value)) continue;
        all.add(homes[h].people * value);
        people.add(homes[h].people);
        low.add(fifth[h] * homes[h].people * value);
        low_people.add(fifth[h] * homes[h].people);
    }
    return {low.value(), low_people.value(), all.value(), people.value()};
}

/// Mean of the lowest fifth over the mean of all; 1 where the number is 0 everywhere.
std::optional<double> inequality(std::vector<Home> const& homes, NumberOfHome const& number) {
    Shares const shares = shares_of(homes, number);
    if (!(shares.low_people > 0.0)) return std::nullopt;
    if (shares.all == 0.0) return 1.0;
    return shares.low / shares.low_people / (shares.all / shares.people);
}

bool knows(IndicatorInput const& input, char const* field) {
    return cells_of(input, field) != nullptr && cells_of(input, "income") != nullptr;
}

double is_flooded(Home const& home) {
    return home.flood_depth_m >= flooded_depth_m ? 1.0 : 0.0;
}

std::optional<double> flooded_low_income(IndicatorInput const& input) {
    if (!knows(input, "max_water_depth")) return std::nullopt;
    Shares const shares = shares_of(homes_of(input, degree_hours), is_flooded);
    if (!(shares.low_people > 0.0)) return std::nullopt;
    return shares.low;
}

std::optional<double> flood_inequality(IndicatorInput const& input) {
    if (!knows(input, "max_water_depth")) return std::nullopt;
    return inequality(homes_of(input, degree_hours), is_flooded);
}

std::optional<double> heat_inequality(IndicatorInput const& input) {
    if (!knows(input, degree_hours)) return std::nullopt;
    return inequality(homes_of(input, degree_hours), [](Home const& home) { return home.heat; });
}

} // namespace

std::vector<Indicator> equity_indicators() {
    return {{"flooded_people_low_income", "1",
             "residents of flooded buildings among the fifth of the residents with the lowest income (field "
             "income); homes of the income at the limit count in part",
             "", flooded_low_income},
            {"flood_inequality", "1",
             "share of the lowest-income fifth whose building is flooded, over that share of all residents: "
             "2 where the poor are flooded twice as often, 1 where nobody is",
             "", flood_inequality},
            {"heat_inequality", "1",
             "mean excess of the UTCI over 26 °C × its duration, outdoors at the homes of the lowest-income "
             "fifth, over that of all residents; 1 where there is none",
             "", heat_inequality}};
}

} // namespace jumelle
