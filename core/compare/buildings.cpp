#include "core/compare/buildings.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "core/base/sum.hpp"
#include "core/compare/flood_indicators.hpp"

namespace jumelle {

namespace {

constexpr std::array<Cell, 4> sides{{{-1, 0}, {0, -1}, {0, 1}, {1, 0}}};

/// Walks over one building after the other, each cell once.
class BuildingWalk {
  public:
    BuildingWalk(Array2D<double> const& height_m, Array2D<double> const& depth_m,
                 Array2D<double> const* population)
        : height_m_(height_m),
          depth_m_(depth_m),
          population_(population),
          seen_(height_m.rows(), height_m.columns(), 0) {}

    FloodedBuildings count() {
        FloodedBuildings result;
        CompensatedSum residents;
        for (Index row = 0; row < height_m_.rows(); ++row) {
            for (Index column = 0; column < height_m_.columns(); ++column) {
                if (seen_(row, column) != 0 || !is_building({row, column})) continue;
                auto const [flooded, people] = walk({row, column});
                result.buildings += 1;
                if (!flooded) continue;
                result.flooded += 1;
                residents.add(people);
            }
        }
        result.residents = residents.value();
        return result;
    }

  private:
    struct Found {
        bool flooded = false;
        double people = 0.0;
    };

    Found walk(Cell first) {
        Found found;
        std::vector<Cell> open{first};
        seen_(first.row, first.column) = 1;
        while (!open.empty()) {
            Cell const cell = open.back();
            open.pop_back();
            found.flooded = found.flooded || is_flooded(cell);
            found.people += people_in(cell);
            for (Cell const side : sides) {
                Cell const next{cell.row + side.row, cell.column + side.column};
                if (!inside(next)) continue;
                found.flooded = found.flooded || is_flooded(next);
                if (seen_(next.row, next.column) != 0 || !is_building(next)) continue;
                seen_(next.row, next.column) = 1;
                open.push_back(next);
            }
        }
        return found;
    }
    bool inside(Cell cell) const {
        return cell.row >= 0 && cell.row < height_m_.rows() && cell.column >= 0 &&
               cell.column < height_m_.columns();
    }
    bool is_building(Cell cell) const { return height_m_(cell.row, cell.column) > 0.0; }
    bool is_flooded(Cell cell) const { return depth_m_(cell.row, cell.column) >= flooded_depth_m; }
    double people_in(Cell cell) const {
        double const people = population_ == nullptr ? 0.0 : (*population_)(cell.row, cell.column);
        return std::isnan(people) ? 0.0 : people;
    }

    Array2D<double> const& height_m_;
    Array2D<double> const& depth_m_;
    Array2D<double> const* population_;
    Array2D<unsigned char> seen_;
};

} // namespace

FloodedBuildings flooded_buildings(Array2D<double> const& height_m, Array2D<double> const& max_depth_m,
                                   Array2D<double> const* population) {
    return BuildingWalk(height_m, max_depth_m, population).count();
}

} // namespace jumelle
