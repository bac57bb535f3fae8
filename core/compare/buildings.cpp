#include "core/compare/buildings.hpp"

#include <array>
#include <cmath>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "core/compare/flood_indicators.hpp"
#include "core/territory/grid.hpp"

namespace jumelle {

namespace {

constexpr std::array<Cell, 4> sides{{{-1, 0}, {0, -1}, {0, 1}, {1, 0}}};
constexpr std::int32_t none = -1;

/// Walks over one building after the other, each cell once.
class BuildingWalk {
  public:
    BuildingWalk(Array2D<double> const& height_m, Array2D<double> const& values)
        : height_m_(height_m), values_(values) {
        found_.number = Array2D<std::int32_t>(height_m.rows(), height_m.columns(), none);
    }

    Buildings find() {
        for (Index row = 0; row < height_m_.rows(); ++row) {
            for (Index column = 0; column < height_m_.columns(); ++column) {
                if (found_.number(row, column) != none || !is_building({row, column})) continue;
                found_.worst.push_back(walk({row, column}, static_cast<std::int32_t>(found_.worst.size())));
            }
        }
        return std::move(found_);
    }

  private:
    double walk(Cell first, std::int32_t number) {
        double worst = 0.0;
        open_.assign(1, first);
        found_.number(first.row, first.column) = number;
        while (!open_.empty()) {
            Cell const cell = open_.back();
            open_.pop_back();
            worst = std::fmax(worst, values_(cell.row, cell.column)); // passes over NaN
            for (Cell const side : sides) {
                Cell const next{cell.row + side.row, cell.column + side.column};
                if (!inside(next)) continue;
                worst = std::fmax(worst, values_(next.row, next.column));
                if (found_.number(next.row, next.column) != none || !is_building(next)) continue;
                found_.number(next.row, next.column) = number;
                open_.push_back(next);
            }
        }
        return worst;
    }
    bool inside(Cell cell) const {
        return cell.row >= 0 && cell.row < height_m_.rows() && cell.column >= 0 &&
               cell.column < height_m_.columns();
    }
    bool is_building(Cell cell) const { return height_m_(cell.row, cell.column) > 0.0; }

    Array2D<double> const& height_m_;
    Array2D<double> const& values_;
    Buildings found_;
    std::vector<Cell> open_; ///< of the building that is walked over
};

} // namespace

Buildings find_buildings(Array2D<double> const& height_m, Array2D<double> const& values) {
    return BuildingWalk(height_m, values).find();
}

std::vector<double> sums_of_buildings(Buildings const& buildings, Array2D<double> const& cells) {
    JUMELLE_EXPECTS(cells.rows() == buildings.number.rows() && cells.columns() == buildings.number.columns());
    std::vector<CompensatedSum> sums(buildings.worst.size());
    for (Index row = 0; row < cells.rows(); ++row) {
        for (Index column = 0; column < cells.columns(); ++column) {
            auto const number = buildings.number(row, column);
            if (number == none || std::isnan(cells(row, column))) continue;
            sums[static_cast<std::size_t>(number)].add(cells(row, column));
        }
    }
    std::vector<double> made;
    for (auto const& sum : sums) made.push_back(sum.value());
    return made;
}

FloodedBuildings flooded_buildings(Array2D<double> const& height_m, Array2D<double> const& max_depth_m,
                                   Array2D<double> const* population) {
    Buildings const found = find_buildings(height_m, max_depth_m);
    std::vector<double> people(found.worst.size(), 0.0);
    if (population != nullptr) people = sums_of_buildings(found, *population);
    FloodedBuildings result;
    result.buildings = static_cast<Index>(found.worst.size());
    CompensatedSum residents;
    for (std::size_t b = 0; b < people.size(); ++b) {
        if (found.worst[b] < flooded_depth_m) continue;
        result.flooded += 1;
        residents.add(people[b]);
    }
    result.residents = residents.value();
    return result;
}

} // namespace jumelle
