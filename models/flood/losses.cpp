#include "models/flood/losses.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/sum.hpp"
#include "core/parallel/first_touch.hpp"
#include "models/flood/activity.hpp"
#include "models/flood/soil_state.hpp"

namespace jumelle::flood {

namespace {

/// Sums over the steps and cells of a row, so that rows can be worked on by any thread.
struct RowLosses {
    CompensatedSum infiltrated_m, evaporated_m;
};

class SoilAndAir : public Losses {
  public:
    SoilAndAir(ModelSetup const& setup, LossParameters const& parameters)
        : cell_area_m2_(setup.territory.grid.cell_area_m2()),
          evaporation_mps_(setup.forcing.evaporation_mps),
          rows_(static_cast<std::size_t>(setup.territory.grid.rows)),
          infiltrated_m_(first_touched(setup.territory.grid.rows, setup.territory.grid.columns, 0.0)) {
        Index const segments = (setup.territory.grid.columns + segment_columns - 1) / segment_columns;
        seen_s_ = Array2D<double>(setup.territory.grid.rows, segments, 0.0);
        if (parameters.infiltration != Infiltration::none) soil_ = make_soil_state(setup, parameters);
    }

    void begin_step(double from_s, double to_s, bool rains) override {
        bool const begins = rains && last_rain_s_ < from_s;
        from_s_ = from_s;
        to_s_ = to_s;
        dried_s_ = begins ? from_s - last_rain_s_ : 0.0;
        if (rains) last_rain_s_ = to_s;
        begin_part(0.0, 1.0);
    }

    void begin_part(double begin, double end) override {
        double const part_from_s = std::lerp(from_s_, to_s_, begin),
                     part_to_s = std::lerp(from_s_, to_s_, end);
        evaporation_m_ = evaporation_mps_.integral(part_from_s, part_to_s);
        // The first part that a cell is worked on in begins with the step.
        if (soil_) soil_->begin_step(part_to_s - part_from_s, begin <= 0.0 ? dried_s_ : 0.0);
    }

    void take(Index row, Span span, LossStep const& step) override {
        catch_up(row, span, step);
        RowLosses& sums = rows_[static_cast<std::size_t>(row)];
        if (soil_) {
            soil_->take(row, span, {step.water_m, step.taken_m}, step.rain);
            double* const total = infiltrated_m_.row(row);
            for (Index i = span.begin; i < span.end; ++i) total[i] += step.taken_m[i];
            sums.infiltrated_m.add(settle(span, step));
        }
        if (evaporation_m_ <= 0.0) return;
        for (Index i = span.begin; i < span.end; ++i) {
            step.taken_m[i] = std::min(evaporation_m_, step.water_m[i]);
        }
        sums.evaporated_m.add(settle(span, step));
    }

    void gather(GridShare const& share) override { share.gather(rows_); }

    void report(Balance& balance) const override {
        CompensatedSum infiltrated, evaporated;
        for (RowLosses const& row : rows_) {
            infiltrated.add(row.infiltrated_m.value() * cell_area_m2_);
            evaporated.add(row.evaporated_m.value() * cell_area_m2_);
        }
        balance.terms.push_back({"infiltration", -infiltrated.value()});
        balance.terms.push_back({"evaporation", -evaporated.value()});
        balance.out += infiltrated.value() + evaporated.value();
    }

    void archive_state(StateArchive& archive) override {
        archive("soil", soil_);
        archive("rows", rows_);
        archive("infiltrated", infiltrated_m_);
        archive("seen", seen_s_);
        archive("evaporation", evaporation_m_);
        archive("last_rain", last_rain_s_);
    }

    void gather_state(GridShare const& share) override {
        gather(share);
        share.gather(infiltrated_m_);
        share.gather(seen_s_);
        if (soil_) soil_->gather(share);
    }

    double infiltrated_m(Cell cell) const override { return infiltrated_m_(cell.row, cell.column); }
    double bytes() const override {
        double const own =
            static_cast<double>(infiltrated_m_.rows() * infiltrated_m_.row_stride()) * sizeof(double);
        return own + (soil_ ? soil_->bytes() : 0.0);
    }

  private:
    /// Lets segments that were left out, because they held no water, dry for as long.
    void catch_up(Index row, Span span, LossStep const& step) {
        double const from_s = step.end_s - step.length_s;
        for (Index s = span.begin / segment_columns; s * segment_columns < span.end; ++s) {
            Span const part{std::max(s * segment_columns, span.begin),
                            std::min((s + 1) * segment_columns, span.end)};
            double const unseen_s = from_s - seen_s_(row, s);
            bool const was_left_out = unseen_s > 0.5 * step.length_s;
            if (soil_ && was_left_out) soil_->recover(row, part, unseen_s);
            seen_s_(row, s) = step.end_s;
        }
    }

    /// Takes `taken` off the water and off the gain. @returns its sum
    static double settle(Span span, LossStep const& step) {
        double sum = 0.0;
        for (Index i = span.begin; i < span.end; ++i) {
            step.water_m[i] -= step.taken_m[i];
            step.gain_m[i] -= step.taken_m[i];
            sum += step.taken_m[i];
        }
        return sum;
    }

    double cell_area_m2_;
    TimeSeries const& evaporation_mps_;
    std::unique_ptr<SoilState> soil_;
    std::vector<RowLosses> rows_;
    Array2D<double> infiltrated_m_; ///< a float would lose the weak rain of a long run
    Array2D<double> seen_s_;        ///< when each segment of a row was last worked on
    double evaporation_m_ = 0.0, last_rain_s_ = 0.0;
    double from_s_ = 0.0, to_s_ = 0.0, dried_s_ = 0.0; ///< of the present step
};

} // namespace

std::unique_ptr<Losses> make_losses(ModelSetup const& setup, LossParameters const& parameters) {
    bool const evaporates = setup.forcing.evaporation_mps.maximum() > 0.0;
    if (parameters.infiltration == Infiltration::none && !evaporates) return nullptr;
    return std::make_unique<SoilAndAir>(setup, parameters);
}

} // namespace jumelle::flood
