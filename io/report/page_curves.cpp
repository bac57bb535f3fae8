#include "io/report/page_curves.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace jumelle::report {

namespace {

using Json = nlohmann::ordered_json;

/// Every n-th of `count` positions, so that no more than `most_curve_times` are left, and the last.
std::vector<std::size_t> kept_positions(std::size_t count) {
    std::size_t const every = (count + most_curve_times - 1) / most_curve_times;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < count; i += std::max<std::size_t>(1, every)) kept.push_back(i);
    if (count > 0 && kept.back() != count - 1) kept.push_back(count - 1);
    return kept;
}

Json seconds_of(std::vector<Duration> const& times, std::vector<std::size_t> const& kept) {
    Json made = Json::array();
    for (std::size_t const i : kept) made.push_back(times[i].seconds());
    return made;
}

Json gauges_json(GaugeRecord const& record) {
    auto const kept = kept_positions(record.times.size());
    Json gauges = Json::array();
    for (std::size_t g = 0; g < record.names.size(); ++g) {
        Json fields = Json::array();
        for (std::size_t f = 0; f < record.fields.size(); ++f) {
            auto const& info = record.fields[f];
            Json values = Json::array();
            for (std::size_t const i : kept) values.push_back(short_number(record.values[i][g][f]));
            fields.push_back({{"name", info.name},
                              {"label", info.long_name},
                              {"unit", info.unit},
                              {"values", std::move(values)}});
        }
        gauges.push_back({{"name", record.names[g]},
                          {"x", record.places[g].x_m},
                          {"y", record.places[g].y_m},
                          {"times", seconds_of(record.times, kept)},
                          {"fields", std::move(fields)}});
    }
    return gauges;
}

/// Half a decimetre says where a street lies.
double short_place(double metres) {
    constexpr double per_metre = 10.0;
    return std::round(metres * per_metre) / per_metre;
}

} // namespace

Json short_number(double value) {
    constexpr double no_minus = 0.0; // turns −0 into 0
    if (!std::isfinite(value)) return nullptr;
    return std::strtod(fmt::format("{:.6g}", value + no_minus).c_str(), nullptr);
}

Json curves_of(ResultSource const& source) {
    Json curves = {{"gauges", gauges_json(source.read_gauges())}, {"series", Json::array()}};
    SeriesRecord const record = source.read_series();
    auto const kept = kept_positions(record.times.size());
    curves["series_times"] = seconds_of(record.times, kept);
    for (std::size_t s = 0; s < record.series.size(); ++s) {
        auto const& info = record.series[s];
        Json values = Json::array();
        for (std::size_t const i : kept) values.push_back(short_number(record.values[i][s]));
        curves["series"].push_back({{"group", info.group},
                                    {"name", info.name},
                                    {"quantity", info.quantity},
                                    {"label", info.long_name},
                                    {"unit", info.unit},
                                    {"values", std::move(values)}});
    }
    return curves;
}

Json roads_of(ResultSource const& source) {
    RoadRecord const roads = source.read_roads();
    if (roads.edge_id.empty()) return nullptr;
    Grid const& grid = source.description().grid;
    Point const corner = grid.size() > 0 ? Point{grid.west_m, grid.south_m()} : Point{};
    Json x_m = Json::array(), y_m = Json::array();
    for (auto const& node : roads.node) {
        x_m.push_back(short_place(node.x_m - corner.x_m));
        y_m.push_back(short_place(node.y_m - corner.y_m));
    }
    Json made = {{"id", roads.edge_id}, {"from", roads.from}, {"to", roads.to}, {"x", x_m}, {"y", y_m}};
    made["attributes"] = Json::array();
    for (auto const& attribute : roads.attributes) {
        Json values = Json::array();
        for (double const value : attribute.values) values.push_back(short_number(value));
        made["attributes"].push_back({{"name", attribute.info.name},
                                      {"label", attribute.info.long_name},
                                      {"unit", attribute.info.unit},
                                      {"values", std::move(values)}});
    }
    return made;
}

} // namespace jumelle::report
