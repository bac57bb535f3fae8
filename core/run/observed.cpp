#include "core/run/observed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/sum.hpp"

namespace jumelle {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// Value of a curve at a moment; not a number outside its time.
double value_at(Curve const& curve, double time_s) {
    auto const& times = curve.time_s;
    if (times.empty() || time_s < times.front() || time_s > times.back()) return no_number;
    auto const later = std::lower_bound(times.begin(), times.end(), time_s);
    auto const i = static_cast<std::size_t>(later - times.begin());
    if (*later == time_s) return curve.value[i];
    double const share = (time_s - times[i - 1]) / (times[i] - times[i - 1]);
    return curve.value[i - 1] + share * (curve.value[i] - curve.value[i - 1]);
}

double mean_of(std::vector<double> const& values) {
    CompensatedSum sum;
    for (double const value : values) sum.add(value);
    return sum.value() / static_cast<double>(values.size());
}

/// Σ (value − from)²
double squares(std::vector<double> const& values, double from) {
    CompensatedSum sum;
    for (double const value : values) sum.add((value - from) * (value - from));
    return sum.value();
}

} // namespace

SeriesFit fit_of(Curve const& computed, Curve const& observed) {
    std::vector<double> errors, sizes, seen, found, times;
    for (std::size_t i = 0; i < observed.time_s.size(); ++i) {
        double const value = value_at(computed, observed.time_s[i]);
        if (std::isnan(value)) continue;
        times.push_back(observed.time_s[i]);
        seen.push_back(observed.value[i]);
        found.push_back(value);
        errors.push_back(value - observed.value[i]);
        sizes.push_back(std::abs(errors.back()));
    }
    SeriesFit fit;
    fit.count = errors.size();
    if (errors.empty()) return fit;
    fit.mean_error = mean_of(errors);
    fit.mean_absolute_error = mean_of(sizes);
    double const error = squares(errors, 0.0), spread = squares(seen, mean_of(seen));
    fit.root_mean_square_error = std::sqrt(error / static_cast<double>(errors.size()));
    fit.efficiency = spread > 0.0 ? 1.0 - error / spread : no_number;
    auto const highest = [](std::vector<double> const& values) {
        return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
    };
    fit.observed_peak = seen[highest(seen)];
    fit.computed_peak = found[highest(found)];
    fit.peak_delay_s = times[highest(found)] - times[highest(seen)];
    return fit;
}

ObservedGauges::ObservedGauges(std::vector<ObservedSeries> const& observed, std::vector<Gauge> const& gauges,
                               std::vector<FieldInfo> const& fields) {
    for (auto const& series : observed) {
        auto const gauge = std::find_if(gauges.begin(), gauges.end(),
                                        [&](Gauge const& known) { return known.name == series.gauge; });
        auto const field = std::find_if(fields.begin(), fields.end(),
                                        [&](FieldInfo const& known) { return known.name == series.field; });
        if (gauge == gauges.end() || field == fields.end()) continue; // `place_gauges` has said so
        watched_.push_back({&series, &*gauge, *field, {}});
    }
}

void ObservedGauges::record(double elapsed_s, FieldStore const& fields) {
    if (watched_.empty()) return;
    time_s_.push_back(elapsed_s);
    for (auto& watched : watched_)
        watched.computed.push_back(read_gauge(*watched.gauge, fields.at(watched.field.name)));
}

std::vector<SeriesInfo> ObservedGauges::series() const {
    std::vector<SeriesInfo> made;
    for (auto const& watched : watched_) {
        made.push_back({"observed", watched.observed->gauge, watched.field.name, watched.field.unit,
                        "what was observed, straight between two observations", TimeMeaning::instant});
    }
    return made;
}

void ObservedGauges::append_series(double elapsed_s, std::vector<double>& values) const {
    for (auto const& watched : watched_) {
        auto const& seen = watched.observed->values;
        values.push_back(value_at({seen.time_s, seen.value}, elapsed_s));
    }
}

std::vector<SeriesFit> ObservedGauges::fits() const {
    std::vector<SeriesFit> made;
    for (auto const& watched : watched_) {
        auto const& seen = watched.observed->values;
        SeriesFit fit = fit_of({time_s_, watched.computed}, {seen.time_s, seen.value});
        fit.name = watched.observed->gauge;
        fit.field = watched.field.name;
        fit.unit = watched.field.unit;
        made.push_back(std::move(fit));
    }
    return made;
}

void ObservedGauges::archive_state(StateArchive& archive) {
    archive("times", time_s_);
    for (std::size_t i = 0; i < watched_.size(); ++i)
        archive(fmt::format("computed {}", i), watched_[i].computed);
}

} // namespace jumelle
