#include "io/report/shown_runs.hpp"

#include <algorithm>
#include <set>

namespace jumelle::report {

namespace {

std::set<std::size_t> shown_samples(std::size_t count) {
    std::set<std::size_t> shown;
    for (std::size_t i = 0; i < std::min(count, most_shown_samples); ++i) {
        std::size_t const parts = most_shown_samples - 1;
        shown.insert(count <= most_shown_samples ? i : i * (count - 1) / parts);
    }
    return shown;
}

bool has(std::vector<Duration> const& times, Duration time) {
    return std::find(times.begin(), times.end(), time) != times.end();
}

/// The times of the first run that all others have too.
std::vector<Duration> common_times(std::vector<ShownRun> const& runs) {
    std::vector<Duration> common;
    for (Duration const time : runs.front().source->description().times) {
        bool const is_common = std::all_of(runs.begin(), runs.end(), [&](ShownRun const& run) {
            return has(run.source->description().times, time);
        });
        if (is_common) common.push_back(time);
    }
    return common;
}

} // namespace

ShownRuns open_shown(ReportInput const& input) {
    auto const samples = shown_samples(input.samples.size());
    ShownRuns shown;
    for (std::size_t i = 0; i < input.runs.size(); ++i) {
        ReportRun const& run = input.runs[i];
        if (run.variant >= most_shown_variants || !samples.contains(run.sample)) continue;
        shown.runs.push_back({i, run.variant, run.open(), {}});
    }
    if (shown.runs.empty())
        shown.runs.push_back({0, input.runs.front().variant, input.runs.front().open(), {}});
    shown.times = common_times(shown.runs);
    for (auto& run : shown.runs) {
        auto const& times = run.source->description().times;
        for (Duration const time : shown.times)
            run.steps.push_back(std::find(times.begin(), times.end(), time) - times.begin());
    }
    return shown;
}

} // namespace jumelle::report
