#pragma once

#include <string>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/model/forcing.hpp"
#include "core/run/gauges.hpp"
#include "core/territory/series_info.hpp"

namespace jumelle {

/// How a computed series fits an observed one, at the moments of the observations within the run. Errors are
/// computed − observed, in the unit of the field.
struct SeriesFit {
    std::string name, field, unit; ///< of the gauge; of the field
    std::size_t count = 0;         ///< observations that were compared
    double mean_error = 0.0, mean_absolute_error = 0.0, root_mean_square_error = 0.0;
    /// 1 − Σ (computed − observed)² / Σ (observed − their mean)²; not a number where all are the same.
    /// Source: Nash & Sutcliffe 1970, J. Hydrol. 10, 282-290.
    double efficiency = 0.0;
    double observed_peak = 0.0, computed_peak = 0.0; ///< the largest of the values that were compared
    double peak_delay_s = 0.0;                       ///< by how much the computed one comes later
};

/// A series by its times [s] and values.
struct Curve {
    std::vector<double> time_s, value;
};

/// @pre the times of both increase. Between its times a computed curve is straight; observations outside its
/// time and those beside computed values that are not numbers do not count.
SeriesFit fit_of(Curve const& computed, Curve const& observed);

/// Watches gauges at which something was observed over time.
class ObservedGauges {
  public:
    ObservedGauges() = default;
    /// @param fields that gauges record; `observed` names gauges among `gauges`
    ObservedGauges(std::vector<ObservedSeries> const& observed, std::vector<Gauge> const& gauges,
                   std::vector<FieldInfo> const& fields);
    /// Notes what is computed at this moment.
    void record(double elapsed_s, FieldStore const& fields);
    /// One series `observed` for each, with what was seen at a moment, straight between two observations; not
    /// a number before the first and after the last.
    std::vector<SeriesInfo> series() const;
    void append_series(double elapsed_s, std::vector<double>& values) const;
    std::vector<SeriesFit> fits() const;
    void archive_state(StateArchive& archive);

  private:
    struct Watched {
        ObservedSeries const* observed = nullptr;
        Gauge const* gauge = nullptr;
        FieldInfo field;
        std::vector<double> computed;
    };
    std::vector<Watched> watched_;
    std::vector<double> time_s_;
};

} // namespace jumelle
