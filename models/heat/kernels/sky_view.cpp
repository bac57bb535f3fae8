#include "models/heat/kernels/sky_view.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "models/heat/kernels/light_sweep.hpp"
#include "models/heat/kernels/transpose.hpp"

namespace jumelle::heat {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180.0;
constexpr double whole_turn_deg = 360.0;
// Lines worked through together: their hulls stay in the second cache.
constexpr Index block_lines = 1024;
// A wall seen at a smaller angle (cosine) gets no view of its own; its sector is one of the last.
constexpr double grazing = 1.0e-3;

// Multiples of it, modulo 1, lie evenly in 0 … 1, however many there are.
constexpr double golden_section = 0.6180339887498949;

/// Where the bytes of one azimuth go, rows being those of the sweep's axis; null where none are wanted.
struct LinkBytes {
    View2D<std::uint8_t> horizon, distance;
    bool wanted = false;
};

/// One azimuth.
struct Look {
    CityHeights const& city;
    WallFacets const& walls;
    SweepLines lines;
    SkySector sector;
    View2D<float> sums;
    LinkBytes bytes;
    LargeVector<WallView>& wall_views;
    std::array<WallLook, sides> wall_looks{};
};

void look_from_walls(Look const& look, HorizonHulls const& hulls, Index step, RowRange columns,
                     Index block_column) {
    WallOrder const& order = look.walls.order(look.lines.axis());
    FootPlace foot = {0, static_cast<float>(step), static_cast<float>(look.lines.lag(step))};
    for (std::size_t side = 0; side < sides; ++side) {
        WallLook const& from_side = look.wall_looks[side];
        if (from_side.weight <= 0.0F) continue;
        auto const run = order.run(look.lines.row(step), static_cast<Side>(side), columns.begin, columns.end);
        for (std::size_t i = run.begin; i < run.end; ++i) {
            std::uint32_t const id = order.facet[i];
            foot.line = order.column[i] - block_column;
            add_wall_view(look.walls.all()[id], hulls, foot, from_side, look.wall_views[id]);
        }
    }
}

/// What hulls have to know of a step.
HorizonHulls::Step hull_step(SweepLines const& lines, Index step, float roof_step_m) {
    constexpr double half = 0.5;
    auto const at = static_cast<double>(step);
    HorizonHulls::WallPlace const along = {static_cast<float>(at - half), 0.0F};
    HorizonHulls::Step result = {static_cast<float>(at), static_cast<float>(lines.lag(step)), along, along,
                                 roof_step_m};
    if (lines.first_column(step) == lines.first_column_before(step)) return result;
    HorizonHulls::WallPlace const across = {static_cast<float>(lines.column_border(step)), 1.0F};
    // Either from row to row and then from column to column, or the other way round.
    bool const row_first = lines.touched(step).row == lines.row(step);
    (row_first ? result.touched : result.before) = across;
    return result;
}

/// Takes the lines of one block over the whole city.
void sweep_block(Look const& look, RowRange lines, HorizonHulls& hulls) {
    SweepAxis const axis = look.lines.axis();
    MarginRaster const& surface = look.city.surface(axis);
    std::array<float, block_lines> rise{}, distance{}, across{};
    auto const step_m = static_cast<float>(look.lines.step_cells() * look.city.cell_m());
    hulls.clear();
    for (Index step = 0; step < look.lines.steps(); ++step) {
        RowRange const columns = look.lines.columns(step, lines);
        if (columns.end <= columns.begin) continue;
        Index const row = look.lines.row(step), begin = columns.begin;
        Index const first = look.lines.first_column(step);
        Index const line = begin - first;
        auto const touched = look.lines.touched(step);
        hulls.advance({surface.row(row) + begin,
                       surface.row(look.lines.row_before(step)) + look.lines.first_column_before(step) + line,
                       surface.row(touched.row) + touched.first_column + line, columns.end - begin,
                       line - lines.begin, rise.data(), distance.data(), across.data()},
                      hull_step(look.lines, step, look.city.roof_step_m()));
        SkyRow sky = {rise.data(),
                      distance.data(),
                      across.data(),
                      columns.end - begin,
                      step_m,
                      look.sector,
                      look.sums.row(row) + begin,
                      nullptr,
                      nullptr};
        if (look.bytes.wanted) {
            sky.horizon = look.bytes.horizon.row(row) + begin;
            sky.link_distance = look.bytes.distance.row(row) + begin;
        }
        add_sky(sky);
        look_from_walls(look, hulls, step, columns, first + lines.begin);
    }
}

void sweep(Look const& look) {
    auto const shares = look.lines.shares(loop_threads());
    for_given_ranges(shares, [&](Index, RowRange share) {
        HorizonHulls hulls(block_lines, look.lines.steps());
        for (Index begin = share.begin; begin < share.end; begin += block_lines) {
            sweep_block(look, {begin, std::min(share.end, begin + block_lines)}, hulls);
        }
    });
}

std::array<WallLook, sides> wall_looks(CityHeights const& city, SweepLines const& lines, double azimuth_deg,
                                       double sector_deg) {
    constexpr double half_cell = 0.5;
    std::array<WallLook, sides> looks{};
    for (std::size_t side = 0; side < sides; ++side) {
        double const weight = facing_weight(azimuth_deg, sector_deg, side_azimuth_deg[side]);
        if (weight <= 0.0) continue;
        WallLook& look = looks[side];
        look.step_m = static_cast<float>(lines.step_cells() * city.cell_m());
        look.wall_m = least_wall_m;
        look.weight = static_cast<float>(weight / std::numbers::pi);
        bool const across_rows =
            side == static_cast<std::size_t>(Side::north) || side == static_cast<std::size_t>(Side::south);
        bool const across_axis = across_rows == (lines.axis() == SweepAxis::rows);
        double const facing =
            std::max(grazing, std::cos((azimuth_deg - side_azimuth_deg[side]) * rad_per_deg));
        auto const behind = static_cast<float>(half_cell / facing / lines.step_cells());
        look.behind = across_axis ? behind : 0.0F;
        look.lag_behind = across_axis ? -behind : behind;
    }
    return looks;
}

/// Bytes of an azimuth in both orders of the grid.
class AzimuthBytes {
  public:
    explicit AzimuthBytes(CityHeights const& city) : city_(city) {}
    /// Where a sweep along an axis puts them; those of the grid's order go to `horizon` and `distance`.
    LinkBytes open(SweepAxis axis, View2D<std::uint8_t> horizon, View2D<std::uint8_t> distance) {
        horizon_ = horizon;
        distance_ = distance;
        is_turned_ = axis == SweepAxis::columns;
        if (!is_turned_) return {horizon, distance, true};
        if (turned_horizon_.empty()) {
            turned_horizon_ = Array2D<std::uint8_t>(city_.columns(), city_.rows());
            turned_distance_ = Array2D<std::uint8_t>(city_.columns(), city_.rows());
        }
        return {turned_horizon_.view(), turned_distance_.view(), true};
    }
    /// Brings them into the grid's order.
    void close() {
        if (!is_turned_) return;
        transpose(turned_horizon_.view(), horizon_);
        transpose(turned_distance_.view(), distance_);
    }

  private:
    CityHeights const& city_;
    Array2D<std::uint8_t> turned_horizon_, turned_distance_; ///< rows and columns exchanged
    View2D<std::uint8_t> horizon_, distance_;
    bool is_turned_ = false;
};

/// The azimuths in the order of the sweeps: quarter by quarter where bundles are made, north first.
int azimuth_at(int i, SkySettings const& settings) {
    constexpr int eighths = 8; // half a quarter
    int const first = settings.links == Links::bundled ? settings.azimuths - settings.azimuths / eighths : 0;
    return (first + i) % settings.azimuths;
}

/// The horizon of every cell in every azimuth.
void find_horizons(CityHeights const& city, WallFacets const& walls, SkySettings const& settings,
                   SkyViews& views) {
    CellSums sums(city.rows(), city.columns());
    AzimuthBytes bytes(city);
    HorizonLinks one; // of the azimuth at hand, where links are not kept
    std::optional<BundleMaker> bundles;
    double const sector_deg = whole_turn_deg / settings.azimuths;
    bool const bundled = settings.links == Links::bundled;
    if (bundled) bundles.emplace(city, settings.azimuths);
    for (int i = 0; i < settings.azimuths; ++i) {
        constexpr double middle = 0.5;
        double const azimuth_deg = (azimuth_at(i, settings) + middle) * sector_deg;
        SweepLines const lines(city.rows(), city.columns(), azimuth_deg);
        Look look = {city,
                     walls,
                     lines,
                     sky_sector(std::acos(1.0 / lines.step_cells()), sector_deg * rad_per_deg),
                     sums.open(lines.axis()),
                     {},
                     views.walls,
                     wall_looks(city, lines, azimuth_deg, sector_deg)};
        HorizonLinks& links = bundled ? one : views.links;
        if (settings.links != Links::not_kept) {
            if (!bundled || i == 0) {
                links.horizon.emplace_back(city.rows(), city.columns());
                links.distance.emplace_back(city.rows(), city.columns());
            }
            links.azimuth_deg.push_back(azimuth_deg);
            look.bytes = bytes.open(lines.axis(), links.horizon.back().view(), links.distance.back().view());
        }
        sweep(look);
        bytes.close();
        if (!bundled) continue;
        bundles->add(azimuth_deg, one.horizon.back().view(), one.distance.back().view());
        int const of_quarter = settings.azimuths / static_cast<int>(sides);
        if ((i + 1) % of_quarter == 0) bundles->close(static_cast<Side>(i / of_quarter), views.bundles);
    }
    views.sky = sums.take();
}

/// Light from places all over the sky: what of it reaches the ground through crowns only.
void find_crowns(CityHeights const& city, WallFacets const& walls, SkySettings const& settings,
                 SkyViews& views) {
    CellSums sums(city.rows(), city.columns());
    WallSums wall_sums(walls);
    LightSweep sweep(city, walls);
    double const sector_deg = whole_turn_deg / settings.azimuths;
    double const bands = settings.crown_bands;
    for (int k = 0; k < settings.azimuths; ++k) {
        constexpr double middle = 0.5;
        // Another height within the band for every azimuth: what one misses the next ones find.
        double const place = std::fmod(middle + k * golden_section, 1.0);
        for (int band = 0; band < settings.crown_bands; ++band) {
            Beam beam;
            beam.azimuth_deg = (k + middle) * sector_deg;
            beam.elevation_deg = std::asin(std::sqrt((band + place) / bands)) / rad_per_deg;
            beam.flat_weight = static_cast<float>(1.0 / (settings.azimuths * bands));
            double const of_band = wall_weight_below(std::asin(std::sqrt((band + 1) / bands))) -
                                   wall_weight_below(std::asin(std::sqrt(band / bands)));
            for (std::size_t side = 0; side < sides; ++side) {
                double const of_sector = facing_weight(beam.azimuth_deg, sector_deg, side_azimuth_deg[side]);
                beam.wall_weight[side] = static_cast<float>(of_sector * of_band / std::numbers::pi);
            }
            beam.free_factor = 0.0F;
            beam.crown_factor = 1.0F;
            sweep.add(beam, sums, wall_sums);
        }
    }
    views.crowns = sums.take();
    auto const of_walls = wall_sums.total();
    for (std::size_t i = 0; i < of_walls.size(); ++i) views.walls[i].crowns = of_walls[i];
}

} // namespace

SkyViews sky_views(CityHeights const& city, WallFacets const& walls, SkySettings const& settings) {
    JUMELLE_EXPECTS(settings.azimuths >= 1 && settings.crown_bands >= 1);
    JUMELLE_EXPECTS(settings.links != Links::bundled || settings.azimuths % 8 == 0);
    SkyViews views;
    views.walls.resize(walls.size());
    find_horizons(city, walls, settings, views);
    if (city.has_trees()) find_crowns(city, walls, settings, views);
    return views;
}

} // namespace jumelle::heat
