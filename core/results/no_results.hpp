#pragma once

#include "core/results/result_sink.hpp"

namespace jumelle {

/// Keeps nothing: for ranks that compute a run whose results another one writes.
class NoResults : public ResultSink {
  public:
    void begin(RunHeader const&, FieldStore const&) override {}
    void write_step(Duration, FieldStore const&) override {}
    void write_gauges(Duration, std::vector<std::vector<double>> const&) override {}
    void write_series(Duration, std::vector<double> const&) override {}
    void settle() override {}
    void archive_state(StateArchive&) override {}
    void resume(RunHeader const&) override {}
    void finish(RunFooter const&, FieldStore const&) override {}
};

} // namespace jumelle
