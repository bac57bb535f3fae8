#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "models/heat/kernels/city_heights.hpp"

namespace jumelle::heat::testing {

inline constexpr float outside = std::numeric_limits<float>::quiet_NaN();

/// Rasters to build on. Rectangles are in metres from the north-western corner.
struct SmallCity {
    Array2D<float> surface, ground, top, base;
    double cell_m;

    SmallCity(Index rows, Index columns, double cell)
        : surface(rows, columns, 0.0F),
          ground(rows, columns, 0.0F),
          top(rows, columns, outside),
          base(rows, columns, outside),
          cell_m(cell) {}

    struct Box {
        double north_m, west_m, south_m, east_m;
    };

    template <class Change>
    void each(Box box, Change const& change) {
        for (Index r = 0; r < surface.rows(); ++r) {
            for (Index c = 0; c < surface.columns(); ++c) {
                double const y = (static_cast<double>(r) + 0.5) * cell_m;
                double const x = (static_cast<double>(c) + 0.5) * cell_m;
                if (y > box.north_m && y < box.south_m && x > box.west_m && x < box.east_m) change(r, c);
            }
        }
    }
    void block(Box box, float height_m) {
        each(box, [&](Index r, Index c) { surface(r, c) = height_m; });
    }
    void tree(Box box, float base_m, float top_m) {
        each(box, [&](Index r, Index c) {
            base(r, c) = base_m;
            top(r, c) = top_m;
        });
    }
    CityHeights heights() const {
        return CityHeights({surface.view(), ground.view(), top.view(), base.view(), cell_m});
    }
    CityHeights without_trees() const { return CityHeights({surface.view(), ground.view(), {}, {}, cell_m}); }
};

/// Uneven numbers in 0 … 1 that are the same everywhere.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : state_(seed) {}
    double next() {
        state_ = state_ * 1664525U + 1013904223U; // Numerical Recipes' quick generator
        return static_cast<double>(state_ >> 8U) / static_cast<double>(1U << 24U);
    }
    Index below(Index end) { return static_cast<Index>(next() * static_cast<double>(end)); }

  private:
    std::uint32_t state_;
};

/// Blocks of 3 to 9 cells and trees at random places of slightly rolling ground.
inline SmallCity random_city(Index rows, Index columns, std::uint32_t seed) {
    SmallCity city(rows, columns, 2.0);
    Dice dice(seed);
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < columns; ++c) {
            city.surface(r, c) = static_cast<float>(0.5 * std::sin(0.11 * static_cast<double>(r)) +
                                                    0.4 * std::cos(0.09 * static_cast<double>(c)));
            city.ground(r, c) = city.surface(r, c);
        }
    }
    for (Index i = 0; i < rows * columns / 150; ++i) {
        Index const r0 = dice.below(rows), c0 = dice.below(columns);
        Index const height = 3 + dice.below(7), width = 3 + dice.below(7);
        auto const roof = static_cast<float>(5.0 + 20.0 * dice.next());
        for (Index r = r0; r < std::min(rows, r0 + height); ++r) {
            for (Index c = c0; c < std::min(columns, c0 + width); ++c) city.surface(r, c) = roof;
        }
    }
    for (Index i = 0; i < rows * columns / 60; ++i) {
        Index const r = dice.below(rows), c = dice.below(columns);
        if (city.surface(r, c) > 3.0F) continue;
        city.base(r, c) = city.surface(r, c) + static_cast<float>(2.0 + dice.next());
        city.top(r, c) = city.base(r, c) + static_cast<float>(2.0 + 6.0 * dice.next());
    }
    return city;
}

} // namespace jumelle::heat::testing
