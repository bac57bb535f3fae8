#include "models/flood/soil_state.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "core/parallel/first_touch.hpp"
#include "core/territory/soil.hpp"
#include "models/flood/field_values.hpp"

namespace jumelle::flood {

namespace {

constexpr double inch_m = 0.0254, hour_s = 3600.0;
constexpr double dried_share = 0.98; // of the recovery curve, that is reached in the drying time

/// Share of a soil's moisture deficit that comes back in a second without water: κ = sqrt(K [in/h]) / 75 per
/// hour. Source: Rossman & Huber 2016, EPA/600/R-15/162A, equation 4-27.
double drying_per_s(SoilClass const& soil) {
    constexpr double per_hour = 75.0;
    return std::sqrt(soil.conductivity_mps * hour_s / inch_m) / per_hour / hour_s;
}

/// Depth of the layer that dries: L = 4 sqrt(K [in/h]) in. Source: the same, equation 4-26.
double drying_layer_m(SoilClass const& soil) {
    constexpr double inches = 4.0;
    return inches * std::sqrt(soil.conductivity_mps * hour_s / inch_m) * inch_m;
}

/// What lies at a cell: soil, land cover and how much of it lets water through.
class GroundCover {
  public:
    GroundCover(ModelSetup const& setup, LossParameters const& parameters)
        : setup_(setup),
          soil_(cells_of(setup.fields, "soil")),
          cover_(cells_of(setup.fields, "land_cover")),
          usual_(*find_soil(parameters.soil)) {}

    SoilClass const& soil(Cell cell) const {
        double const code = value_at(soil_, cell, static_cast<double>(usual_.code));
        if (auto const* const found = find_soil(code)) return *found;
        std::string known;
        for (auto const& soil : soil_classes()) {
            known += fmt::format("{}{} {}", known.empty() ? "" : ", ", soil.code, soil.name);
        }
        Fault fault;
        fault.place = setup_.parameters.place();
        fault.key = "territory.fields.soil";
        fault.message = fmt::format("soil class {:g} in cell (row {}, column {}) is not known", code,
                                    cell.row, cell.column);
        fault.hint = "the classes are " + known;
        fault.kind = FaultKind::data;
        throw InputError(fault);
    }
    LandCoverClass const* cover(Cell cell) const {
        return cover_ == nullptr ? nullptr : find_land_cover((*cover_)(cell.row, cell.column));
    }
    /// Share of the cell that takes water.
    double open_share(Cell cell) const {
        auto const* const known = cover(cell);
        return known == nullptr ? 1.0 : 1.0 - known->impervious.value;
    }
    double field(char const* name, Cell cell, double otherwise) const {
        return value_at(cells_of(setup_.fields, name), cell, otherwise);
    }
    Array2D<float> map(std::function<double(Cell)> const& value) const {
        Grid const& grid = setup_.territory.grid;
        auto made = first_touched(grid.rows, grid.columns, 0.0F);
        for (Index r = 0; r < grid.rows; ++r) {
            for (Index c = 0; c < grid.columns; ++c) made(r, c) = static_cast<float>(value({r, c}));
        }
        return made;
    }
    Array2D<double> zeros() const {
        return first_touched(setup_.territory.grid.rows, setup_.territory.grid.columns, 0.0);
    }

  private:
    ModelSetup const& setup_;
    Array2D<double> const *soil_, *cover_;
    SoilClass const& usual_;
};

template <class T>
double bytes_of(Array2D<T> const& array) {
    return static_cast<double>(array.rows() * array.row_stride()) * static_cast<double>(sizeof(T));
}

class ConstantSoil : public SoilState {
  public:
    ConstantSoil(GroundCover const& cover, LossParameters const& parameters)
        : rate_mps_(cover.map([&](Cell cell) {
              return cover.open_share(cell) * cover.field("infiltration_rate", cell, parameters.rate_mps);
          })) {}
    void begin_step(double length_s, double) override { length_s_ = length_s; }
    void take(Index row, Span span, LossRow const& water, RainRow const&) override {
        constant_row(rate_mps_.row(row), water, span, length_s_);
    }
    void recover(Index, Span, double) override {}
    void archive_state(StateArchive&) override {} // takes the same always
    void gather(GridShare const&) override {}
    double bytes() const override { return bytes_of(rate_mps_); }

  private:
    Array2D<float> rate_mps_;
    double length_s_ = 0.0;
};

class GreenAmptSoil : public SoilState {
  public:
    GreenAmptSoil(GroundCover const& cover, LossParameters const& parameters)
        : conductivity_mps_(cover.map(
              [&](Cell cell) { return cover.open_share(cell) * cover.soil(cell).conductivity_mps; })),
          deficit_(cover.map([&](Cell cell) {
              return cover.open_share(cell) * (1.0 - parameters.saturation) * cover.soil(cell).porosity;
          })),
          suction_m_(cover.map([&](Cell cell) {
              return static_cast<double>(deficit_(cell.row, cell.column)) * cover.soil(cell).suction_m;
          })),
          recovery_mps_(cover.map([&](Cell cell) {
              SoilClass const& soil = cover.soil(cell);
              return parameters.recovery * static_cast<double>(deficit_(cell.row, cell.column)) *
                     drying_per_s(soil) * drying_layer_m(soil);
          })),
          infiltrated_m_(cover.zeros()) {}
    void begin_step(double length_s, double) override { length_s_ = length_s; }
    void take(Index row, Span span, LossRow const& water, RainRow const&) override {
        green_ampt_row({conductivity_mps_.row(row), deficit_.row(row), suction_m_.row(row),
                        recovery_mps_.row(row), infiltrated_m_.row(row)},
                       water, span, length_s_);
    }
    void recover(Index row, Span span, double dry_s) override {
        for (Index c = span.begin; c < span.end; ++c) {
            double const dried = dry_s * static_cast<double>(recovery_mps_(row, c));
            infiltrated_m_(row, c) = std::max(infiltrated_m_(row, c) - dried, 0.0);
        }
    }
    void archive_state(StateArchive& archive) override { archive("infiltrated", infiltrated_m_); }
    void gather(GridShare const& share) override { share.gather(infiltrated_m_); }
    double bytes() const override { return 4.0 * bytes_of(deficit_) + bytes_of(infiltrated_m_); }

  private:
    Array2D<float> conductivity_mps_, deficit_, suction_m_, recovery_mps_;
    Array2D<double> infiltrated_m_;
    double length_s_ = 0.0;
};

class HortonSoil : public SoilState {
  public:
    HortonSoil(GroundCover const& cover, LossParameters const& parameters)
        : decay_per_s_(parameters.horton_decay_per_s),
          // Source: Rossman & Huber 2016, equation 4-12: the curve reaches 98 % in the drying time.
          drying_per_s_(-parameters.recovery * std::log(1.0 - dried_share) / parameters.drying_time_s),
          first_mps_(cover.map([&](Cell cell) {
              return cover.open_share(cell) *
                     parameters.horton_first_mps.value_or(cover.soil(cell).horton_first_mps);
          })),
          final_mps_(cover.map([&](Cell cell) {
              double const last = cover.open_share(cell) *
                                  parameters.horton_final_mps.value_or(cover.soil(cell).horton_final_mps);
              return std::min(last, static_cast<double>(first_mps_(cell.row, cell.column)));
          })),
          excess_m_(cover.zeros()) {}
    void begin_step(double length_s, double) override {
        step_ = {decay_per_s_, -std::expm1(-decay_per_s_ * length_s), std::exp(-drying_per_s_ * length_s),
                 length_s};
    }
    void take(Index row, Span span, LossRow const& water, RainRow const&) override {
        horton_row({first_mps_.row(row), final_mps_.row(row), excess_m_.row(row)}, water, span, step_);
    }
    void recover(Index row, Span span, double dry_s) override {
        double const kept = std::exp(-drying_per_s_ * dry_s);
        for (Index c = span.begin; c < span.end; ++c) excess_m_(row, c) *= kept;
    }
    void archive_state(StateArchive& archive) override { archive("excess", excess_m_); }
    void gather(GridShare const& share) override { share.gather(excess_m_); }
    double bytes() const override { return 2.0 * bytes_of(first_mps_) + bytes_of(excess_m_); }

  private:
    double decay_per_s_, drying_per_s_;
    HortonStep step_;
    Array2D<float> first_mps_, final_mps_;
    Array2D<double> excess_m_;
};

/// Potential retention S = 25400 / CN − 254 mm. Source: USDA 2004, NEH 630, chapter 10, equation 10-13.
double retention_m(double number) {
    constexpr double inch_per_number = 1000.0, inches = 10.0;
    return (inch_per_number / number - inches) * inch_m;
}

class CurveNumberSoil : public SoilState {
  public:
    CurveNumberSoil(GroundCover const& cover, LossParameters const& parameters)
        : open_share_(cover.map([&](Cell cell) { return cover.open_share(cell); })),
          retention_m_(cover.map([&](Cell cell) {
              auto const* const known = cover.cover(cell);
              LandCover const code = known == nullptr ? LandCover::grass : known->code;
              double const usual =
                  parameters.curve_number.value_or(curve_number(code, cover.soil(cell).group));
              return retention_m(cover.field("curve_number", cell, usual));
          })),
          drying_ps_(
              cover.map([&](Cell cell) { return parameters.recovery * drying_per_s(cover.soil(cell)); })),
          room_m_(cover.zeros()),
          event_room_m_(cover.zeros()),
          event_rain_m_(cover.zeros()) {
        step_.initial_share = parameters.initial_abstraction;
        for_rows(room_m_.rows(), [&](Index r) {
            for (Index c = 0; c < room_m_.columns(); ++c) {
                room_m_(r, c) = event_room_m_(r, c) = static_cast<double>(retention_m_(r, c));
            }
        });
    }
    void begin_step(double, double dry_s) override { step_.dried_s = dry_s; }
    void take(Index row, Span span, LossRow const& water, RainRow const& rain) override {
        curve_number_row({open_share_.row(row), retention_m_.row(row), drying_ps_.row(row), room_m_.row(row),
                          event_room_m_.row(row), event_rain_m_.row(row)},
                         rain, water, span, step_);
    }
    void recover(Index, Span, double) override {}
    void archive_state(StateArchive& archive) override {
        archive("room", room_m_);
        archive("event_room", event_room_m_);
        archive("event_rain", event_rain_m_);
    }
    void gather(GridShare const& share) override {
        for (auto* const cells : {&room_m_, &event_room_m_, &event_rain_m_}) share.gather(*cells);
    }
    double bytes() const override { return 3.0 * bytes_of(open_share_) + 3.0 * bytes_of(room_m_); }

  private:
    CurveNumberStep step_;
    Array2D<float> open_share_, retention_m_, drying_ps_;
    Array2D<double> room_m_, event_room_m_, event_rain_m_;
};

} // namespace

std::unique_ptr<SoilState> make_soil_state(ModelSetup const& setup, LossParameters const& parameters) {
    GroundCover const cover(setup, parameters);
    switch (parameters.infiltration) {
    case Infiltration::green_ampt:
        return std::make_unique<GreenAmptSoil>(cover, parameters);
    case Infiltration::horton:
        return std::make_unique<HortonSoil>(cover, parameters);
    case Infiltration::curve_number:
        return std::make_unique<CurveNumberSoil>(cover, parameters);
    case Infiltration::constant:
    case Infiltration::none:
        break;
    }
    return std::make_unique<ConstantSoil>(cover, parameters);
}

} // namespace jumelle::flood
