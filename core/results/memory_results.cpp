#include "core/results/memory_results.hpp"

#include <algorithm>

namespace jumelle {

namespace {

FieldStore copied(std::vector<FieldInfo> const& wanted, FieldStore const& fields) {
    FieldStore copy;
    for (auto const& info : wanted) copy.put(fields.at(info.name));
    return copy;
}

} // namespace

void MemoryResults::begin(RunHeader const& run_header, FieldStore const& fields) {
    header = run_header;
    constants = copied(header.constants, fields);
}

void MemoryResults::write_step(Duration elapsed, FieldStore const& fields) {
    times.push_back(elapsed);
    steps.push_back(copied(header.outputs, fields));
}

void MemoryResults::write_gauges(Duration elapsed, std::vector<std::vector<double>> const& values) {
    gauge_times.push_back(elapsed);
    gauge_values.push_back(values);
}

void MemoryResults::write_series(Duration elapsed, std::vector<double> const& values) {
    series_times.push_back(elapsed);
    series_values.push_back(values);
}

void MemoryResults::settle() {
    kept_steps_ = static_cast<std::int64_t>(times.size());
    kept_moments_ = static_cast<std::int64_t>(series_times.size());
}

void MemoryResults::archive_state(StateArchive& archive) {
    archive("steps", kept_steps_);
    archive("moments", kept_moments_);
}

void MemoryResults::resume(RunHeader const& run_header) {
    header = run_header;
    times.resize(static_cast<std::size_t>(kept_steps_));
    steps.resize(times.size());
    series_times.resize(static_cast<std::size_t>(kept_moments_));
    series_values.resize(series_times.size());
    gauge_times.resize(std::min(gauge_times.size(), series_times.size()));
    gauge_values.resize(gauge_times.size());
}

void MemoryResults::finish(RunFooter const& run_footer, FieldStore const& fields) {
    footer = run_footer;
    summaries = copied(header.summaries, fields);
    finished = true;
}

} // namespace jumelle
