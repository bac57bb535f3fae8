#include "core/compare/flood_indicators.hpp"

#include <cmath>

#include "core/base/sum.hpp"
#include "core/compare/buildings.hpp"
#include "core/compare/flood_map.hpp"
#include "core/parallel/loops.hpp"
#include "core/territory/land_cover.hpp"

namespace jumelle {

namespace {

constexpr double square_metres_per_hectare = 1e4;

Field const* find(IndicatorInput const& input, char const* name) {
    FieldStore const& fields = input.territory.fields;
    return fields.has(name) ? &fields.at(name) : nullptr;
}

/// Where water always stands: rivers and lakes are no flood.
class DryLand {
  public:
    explicit DryLand(IndicatorInput const& input) : cover_(find(input, "land_cover")) {}
    bool has(Index row, Index column) const {
        return cover_ == nullptr || cover_->cells(row, column) != static_cast<double>(LandCover::water);
    }

  private:
    Field const* cover_;
};

/// Number of land cells whose value is at least `threshold`; NaN never is.
double land_cells_from(IndicatorInput const& input, Array2D<double> const& cells, double threshold) {
    DryLand const land(input);
    return sum_rows(cells.rows(), [&](Index row) {
        double count = 0.0;
        for (Index column = 0; column < cells.columns(); ++column) {
            if (cells(row, column) >= threshold && land.has(row, column)) count += 1.0;
        }
        return count;
    });
}

std::optional<double> largest(IndicatorInput const& input, char const* name) {
    Field const* const field = find(input, name);
    if (field == nullptr) return std::nullopt;
    return max_rows(field->cells.rows(), 0.0, [&](Index row) {
        double value = 0.0;
        // std::fmax passes over NaN, which marks cells outside the territory.
        for (Index column = 0; column < field->cells.columns(); ++column) {
            value = std::fmax(value, field->cells(row, column));
        }
        return value;
    });
}

std::optional<double> area_from(IndicatorInput const& input, char const* name, double threshold) {
    FloodMap const map(input, name);
    if (map.cells() == nullptr) return std::nullopt;
    return land_cells_from(input, *map.cells(), threshold) * input.territory.grid.cell_area_m2() /
           square_metres_per_hectare;
}

std::optional<double> flooded_area(IndicatorInput const& input) {
    return area_from(input, "max_water_depth", flooded_depth_m);
}

std::optional<double> dangerous_area(IndicatorInput const& input) {
    return area_from(input, "max_hazard", dangerous_hazard);
}

std::optional<double> max_depth(IndicatorInput const& input) {
    return largest(input, "max_water_depth");
}

std::optional<double> max_speed(IndicatorInput const& input) {
    return largest(input, "max_flow_speed");
}

std::optional<double> mean_flooded_depth(IndicatorInput const& input) {
    FloodMap const map(input, "max_water_depth");
    auto const* const depth_m = map.cells();
    if (depth_m == nullptr) return std::nullopt;
    DryLand const land(input);
    double const sum_m = sum_rows(depth_m->rows(), [&](Index row) {
        CompensatedSum sum;
        for (Index column = 0; column < depth_m->columns(); ++column) {
            double const value = (*depth_m)(row, column);
            if (value >= flooded_depth_m && land.has(row, column)) sum.add(value);
        }
        return sum.value();
    });
    double const cells = land_cells_from(input, *depth_m, flooded_depth_m);
    return cells > 0.0 ? sum_m / cells : 0.0;
}

std::optional<FloodedBuildings> buildings_of(IndicatorInput const& input) {
    FloodMap const depth(input, "max_water_depth");
    Field const* const height = find(input, "building_height");
    if (depth.cells() == nullptr || height == nullptr) return std::nullopt;
    Field const* const people = find(input, "population");
    return flooded_buildings(height->cells, *depth.cells(), people == nullptr ? nullptr : &people->cells);
}

std::optional<double> buildings(IndicatorInput const& input) {
    auto const found = buildings_of(input);
    return found ? std::optional<double>(static_cast<double>(found->flooded)) : std::nullopt;
}

std::optional<double> people(IndicatorInput const& input) {
    if (find(input, "population") == nullptr) return std::nullopt;
    auto const found = buildings_of(input);
    return found ? std::optional<double>(found->residents) : std::nullopt;
}

std::optional<double> from_account(IndicatorInput const& input, double IndicatorInput::Account::*part) {
    for (auto const& account : input.accounts) {
        if (account.model == "flood") return account.*part;
    }
    return std::nullopt;
}

} // namespace

std::vector<Indicator> flood_indicators() {
    using Account = IndicatorInput::Account;
    return {
        {"flooded_area", "ha",
         "area whose water depth reached 0.10 m at some time; rivers and lakes (land cover water) left out, "
         "and water in basins and swales below their rim (field retention_depth), which no indicator of "
         "floods counts",
         "threshold: UK Environment Agency, surface water flood mapping", flooded_area},
        {"dangerous_area", "ha",
         "area whose hazard rating d·(v + 0.5) + debris factor reached 1.25, dangerous for most people; "
         "rivers and lakes left out",
         "Defra/EA FD2321/TR1, 2006", dangerous_area},
        {"max_depth", "m", "largest water depth anywhere at any time", "", max_depth},
        {"mean_flooded_depth", "m", "mean over the flooded area of each place's largest depth", "",
         mean_flooded_depth},
        {"max_flow_speed", "m/s", "largest flow speed anywhere at any time", "", max_speed},
        {"flooded_buildings", "1",
         "buildings that at least 0.10 m of water reached, in them or at their walls", "", buildings},
        {"flooded_people", "1", "residents of the flooded buildings", "", people},
        {"water_in", "m3", "water that came in: rain, inflows, borders", "",
         [](IndicatorInput const& input) { return from_account(input, &Account::in); }, Better::neither},
        {"water_out", "m3", "water that left over the borders or was taken out", "",
         [](IndicatorInput const& input) { return from_account(input, &Account::out); }, Better::neither},
        {"water_stored", "m3", "water that stands on the territory at the end", "",
         [](IndicatorInput const& input) { return from_account(input, &Account::stored); }, Better::neither},
    };
}

} // namespace jumelle
