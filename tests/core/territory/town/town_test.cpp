#include "core/territory/town/town.hpp"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <set>

#include "core/base/error.hpp"
#include "core/parallel/loops.hpp"
#include "core/territory/field_catalog.hpp"
#include "tests/core/territory/town/example_towns.hpp"

namespace jumelle {
namespace {

using Side = TownLandmarks::Side;

void mix(std::uint64_t& hash, void const* data, std::size_t bytes) {
    constexpr std::uint64_t prime = 1099511628211ULL; // FNV-1a
    auto const* const begin = static_cast<unsigned char const*>(data);
    for (std::size_t i = 0; i < bytes; ++i) hash = (hash ^ begin[i]) * prime;
}

/// A hash of every number of a town.
std::uint64_t hash_of(Town const& town) {
    std::uint64_t hash = 14695981039346656037ULL;
    auto const mix_all = [&](auto const& numbers) {
        mix(hash, numbers.data(), numbers.size() * sizeof(numbers[0]));
    };
    for (auto const& [name, field] : town.territory.fields.all()) {
        mix_all(name);
        for (Index row = 0; row < field.cells.rows(); ++row) {
            mix(hash, field.cells.row(row), static_cast<std::size_t>(field.cells.columns()) * sizeof(double));
        }
    }
    auto const& roads = town.territory.roads;
    mix_all(roads.node);
    mix_all(roads.from);
    mix_all(roads.to);
    mix_all(roads.length_m);
    for (auto const& id : roads.edge_id) mix_all(id);
    mix_all(town.territory.trips.zone_node);
    mix_all(town.territory.trips.trips_vehph);
    return hash;
}

TEST(Town, is_the_same_twice_and_for_any_number_of_threads) {
    auto const options = options_of(42, 600.0, 4.0);
    set_loop_threads(1);
    auto const once = hash_of(make_town(options));
    EXPECT_EQ(once, hash_of(make_town(options)));
    set_loop_threads(2);
    EXPECT_EQ(once, hash_of(make_town(options)));
    set_loop_threads(3);
    EXPECT_EQ(once, hash_of(make_town(options)));
}

TEST(Town, another_seed_makes_another_town) {
    std::set<std::uint64_t> hashes;
    for (std::uint64_t seed = 0; seed < 6; ++seed)
        hashes.insert(hash_of(make_town(options_of(seed, 300.0, 5.0))));
    EXPECT_EQ(hashes.size(), 6U);
}

TEST(Town, has_the_seven_fields_of_the_catalogue_on_its_grid) {
    auto const& town = common_town();
    std::set<std::string> names;
    for (auto const& [name, field] : town.territory.fields.all()) {
        names.insert(name);
        ASSERT_NE(find_catalog_field(name), nullptr) << name;
        EXPECT_EQ(field.info.unit, find_catalog_field(name)->info.unit);
        EXPECT_EQ(field.cells.rows(), town.territory.grid.rows);
        EXPECT_EQ(field.cells.columns(), town.territory.grid.columns);
    }
    EXPECT_EQ(names, (std::set<std::string>{"building_height", "canopy_height", "elevation", "income",
                                            "land_cover", "manning", "population"}));
}

TEST(Town, every_cell_has_a_finite_number_in_every_field) {
    auto const& town = common_town();
    for (auto const& [name, field] : town.territory.fields.all()) {
        for_cells(town, [&, &cells = field.cells](Index row, Index column) {
            ASSERT_TRUE(std::isfinite(cells(row, column)));
        });
        EXPECT_FALSE(name.empty());
    }
}

TEST(Town, grid_lies_where_the_options_say) {
    auto options = options_of(1, 400.0, 4.0);
    options.width_m = 600.0;
    options.north_west = Point{1000.0, 9000.0};
    options.crs.name = "EPSG:2154";
    auto const& grid = make_town(options).territory.grid;
    EXPECT_EQ(grid.columns, 150);
    EXPECT_EQ(grid.rows, 100);
    EXPECT_EQ(grid.west_m, 1000.0);
    EXPECT_EQ(grid.south_m(), 8600.0);
    EXPECT_EQ(grid.crs.name, "EPSG:2154");
}

TEST(Town, looks_the_same_wherever_its_corner_lies) {
    auto options = options_of(9, 400.0, 4.0);
    options.north_west = Point{0.0, 400.0};
    auto const here = make_town(options);
    options.north_west = Point{512000.0, 4096000.0};
    auto const there = make_town(options);
    auto const a = cells_of(here, "land_cover"), b = cells_of(there, "land_cover");
    EXPECT_GT(share_of(here, [&](Index row, Index column) { return a(row, column) == b(row, column); }),
              0.999);
}

TEST(Town, is_the_same_at_two_cell_sizes) {
    auto const fine = make_town(options_of(7, 800.0, 2.0)), coarse = make_town(options_of(7, 800.0, 4.0));
    EXPECT_NEAR(sum_of(coarse, "population") / sum_of(fine, "population"), 1.0, 0.01);
    auto const built = [](Town const& town) {
        return share_of(town, [heights = cells_of(town, "building_height")](Index row, Index column) {
            return heights(row, column) > 0.0;
        });
    };
    EXPECT_NEAR(built(coarse) / built(fine), 1.0, 0.02);
    for (auto const& known : land_cover_classes()) {
        auto const share = [&](Town const& town) {
            return share_of(town, [&, cover = cells_of(town, "land_cover")](Index row, Index column) {
                return is_cover(cover(row, column), known.code);
            });
        };
        EXPECT_NEAR(share(coarse), share(fine), 0.01) << known.name;
    }
    EXPECT_EQ(fine.territory.roads.edge_id, coarse.territory.roads.edge_id);
    EXPECT_EQ(fine.landmarks.river_inflow.x_m, coarse.landmarks.river_inflow.x_m);
}

TEST(Town, ground_is_the_same_at_two_cell_sizes) {
    auto const fine = make_town(options_of(7, 600.0, 2.0)), coarse = make_town(options_of(7, 600.0, 6.0));
    auto const a = cells_of(fine, "elevation"), b = cells_of(coarse, "elevation");
    // Three fine cells a coarse one: the centre of the middle one is that of the coarse one.
    double largest_m = 0.0;
    for_cells(coarse, [&](Index row, Index column) {
        largest_m = std::max(largest_m, std::abs(b(row, column) - a(3 * row + 1, 3 * column + 1)));
    });
    EXPECT_LT(largest_m, 1e-9);
}

TEST(Town, buildings_stand_neither_on_streets_nor_in_the_river_and_are_marked_as_such) {
    auto const& town = common_town();
    auto const height = cells_of(town, "building_height"), cover = cells_of(town, "land_cover");
    for_cells(town, [&](Index row, Index column) {
        EXPECT_EQ(height(row, column) > 0.0, is_cover(cover(row, column), LandCover::building));
    });
}

TEST(Town, crossings_of_streets_are_free_of_buildings) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        auto const town = make_town(options_of(seed, 700.0, 2.0));
        auto const height = cells_of(town, "building_height");
        for (auto const& node : town.territory.roads.node) {
            auto const cell = town.territory.grid.cell_at(node);
            ASSERT_TRUE(cell);
            EXPECT_EQ(height(cell->row, cell->column), 0.0);
        }
    }
}

TEST(Town, people_live_in_buildings_only_and_as_dense_as_in_a_town) {
    for (double const size_m : {500.0, 1000.0, 2000.0}) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            auto const town = make_town(options_of(seed, size_m, 8.0));
            auto const people = cells_of(town, "population"), height = cells_of(town, "building_height");
            for_cells(town, [&](Index row, Index column) {
                EXPECT_GE(people(row, column), 0.0);
                if (height(row, column) == 0.0) {
                    EXPECT_EQ(people(row, column), 0.0);
                }
            });
            double const per_km2 = sum_of(town, "population") / (size_m * size_m * 1e-6);
            EXPECT_GT(per_km2, 3000.0) << size_m << " m, seed " << seed;
            EXPECT_LT(per_km2, 8500.0) << size_m << " m, seed " << seed;
        }
    }
}

TEST(Town, buildings_are_6_to_25_m_high_and_higher_in_the_middle) {
    auto const town = make_town(options_of(1, 2000.0, 5.0));
    auto const height = cells_of(town, "building_height");
    double inner_sum = 0.0, outer_sum = 0.0, inner = 0.0, outer = 0.0;
    for_cells(town, [&](Index row, Index column) {
        double const height_m = height(row, column);
        if (height_m == 0.0) return;
        EXPECT_GE(height_m, 6.0);
        EXPECT_LE(height_m, 25.0);
        auto const at = town.territory.grid.centre({row, column});
        double const distance_m =
            std::hypot(at.x_m - town.landmarks.centre.x_m, at.y_m - town.landmarks.centre.y_m);
        if (distance_m < 300.0) {
            inner_sum += height_m;
            inner += 1.0;
        } else if (distance_m > 900.0) {
            outer_sum += height_m;
            outer += 1.0;
        }
    });
    EXPECT_GT(inner_sum / inner, 1.3 * outer_sum / outer);
}

TEST(Town, trees_stand_beside_buildings_not_on_them) {
    auto const& town = common_town();
    auto const canopy = cells_of(town, "canopy_height"), height = cells_of(town, "building_height");
    auto const cover = cells_of(town, "land_cover");
    for_cells(town, [&](Index row, Index column) {
        EXPECT_LE(canopy(row, column), 25.0);
        if (canopy(row, column) == 0.0) return;
        EXPECT_EQ(height(row, column), 0.0);
        EXPECT_FALSE(is_cover(cover(row, column), LandCover::water));
    });
    double const share = share_of(town, [&](Index row, Index column) { return canopy(row, column) > 0.0; });
    EXPECT_GT(share, 0.05);
    EXPECT_LT(share, 0.30);
}

TEST(Town, streets_have_trees) {
    auto const& town = common_town();
    auto const canopy = cells_of(town, "canopy_height"), cover = cells_of(town, "land_cover");
    EXPECT_GT(share_of(town,
                       [&](Index row, Index column) {
                           bool const sealed = is_cover(cover(row, column), LandCover::paved) ||
                                               is_cover(cover(row, column), LandCover::asphalt);
                           return sealed && canopy(row, column) > 4.0;
                       }),
              0.005);
}

TEST(Town, land_cover_has_known_classes_in_shares_of_a_town) {
    auto const& town = common_town();
    auto const cover = cells_of(town, "land_cover");
    for_cells(town,
              [&](Index row, Index column) { EXPECT_NE(find_land_cover(cover(row, column)), nullptr); });
    auto const share = [&](LandCover wanted) {
        return share_of(town, [&](Index row, Index column) { return is_cover(cover(row, column), wanted); });
    };
    EXPECT_GT(share(LandCover::building), 0.15);
    EXPECT_LT(share(LandCover::building), 0.40);
    EXPECT_GT(share(LandCover::asphalt), 0.08);
    EXPECT_LT(share(LandCover::asphalt), 0.25);
    EXPECT_GT(share(LandCover::grass) + share(LandCover::garden) + share(LandCover::trees), 0.2);
    EXPECT_GT(share(LandCover::water), 0.005);
}

TEST(Town, friction_is_that_of_the_land_cover) {
    auto const& town = common_town();
    auto const cover = cells_of(town, "land_cover"), manning = cells_of(town, "manning");
    for_cells(town, [&](Index row, Index column) {
        EXPECT_EQ(manning(row, column), find_land_cover(cover(row, column))->manning.value);
    });
}

TEST(Town, river_is_one_connected_strip_from_where_it_enters_to_where_it_leaves) {
    for (double const cell_m : {2.0, 10.0, 25.0}) {
        auto const town = make_town(options_of(6, 1000.0, cell_m));
        auto const& grid = town.territory.grid;
        auto const elevation = cells_of(town, "elevation"), cover = cells_of(town, "land_cover");
        auto const in_river = [&](Index row, Index column) {
            bool const wet = is_cover(cover(row, column), LandCover::water);
            bool const deck = is_cover(cover(row, column), LandCover::asphalt);
            return wet || (deck && elevation(row, column) < 40.0 - 0.5 * town.landmarks.river_depth_m);
        };
        auto const start = grid.cell_at(town.landmarks.river_inflow);
        auto const end = grid.cell_at(town.landmarks.river_outflow);
        ASSERT_TRUE(start && end);
        Array2D<int> reached(grid.rows, grid.columns, 0);
        std::vector<Cell> open{*start};
        reached(start->row, start->column) = 1;
        while (!open.empty()) {
            auto const [row, column] = open.back();
            open.pop_back();
            for (auto const& [dr, dc] : {std::pair<Index, Index>{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
                Index const r = row + dr, c = column + dc;
                if (r < 0 || c < 0 || r >= grid.rows || c >= grid.columns) continue;
                if (reached(r, c) != 0 || !in_river(r, c)) continue;
                reached(r, c) = 1;
                open.push_back({r, c});
            }
        }
        EXPECT_EQ(reached(end->row, end->column), 1) << cell_m;
    }
}

TEST(Town, river_ends_lie_on_the_grid_where_cells_do_not_divide_the_size) {
    for (double const cell_m : {3.0, 7.0, 13.0}) {
        auto const town = make_town(options_of(7, 1000.0, cell_m));
        EXPECT_TRUE(town.territory.grid.cell_at(town.landmarks.river_inflow)) << cell_m;
        EXPECT_TRUE(town.territory.grid.cell_at(town.landmarks.river_outflow)) << cell_m;
    }
}

TEST(Town, landmarks_lie_in_the_river_at_opposite_borders) {
    for (std::uint64_t seed = 1; seed <= 9; ++seed) {
        auto options = options_of(seed, 500.0, 4.0);
        if (seed % 3 == 1) options.width_m = 1500.0;
        if (seed % 3 == 2) options.height_m = 1500.0;
        auto const town = make_town(options);
        auto const& marks = town.landmarks;
        auto const elevation = cells_of(town, "elevation");
        std::vector<double> beds_m;
        for (auto const& place : {marks.river_inflow, marks.river_outflow}) {
            auto const cell = town.territory.grid.cell_at(place);
            ASSERT_TRUE(cell);
            beds_m.push_back(elevation(cell->row, cell->column));
        }
        double lowest_m = 1e9;
        for_cells(town,
                  [&](Index row, Index column) { lowest_m = std::min(lowest_m, elevation(row, column)); });
        EXPECT_NEAR(beds_m[1], lowest_m, 0.05) << "seed " << seed;
        EXPECT_GT(beds_m[0], beds_m[1]) << "seed " << seed;
        EXPECT_LT(beds_m[0], lowest_m + 0.004 * std::max(options.width_m, options.height_m))
            << "seed " << seed;
        std::set<Side> const sides{marks.inflow_side, marks.outflow_side};
        bool const upright = options.height_m > options.width_m;
        EXPECT_EQ(sides, (upright ? std::set<Side>{Side::north, Side::south}
                                  : std::set<Side>{Side::east, Side::west}))
            << "seed " << seed;
        EXPECT_GE(marks.bridges.size(), 1U);
        EXPECT_GE(marks.thalweg_mouths.size(), 2U);
    }
}

TEST(Town, ground_under_bridges_is_the_rivers) {
    auto const& town = common_town();
    auto const elevation = cells_of(town, "elevation");
    auto const& marks = town.landmarks;
    ASSERT_GE(marks.bridges.size(), 2U);
    auto const entrance = town.territory.grid.cell_at(marks.river_inflow);
    for (auto const& bridge : marks.bridges) {
        auto const cell = town.territory.grid.cell_at(bridge);
        ASSERT_TRUE(cell);
        EXPECT_LT(elevation(cell->row, cell->column), elevation(entrance->row, entrance->column) + 1e-9);
    }
}

TEST(Town, tells_where_it_comes_from) {
    auto const& inputs = common_town().territory.inputs;
    ASSERT_EQ(inputs.size(), 1U);
    EXPECT_EQ(inputs[0].name, "synthetic_town");
    EXPECT_NE(inputs[0].note.find("seed 1"), std::string::npos);
    EXPECT_NE(inputs[0].note.find("generator version"), std::string::npos);
}

TEST(Town, can_be_as_small_as_200_m_and_have_cells_of_half_a_metre_to_50_m) {
    EXPECT_EQ(make_town(options_of(1, 200.0, 0.5)).territory.grid.size(), 160000);
    auto const coarse = make_town(options_of(1, 200.0, 50.0));
    EXPECT_EQ(coarse.territory.grid.size(), 16);
    EXPECT_FALSE(coarse.territory.roads.empty());
}

TEST(Town, of_5_km_is_made_at_10_m) {
    auto const town = make_town(options_of(1, 5000.0, 10.0));
    EXPECT_EQ(town.territory.grid.size(), 250000);
    EXPECT_GT(town.territory.roads.nodes(), 3000);
    EXPECT_GT(sum_of(town, "population"), 70000.0);
}

TEST(Town, impossible_options_are_refused_with_the_reason) {
    EXPECT_EQ(why_no_town(options_of(1, 1000.0, 2.0)), "");
    auto const reason_for = [](double width_m, double height_m, double cell_m) {
        auto options = options_of(1, width_m, cell_m);
        options.height_m = height_m;
        EXPECT_THROW(make_town(options), InputError);
        return why_no_town(options);
    };
    EXPECT_EQ(reason_for(100.0, 1000.0, 2.0), "a width of 100 m is outside 200 m .. 50 km");
    EXPECT_EQ(reason_for(1000.0, 60000.0, 2.0), "a height of 60000 m is outside 200 m .. 50 km");
    EXPECT_EQ(reason_for(1000.0, 1000.0, 0.1), "cells of 0.1 m are outside 0.5 m .. 50 m");
    EXPECT_EQ(reason_for(1000.0, 1000.0, 80.0), "cells of 80 m are outside 0.5 m .. 50 m");
    EXPECT_NE(reason_for(std::nan(""), 1000.0, 2.0), "");
    EXPECT_NE(reason_for(1000.0, 1000.0, std::nan("")), "");
}

} // namespace
} // namespace jumelle
