#include "core/compare/traffic_indicators.hpp"

#include <cmath>
#include <string_view>

namespace jumelle {

namespace {

std::optional<double> of_traffic(IndicatorInput const& input, std::string_view quantity) {
    for (auto const& number : input.numbers) {
        if (number.group == "traffic" && number.quantity == quantity && !std::isnan(number.value))
            return number.value;
    }
    return std::nullopt;
}

std::optional<double> vehicle_hours(IndicatorInput const& input) {
    return of_traffic(input, "vehicle_hours");
}

std::optional<double> lost_vehicle_hours(IndicatorInput const& input) {
    return of_traffic(input, "lost_vehicle_hours");
}

std::optional<double> vehicle_km(IndicatorInput const& input) {
    return of_traffic(input, "vehicle_km");
}

std::optional<double> unreachable_trips(IndicatorInput const& input) {
    return of_traffic(input, "unreachable_trips");
}

std::optional<double> stranded_trips(IndicatorInput const& input) {
    return of_traffic(input, "stranded_trips");
}

std::optional<double> co2(IndicatorInput const& input) {
    return of_traffic(input, "co2");
}

std::optional<double> nox(IndicatorInput const& input) {
    return of_traffic(input, "nox");
}

std::optional<double> pm(IndicatorInput const& input) {
    return of_traffic(input, "pm");
}

std::optional<double> reachable_opportunities(IndicatorInput const& input) {
    return of_traffic(input, "reachable_opportunities");
}

std::optional<double> accessibility_logsum(IndicatorInput const& input) {
    return of_traffic(input, "accessibility_logsum");
}

constexpr char const* guidebook = "EMEP/EEA air pollutant emission inventory guidebook 2013, 1.A.3.b.";

} // namespace

std::vector<Indicator> traffic_indicators() {
    return {
        {"vehicle_hours", "h", "time that vehicles spent driving", "", vehicle_hours},
        {"lost_vehicle_hours", "h", "time that vehicles lost against empty, dry, open streets", "",
         lost_vehicle_hours},
        {"vehicle_km", "km", "distance that vehicles drove", "", vehicle_km},
        {"unreachable_trips", "1", "trips without a way to their destination", "", unreachable_trips},
        {"stranded_trips", "1", "trips without a way, though there is one when all streets are open", "",
         stranded_trips},
        {"co2", "kg", "carbon dioxide of the exhaust of all vehicles, warm engines", guidebook, co2},
        {"nox", "kg", "nitrogen oxides of the exhaust of all vehicles, warm engines", guidebook, nox},
        {"pm", "kg", "particles of the exhaust of all vehicles, warm engines", guidebook, pm},
        {"reachable_opportunities", "1",
         "mean over trips of the opportunities in zones within reach of the zone where they start; "
         "models.traffic.analysis.accessibility says of what, and within what driving time",
         "", reachable_opportunities, Better::more},
        {"accessibility_logsum", "1",
         "mean over trips of ln Σ opportunities exp(−sensitivity cost), over all zones from the one where "
         "they start",
         "Ben-Akiva & Lerman 1979, in Hensher & Stopher, Behavioural Travel Modelling.", accessibility_logsum,
         Better::more}};
}

} // namespace jumelle
