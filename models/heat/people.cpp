#include "models/heat/people.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/parallel/first_touch.hpp"

namespace jumelle::heat {

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

/// Share of what a vertical plane receives that comes from the sky, where the horizon is as high all round as
/// gives a level plane the sky view v = cos²h: ½ − h/π − sin(2h)/(2π).
float side_view(double level_view) {
    double const h = std::acos(std::sqrt(std::clamp(level_view, 0.0, 1.0)));
    return static_cast<float>(0.5 - h / std::numbers::pi - std::sin(2.0 * h) / (2.0 * std::numbers::pi));
}

} // namespace

People::People(City const& city, Surfaces const& surfaces, Blocks const& blocks,
               HeatParameters const& parameters)
    : city_(city), surfaces_(surfaces), blocks_(blocks), grid_(blocks.grid()), parameters_(parameters) {
    for (auto* array :
         {&radiant_c_, &utci_c_, &largest_radiant_c_, &largest_utci_c_, &side_sky_, &side_open_, &utci_sum_})
        *array = first_touched(grid_.rows, grid_.columns, none);
    for (auto& array : above_s_) array = first_touched(grid_.rows, grid_.columns, none);
    nothing_.assign(static_cast<std::size_t>(grid_.columns), 0.0F);
    for (std::size_t i = 0; i < material_count; ++i) emissivity_of_[i] = parameters.materials[i].emissivity;
    stretches_.resize(static_cast<std::size_t>(grid_.rows));
    for_rows(grid_.rows, [&](Index row) { stretches_[static_cast<std::size_t>(row)] = stretches_of(row); });
    for (auto& array : degree_s_) array = first_touched(grid_.rows, grid_.columns, none);
}

std::vector<RowRange> People::stretches_of(Index row) const {
    std::vector<RowRange> made;
    for (Index column = 0; column < grid_.columns; ++column) {
        if (!city_.is_inside(row, column)) continue;
        if (made.empty() || made.back().end != column) made.push_back({column, column});
        ++made.back().end;
    }
    return made;
}

void People::look_around() {
    auto const& views = city_.views();
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!city_.is_inside(row, column)) continue;
            double const sky = static_cast<double>(views.sky(row, column));
            double const crowns = views.crowns.empty() ? 0.0 : static_cast<double>(views.crowns(row, column));
            side_sky_(row, column) = side_view(sky);
            side_open_(row, column) = side_view(sky - (1.0 - parameters_.leaf_transmissivity) * crowns);
        }
    });
    forget();
}

void People::forget() {
    kept_s_ = 0.0;
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!city_.is_inside(row, column)) continue;
            largest_radiant_c_(row, column) = largest_utci_c_(row, column) = lowest_felt_c;
            utci_sum_(row, column) = 0.0F;
            for (auto& array : above_s_) array(row, column) = 0.0F;
            for (auto& array : degree_s_) array(row, column) = 0.0F;
        }
    });
}

void People::archive_state(StateArchive& archive) {
    archive("radiant", radiant_c_);
    archive("utci", utci_c_);
    archive("largest_radiant", largest_radiant_c_);
    archive("largest_utci", largest_utci_c_);
    archive("utci_sum", utci_sum_);
    archive("above", above_s_);
    archive("degree", degree_s_);
    archive("outside_share", outside_share_);
    archive("kept", kept_s_);
}

void People::gather_state() {
    for (auto* const cells : {&radiant_c_, &utci_c_, &largest_radiant_c_, &largest_utci_c_, &utci_sum_})
        blocks_.gather_cells(*cells);
    for (auto& cells : above_s_) blocks_.gather_cells(cells);
    for (auto& cells : degree_s_) blocks_.gather_cells(cells);
}

void People::release() {
    for (auto* const cells : {&side_sky_, &side_open_, &radiant_c_, &utci_c_}) *cells = {};
}

double People::mean_utci_c(Index row, Index column) const {
    if (kept_s_ <= 0.0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(outdoors(utci_sum_, row, column)) / kept_s_;
}

void People::curves(SkyState const& sky, PeopleStep const& step, Index block_row, RowRange columns,
                    UtciCurves& made) const {
    constexpr double calmest_mps = 0.5, windiest_mps = 17.0, pascal_per_hpa = 100.0;
    UtciPlaces places;
    UtciCurves of_places;
    std::array<std::int32_t, utci_lanes> place;
    Index const first = blocks_.column_of(columns.begin), last = blocks_.column_of(columns.end - 1);
    for (Index column = first; column <= last; ++column) {
        Air const& air =
            step.streets != nullptr ? (*step.streets)[blocks_.air().at(block_row, column)] : sky.air;
        auto const i = static_cast<std::size_t>(column - first);
        places.air_c[i] = air.temperature_k - zero_celsius_k;
        places.wind10_mps[i] =
            std::clamp(utci_wind_mps(air.wind_mps, air.height_m), calmest_mps, windiest_mps);
        places.vapour_hpa[i] = air.vapour_pa / pascal_per_hpa;
    }
    for (Index column = columns.begin; column < columns.end; ++column)
        place[static_cast<std::size_t>(column - columns.begin)] =
            static_cast<std::int32_t>(blocks_.column_of(column) - first);
    make_curves(places, last - first + 1, of_places);
    spread_curves(of_places, place, columns.end - columns.begin, made);
}

void People::keep(double length_s, Index row, RowRange columns) {
    Index const first = columns.begin, count = columns.end - columns.begin;
    auto const length = static_cast<float>(length_s);
    float const *const radiant = radiant_c_.row(row) + first, *const utci = utci_c_.row(row) + first;
    float const largest = largest_of(utci, count);
    keep_largest(radiant, count, largest_radiant_c_.row(row) + first);
    keep_largest(utci, count, largest_utci_c_.row(row) + first);
    keep_sum(length, utci, count, utci_sum_.row(row) + first);
    for (std::size_t t = 0; t < utci_thresholds_c.size(); ++t) {
        auto const threshold = static_cast<float>(utci_thresholds_c[t]);
        if (largest > threshold)
            keep_time_above(threshold, length, utci, count, above_s_[t].row(row) + first);
    }
    for (std::size_t t = 0; t < degree_thresholds_c.size(); ++t) {
        auto const threshold = static_cast<float>(degree_thresholds_c[t]);
        if (largest > threshold) keep_excess(threshold, length, utci, count, degree_s_[t].row(row) + first);
    }
}

FeltRow People::cells(PeopleStep const& step, Index row, RowRange columns) {
    Index const first = columns.begin;
    auto const& views = city_.views();
    Surfaces::Row const ground = surfaces_.row(row);
    FeltRow made;
    made.sky = views.sky.row(row) + first;
    made.crowns = views.crowns.empty() ? nothing_.data() : views.crowns.row(row) + first;
    made.side_sky = side_sky_.row(row) + first;
    made.side_open = side_open_.row(row) + first;
    made.lit = step.lit.empty() ? nothing_.data() : step.lit.row(row) + first;
    made.down_short = ground.down_short + first;
    made.down_long = ground.down_long + first;
    made.skin_k = ground.skin_k + first;
    made.albedo = ground.albedo + first;
    made.material = ground.material + first;
    made.emissivity_of = emissivity_of_.data();
    made.building_m = city_.building_row(row) + first;
    made.radiant_c = radiant_c_.row(row) + first;
    made.utci_c = utci_c_.row(row) + first;
    made.cells = columns.end - first;
    return made;
}

namespace {

FeltSky felt_sky(SkyState const& sky, double leaf_transmissivity) {
    FeltSky above;
    above.diffuse_wpm2 = sky.diffuse_wpm2;
    above.longwave_wpm2 = sky.longwave_wpm2;
    above.low_sky_wpm2 = sky.low_sky_wpm2;
    above.crowns_wpm2 = sky.air_glow_wpm2;
    above.beam_down_wpm2 = sky.is_day ? sky.beam_wpm2 * sky.sine : 0.0;
    above.beam_side_wpm2 = sky.is_day ? sky.beam_wpm2 * sky.cosine : 0.0;
    above.taken = 1.0 - leaf_transmissivity;
    return above;
}

} // namespace

/// One row; tells in how many cells the UTCI lies outside its range.
double People::feel(FeltSky const& sky, PeopleStep const& step, std::vector<UtciCurves> const& curves,
                    Index row) {
    Index outside = 0;
    for (RowRange const& columns : stretches_[static_cast<std::size_t>(row)]) {
        feel_radiation(sky, parameters_.posture, cells(step, row, columns));
        for (Index begin = columns.begin; begin < columns.end;) {
            Index const part = begin / utci_lanes, end = std::min(columns.end, (part + 1) * utci_lanes);
            outside += feel_weather(curves[static_cast<std::size_t>(part)], begin - part * utci_lanes,
                                    cells(step, row, {begin, end}));
            begin = end;
        }
        keep(step.length_s, row, columns);
    }
    return static_cast<double>(outside);
}

void People::feel_block_row(SkyState const& sky, PeopleStep const& step, Index block_row,
                            std::vector<double>& outside) {
    FeltSky const above = felt_sky(sky, parameters_.leaf_transmissivity);
    RowRange const rows = blocks_.cell_rows(block_row);
    std::vector<UtciCurves> of_parts(static_cast<std::size_t>((grid_.columns + utci_lanes - 1) / utci_lanes));
    Index begin = 0;
    for (auto& part : of_parts) {
        curves(sky, step, block_row, {begin, std::min(grid_.columns, begin + utci_lanes)}, part);
        begin += utci_lanes;
    }
    for (Index row = rows.begin; row < rows.end; ++row)
        outside[static_cast<std::size_t>(row)] = feel(above, step, of_parts, row);
}

void People::step(SkyState const& sky, PeopleStep const& step) {
    kept_s_ += step.length_s;
    std::vector<double> outside(static_cast<std::size_t>(grid_.rows), 0.0);
    blocks_.share().for_own_rows([&](Index block_row) { feel_block_row(sky, step, block_row, outside); });
    blocks_.share().gather(std::span(outside), [this](Index block_row) {
        return static_cast<std::size_t>(blocks_.cell_rows(block_row).begin);
    });
    outside_share_ = fixed_order_sum(outside) / static_cast<double>(grid_.size());
}

} // namespace jumelle::heat
