// What people feel must not hang on how fine the grid is.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "tests/models/heat/heat_day.hpp"

namespace jumelle::heat {
namespace {

constexpr double town_m = 90.0, coarse_m = 5.0;
constexpr auto squares = static_cast<Index>(town_m / coarse_m);

constexpr std::array<double, 3> moments_h{10.0, 14.0, 22.0};

/// Means of squares of 5 m around a block of 30 m x 30 m x 15 m; NaN on the roof.
struct Felt {
    Array2D<double> radiant_c{squares, squares, 0.0}, ground_c{squares, squares, 0.0};
};

class CellSize : public HeatDay {
  protected:
    /// At each of the moments of a day.
    std::vector<Felt> feel(double cell_m) {
        auto const cells = static_cast<Index>(std::llround(town_m / cell_m));
        territory.grid.rows = territory.grid.columns = cells;
        territory.grid.cell_m = cell_m;
        for (auto const& [name, value] :
             {std::pair{"elevation", 100.0}, {"land_cover", 3.0}, {"building_height", 0.0}}) {
            Field field;
            field.info.name = name;
            field.cells = Array2D<double>(cells, cells, value);
            fields.put(std::move(field));
        }
        auto const first = static_cast<Index>(std::llround(30.0 / cell_m)),
                   last = static_cast<Index>(std::llround(60.0 / cell_m));
        for (Index r = first; r < last; ++r) {
            for (Index c = first; c < last; ++c) fields.at("building_height").cells(r, c) = 15.0;
        }
        parameters["step"] = Value::make_quantity(1200.0);
        parameters["air"] = Value::make_text("weather");
        auto model = make();
        model->begin();
        std::vector<Felt> made;
        Duration now;
        for (double const hour : moments_h) {
            for (; now.seconds() < hour * hour_s - 1.0; now = now + model->longest_step())
                model->step(now, model->longest_step());
            model->publish(fields);
            made.push_back(squares_of(static_cast<Index>(std::llround(coarse_m / cell_m))));
        }
        return made;
    }
    Felt squares_of(Index cells) const {
        Felt made;
        double const share = 1.0 / static_cast<double>(cells * cells);
        for (Index r = 0; r < squares * cells; ++r) {
            for (Index c = 0; c < squares * cells; ++c) {
                made.radiant_c(r / cells, c / cells) += share * at("mean_radiant_temperature", r, c);
                made.ground_c(r / cells, c / cells) += share * at("surface_temperature", r, c);
            }
        }
        return made;
    }
};

struct Difference {
    double mean = 0.0, rms = 0.0, largest = 0.0;
    double count = 0.0;
};

Difference difference(Array2D<double> const& a, Array2D<double> const& b) {
    Difference made;
    for (Index r = 0; r < squares; ++r) {
        for (Index c = 0; c < squares; ++c) {
            double const off = a(r, c) - b(r, c);
            if (std::isnan(off)) continue; // a roof
            made.mean += off;
            made.rms += off * off;
            made.largest = std::max(made.largest, std::abs(off));
            made.count += 1.0;
        }
    }
    made.mean /= made.count;
    made.rms = std::sqrt(made.rms / made.count);
    return made;
}

TEST_F(CellSize, does_not_change_what_people_feel_around_a_block) {
    // The edge of a shadow is right to half a cell.
    constexpr double by_day_kpm = 0.25, by_night_kpm = 0.04;
    auto const fine = feel(0.5);
    for (double const cell_m : {1.0, 2.5, 5.0}) {
        auto const felt = feel(cell_m);
        for (std::size_t i = 0; i < moments_h.size(); ++i) {
            Difference const radiant = difference(felt[i].radiant_c, fine[i].radiant_c);
            Difference const ground = difference(felt[i].ground_c, fine[i].ground_c);
            std::printf(
                "    %2.0f h, cells of %.1f m against 0.5 m: Tmrt %+.3f K, rms %.3f, at most %.2f; ground "
                "%+.3f K, rms %.3f\n",
                moments_h[i], cell_m, radiant.mean, radiant.rms, radiant.largest, ground.mean, ground.rms);
            EXPECT_EQ(radiant.count, 288.0) << "36 of 324 squares are roof";
            EXPECT_LT(std::abs(radiant.mean), 0.1) << cell_m;
            EXPECT_LT(radiant.rms, 0.1 + cell_m * (moments_h[i] < 20.0 ? by_day_kpm : by_night_kpm))
                << cell_m;
            EXPECT_LT(std::abs(ground.mean), 0.1) << cell_m;
        }
    }
}

} // namespace
} // namespace jumelle::heat
