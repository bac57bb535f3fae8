#include "models/heat/town_air.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jumelle::heat {

namespace {

constexpr double seconds_per_day = 86400.0;
/// A night is tropical where the lowest temperature of its day is above 20 °C, a day hot where the highest is
/// above 30 °C. Source: indices TR (Klein Tank et al. 2009, WMO-TD 1500) and hot days of DWD and
/// Météo-France.
constexpr double tropical_k = zero_celsius_k + 20.0, hot_k = zero_celsius_k + 30.0;
constexpr double least_day_s = 0.5 * seconds_per_day; ///< that counts as one at the end of the run
/// Heat that a cooling machine brings outdoors for the heat that it takes from the rooms: 1 + 1/COP, COP 3.
/// Source: Salamanca et al. 2014, J. Geophys. Res. Atmos. 119, 5949.
constexpr double rejected_share = 1.0 + 1.0 / 3.0;

constexpr double endless = std::numeric_limits<double>::infinity();

} // namespace

TownAir::TownAir(Blocks const& blocks, HeatParameters const& parameters)
    : blocks_(blocks),
      parameters_(parameters),
      country_(parameters, parameters.country_cover),
      field_(blocks),
      people_w_(blocks.size(), 0.0),
      records_(blocks.size()) {
    forget();
}

void TownAir::look_around() {
    country_.look_around();
}

void TownAir::forget() {
    Record empty;
    empty.largest_k = empty.day_largest_k = -endless;
    empty.smallest_k = empty.day_smallest_k = endless;
    records_.assign(records_.size(), empty);
    kept_s_ = day_s_ = 0.0;
    field_.forget_budget();
}

void TownAir::add_field(FieldStore const& fields, char const* name, double factor) {
    if (!fields.has(name)) return;
    auto const& cells = fields.at(name).cells;
    if (cells.rows() != blocks_.grid().rows || cells.columns() != blocks_.grid().columns) return;
    double const cell_m2 = blocks_.grid().cell_area_m2();
    blocks_.share().for_own_rows([&](Index block_row) {
        RowRange const rows = blocks_.cell_rows(block_row);
        for (Index row = rows.begin; row < rows.end; ++row) {
            for (Index column = 0; column < cells.columns(); ++column) {
                double const value = cells(row, column);
                if (!std::isnan(value)) people_w_[blocks_.of(row, column)] += factor * cell_m2 * value;
            }
        }
    });
}

void TownAir::collect_people(SkyState const& sky, FieldStore const& fields,
                             std::vector<BlockHeat> const& heat) {
    people_w_.assign(people_w_.size(), 0.0);
    add_field(fields, "traffic_heat", 1.0);
    auto const& by_hour = parameters_.people_by_hour;
    double const factor =
        by_hour.empty() ? 1.0 : by_hour[static_cast<std::size_t>(sky.solar_hour) % by_hour.size()];
    add_field(fields, "anthropogenic_heat", factor);
    blocks_.gather_blocks(people_w_);
    if (parameters_.buildings != BuildingsKind::cooled) return;
    for (std::size_t i = 0; i < heat.size(); ++i)
        people_w_[i] += rejected_share * std::max(0.0, heat[i].indoor_w);
}

void TownAir::step(SkyState const& sky, SurfaceStep const& step, std::vector<BlockHeat> const& heat,
                   FieldStore const& fields) {
    Country const country = country_.step(sky, step);
    collect_people(sky, fields, heat);
    field_.step(country, heat, people_w_, step.length_s);
    field_.mix_into(sky.air);
}

void TownAir::end_day() {
    for (auto& record : records_) {
        record.tropical_nights += record.day_smallest_k > tropical_k ? 1.0 : 0.0;
        record.hot_days += record.day_largest_k > hot_k ? 1.0 : 0.0;
        record.day_largest_k = -endless;
        record.day_smallest_k = endless;
    }
    day_s_ = 0.0;
}

void TownAir::keep(double end_s, double length_s) {
    kept_s_ += length_s;
    day_s_ += length_s;
    for (std::size_t i = 0; i < records_.size(); ++i) {
        double const air_k = field_.streets()[i].temperature_k;
        Record& record = records_[i];
        record.sum_ks += air_k * length_s;
        record.largest_k = std::max(record.largest_k, air_k);
        record.smallest_k = std::min(record.smallest_k, air_k);
        record.day_largest_k = std::max(record.day_largest_k, air_k);
        record.day_smallest_k = std::min(record.day_smallest_k, air_k);
    }
    constexpr double rounding_s = 1e-3;
    bool const is_over = std::floor((end_s + rounding_s) / seconds_per_day) >
                         std::floor((end_s - length_s + rounding_s) / seconds_per_day);
    if (is_over) end_day();
}

double TownAir::mean_warmer_k() const {
    CompensatedSum area, sum;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        area.add(blocks_.inside_m2()[i]);
        sum.add(blocks_.inside_m2()[i] * field_.warmer_k(i));
    }
    return area.value() > 0.0 ? sum.value() / area.value() : 0.0;
}

double TownAir::mean_k(std::size_t block) const {
    return kept_s_ > 0.0 ? records_[block].sum_ks / kept_s_ : std::numeric_limits<double>::quiet_NaN();
}

double TownAir::tropical_nights(std::size_t block) const {
    Record const& record = records_[block];
    bool const counts = day_s_ >= least_day_s && record.day_smallest_k > tropical_k;
    return record.tropical_nights + (counts ? 1.0 : 0.0);
}

double TownAir::hot_days(std::size_t block) const {
    Record const& record = records_[block];
    bool const counts = day_s_ >= least_day_s && record.day_largest_k > hot_k;
    return record.hot_days + (counts ? 1.0 : 0.0);
}

void TownAir::archive_state(StateArchive& archive) {
    archive("country", country_);
    archive("field", field_);
    archive("records", records_);
    archive("kept", kept_s_);
    archive("day", day_s_);
}

} // namespace jumelle::heat
