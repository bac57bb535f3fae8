#pragma once

#include "core/results/result_sink.hpp"

namespace jumelle {

/// Keeps the results of a run in memory, for tests and for comparing without files.
class MemoryResults : public ResultSink {
  public:
    void begin(RunHeader const& header, FieldStore const& fields) override;
    void write_step(Duration elapsed, FieldStore const& fields) override;
    void write_gauges(Duration elapsed, std::vector<std::vector<double>> const& values) override;
    void write_series(Duration elapsed, std::vector<double> const& values) override;
    void settle() override;
    void archive_state(StateArchive& archive) override;
    void resume(RunHeader const& header) override;
    void finish(RunFooter const& footer, FieldStore const& fields) override;

    RunHeader header;
    RunFooter footer;
    std::vector<Duration> times;
    std::vector<FieldStore> steps; ///< the outputs at each time
    FieldStore constants, summaries;
    std::vector<Duration> gauge_times;
    std::vector<std::vector<std::vector<double>>> gauge_values; ///< [time][gauge][field]
    std::vector<Duration> series_times;
    std::vector<std::vector<double>> series_values; ///< [time][series]
    bool finished = false;

  private:
    std::int64_t kept_steps_ = 0, kept_moments_ = 0;
};

} // namespace jumelle
