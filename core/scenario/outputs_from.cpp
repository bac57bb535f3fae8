#include <fmt/format.h>

#include "core/scenario/from_value.hpp"

namespace jumelle::from_value {

namespace {

constexpr std::int64_t most_output_times = 1'000'000;

GaugeSpec gauge_from(Value const& value) {
    GaugeSpec gauge;
    gauge.where = value;
    gauge.name = text_or(member(value, "name"), "");
    auto const at = position(member(value, "at")).value_or(std::pair{0.0, 0.0});
    gauge.x_m = at.first;
    gauge.y_m = at.second;
    gauge.place = text_or(member(value, "at"), "");
    gauge.radius_m = number_or(member(value, "radius"), 0.0);
    Value const& observed = member(value, "observed");
    if (!observed.is_map()) return gauge;
    for (auto const& [field, seen] : observed.map()) {
        if (seen.is_quantity()) gauge.observed.emplace_back(field, seen.quantity());
        if (given(seen, "csv")) gauge.tables.push_back({field, series(seen)});
    }
    return gauge;
}

SectionSpec section_from(Value const& value) {
    SectionSpec section;
    section.where = value;
    section.name = text_or(member(value, "name"), "");
    section.line = line_points(member(value, "line"));
    return section;
}

Duration every_from(Value const& every, TimeSpec const& run, FaultList& faults) {
    if (!every.is_quantity()) return run.duration;
    Duration const interval = Duration::from_seconds(every.quantity());
    if (run.duration == Duration{}) return interval;
    if (interval > run.duration) {
        if (!every.is_default()) {
            faults.add(every.fault(fmt::format("{} is longer than the run, which lasts {}", to_text(interval),
                                               to_text(run.duration)),
                                   "write results at least once a run"));
        }
        return run.duration;
    }
    std::int64_t const times = run.duration.ticks() / interval.ticks();
    if (times > most_output_times) {
        faults.add(every.fault(fmt::format("makes {} output times, more than {}", times, most_output_times),
                               "write results less often"));
    }
    return interval;
}

} // namespace

OutputSpec outputs(Value const& value, TimeSpec const& run, FaultList& faults) {
    OutputSpec spec;
    spec.where = value;
    spec.every = every_from(member(value, "every"), run, faults);
    auto const& fields = elements(member(value, "fields"));
    refuse_repeated(fields, "field", faults);
    for (auto const& field : fields) spec.fields.push_back(text_or(field, ""));
    std::vector<Value> names;
    for (auto const& gauge : elements(member(value, "gauges"))) {
        spec.gauges.push_back(gauge_from(gauge));
        names.push_back(member(gauge, "name"));
    }
    refuse_repeated(names, "gauge", faults);
    names.clear();
    for (auto const& section : elements(member(value, "sections"))) {
        spec.sections.push_back(section_from(section));
        names.push_back(member(section, "name"));
    }
    refuse_repeated(names, "section", faults);
    return spec;
}

} // namespace jumelle::from_value
