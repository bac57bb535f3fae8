#pragma once

#include <string>

#include "core/results/result_sink.hpp"

namespace jumelle::testing {

/// A small run with every kind of content, whose numbers follow from formulas that readers can repeat.
class SampleRun {
  public:
    struct Size {
        Index rows = 40;
        Index columns = 50;
    };
    explicit SampleRun(Size size);
    SampleRun();
    SampleRun(SampleRun const&) = delete;
    SampleRun& operator=(SampleRun const&) = delete;

    /// Two nodes and more, streets both ways.
    void add_roads();
    void add_gauges();
    /// A term of an account, and two sections of which the first tells two numbers.
    void add_series();
    /// Puts the fields of output step `step` into `fields`.
    void set_step(Index step);
    /// [gauge][field] at `step`: 10 × step + gauge; the second gauge is dry at even steps.
    std::vector<std::vector<double>> gauge_values(Index step) const;

    /// [series] at `step`: 100 × step + position in the header; not a number at the start for the second.
    std::vector<double> series_values(Index step) const;

    /// Water depth in metres: 0 north of the middle row, else 0.25 × (step + 1) + (row + column) / 128.
    static double depth_m(Index step, Cell cell, Index rows);

    Territory territory;
    RunHeader header;
    RunFooter footer;
    FieldStore& fields() { return territory.fields; }

  private:
    void add_fields();
};

/// Seconds between output steps.
inline constexpr std::int64_t output_interval_s = 900;
Duration time_of_step(Index step);

/// A whole run into `sink`: begin, `steps` steps each after its gauge values, finish.
void write_all(SampleRun& run, ResultSink& sink, Index steps);

} // namespace jumelle::testing
