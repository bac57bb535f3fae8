#include "models/heat/kernels/light_sweep.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "models/heat/kernels/transpose.hpp"

namespace jumelle::heat {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180.0;
// Steeper light falls straight down as far as a grid can tell, and its tangent stays small enough for float.
constexpr double steepest = 1.0e5;
// A wall that the light touches at a smaller angle (cosine) gets none.
constexpr double grazing = 1.0e-3;

} // namespace

void CellSums::clear() {
    rows_used_ = columns_used_ = false;
}

View2D<float> CellSums::open(SweepAxis axis) {
    bool const by_rows = axis == SweepAxis::rows;
    Array2D<float>& array = by_rows ? by_rows_ : by_columns_;
    bool& used = by_rows ? rows_used_ : columns_used_;
    if (array.empty()) array = by_rows ? Array2D<float>(rows_, columns_) : Array2D<float>(columns_, rows_);
    if (!used) {
        for_rows(array.rows(), [&](Index row) { std::fill_n(array.row(row), array.columns(), 0.0F); });
        used = true;
    }
    return array.view();
}

View2D<float const> CellSums::total() {
    View2D<float> const sums = open(SweepAxis::rows);
    if (columns_used_) add_transposed(by_columns_.view(), sums);
    columns_used_ = false;
    return sums;
}

Array2D<float> CellSums::take() {
    total();
    clear();
    return std::move(by_rows_);
}

/// One beam on its way.
struct LightSweep::Pass {
    SweepLines lines;
    LightStep step;
    View2D<float> sums;
    std::span<float> wall_sums;
    std::array<WallLight, sides> wall_light{}; ///< drop 0 where the wall looks away
};

void LightSweep::prepare(Index lines) {
    auto const count = static_cast<std::size_t>(lines);
    shadow_.assign(count, no_shadow_m);
    if (!city_.has_trees()) return;
    for (std::size_t i = 0; i < crowns_.size(); ++i) {
        crowns_[i].assign(count, i % 2 == 0 ? empty_from_m : empty_to_m);
    }
}

void LightSweep::add(Beam const& beam, CellSums& cells, WallSums& wall_sums) {
    if (!(beam.elevation_deg > 0.0) || city_.rows() == 0 || city_.columns() == 0) return;
    SweepLines const lines(city_.rows(), city_.columns(), beam.azimuth_deg);
    constexpr double zenith_deg = 90.0;
    double const slope = beam.elevation_deg < zenith_deg
                             ? std::min(steepest, std::tan(beam.elevation_deg * rad_per_deg))
                             : steepest;
    double const drop_m = lines.step_cells() * city_.cell_m() * slope;
    LightStep const step = {static_cast<float>(drop_m), static_cast<float>(1.0 / drop_m), city_.roof_step_m(),
                            beam.flat_weight * beam.free_factor, beam.flat_weight * beam.crown_factor};
    Pass pass = {lines, step, cells.open(lines.axis()), wall_sums.open(lines.axis())};
    for (std::size_t side = 0; side < sides; ++side) {
        double const facing = std::cos((beam.azimuth_deg - side_azimuth_deg[side]) * rad_per_deg);
        if (facing < grazing) continue;
        constexpr double half_cell = 0.5;
        pass.wall_light[side] = {static_cast<float>(half_cell * city_.cell_m() * slope / facing),
                                 beam.wall_weight[side] * beam.free_factor,
                                 beam.wall_weight[side] * beam.crown_factor};
    }
    prepare(lines.lines());
    auto const shares = lines.shares(loop_threads());
    for_given_ranges(shares, [&](Index, RowRange share) { sweep(pass, share); });
}

void LightSweep::sweep(Pass const& pass, RowRange lines) {
    SweepAxis const axis = pass.lines.axis();
    MarginRaster const& surface = city_.surface(axis);
    for (Index step = 0; step < pass.lines.steps(); ++step) {
        Index const row = pass.lines.row(step);
        RowRange const columns = pass.lines.columns(step, lines);
        if (columns.end <= columns.begin) continue;
        Index const begin = columns.begin;
        Index const line = begin - pass.lines.first_column(step);
        auto const touched = pass.lines.touched(step);
        ShadeRow const cells = {surface.row(row) + begin,
                                surface.row(pass.lines.row_before(step)) +
                                    pass.lines.first_column_before(step) + line,
                                surface.row(touched.row) + touched.first_column + line,
                                shadow_.data() + line,
                                pass.sums.row(row) + begin,
                                columns.end - begin};
        if (city_.has_trees()) {
            CrownRow const crowns = {city_.crown_top(axis).row(row) + begin,
                                     city_.crown_base(axis).row(row) + begin, crown_lines(line)};
            shade_row_with_crowns(cells, crowns, pass.step);
        } else {
            shade_row(cells, pass.step);
        }
        add_walls(pass, step, columns);
    }
}

CrownLines LightSweep::crown_lines(Index first) {
    return {crowns_[0].data() + first, crowns_[1].data() + first, crowns_[2].data() + first,
            crowns_[3].data() + first};
}

void LightSweep::add_walls(Pass const& pass, Index step, RowRange columns) {
    SweepAxis const axis = pass.lines.axis();
    WallOrder const& order = walls_.order(axis);
    Index const first = pass.lines.first_column(step);
    for (std::size_t side = 0; side < sides; ++side) {
        WallLight const& light = pass.wall_light[side];
        if (light.drop_m <= 0.0F) continue;
        auto const run = order.run(pass.lines.row(step), static_cast<Side>(side), columns.begin, columns.end);
        if (run.end == run.begin) continue;
        WallRow const row = {order.column.data() + run.begin,         order.bottom_m.data() + run.begin,
                             order.top_m.data() + run.begin,          pass.wall_sums.data() + run.begin,
                             static_cast<Index>(run.end - run.begin), static_cast<std::int32_t>(first)};
        if (city_.has_trees()) {
            shade_walls_with_crowns(row, shadow_.data(), crown_lines(0), light);
        } else {
            shade_walls(row, shadow_.data(), light);
        }
    }
}

} // namespace jumelle::heat
