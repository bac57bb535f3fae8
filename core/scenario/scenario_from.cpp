#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>

#include "core/scenario/from_value.hpp"
#include "core/scenario/tide.hpp"

namespace jumelle {

namespace from_value {

Value const& member(Value const& value, std::string const& key) {
    static Value const absent;
    return value.is_map() ? value[key] : absent;
}

bool given(Value const& value, std::string const& key) {
    return !member(value, key).path().empty();
}

std::optional<double> number(Value const& value) {
    if (!value.is_quantity()) return std::nullopt;
    return value.quantity();
}

double number_or(Value const& value, double otherwise) {
    return number(value).value_or(otherwise);
}

std::string text_or(Value const& value, std::string const& otherwise) {
    return value.is_text() ? value.text() : otherwise;
}

std::vector<Value> const& elements(Value const& value) {
    static std::vector<Value> const none;
    return value.is_list() ? value.list() : none;
}

std::optional<std::pair<double, double>> position(Value const& value) {
    auto const& axes = elements(value);
    if (axes.size() != 2 || !axes[0].is_quantity() || !axes[1].is_quantity()) return std::nullopt;
    return std::pair{axes[0].quantity(), axes[1].quantity()};
}

namespace {

TideSpec::Part constituent(Value const& value) {
    TideSpec::Part part;
    part.amplitude_m = number_or(member(value, "amplitude"), 0.0);
    part.phase_rad = number_or(member(value, "phase"), 0.0);
    part.period_s = number_or(member(value, "period"), 1.0);
    std::string const name = text_or(member(value, "name"), "");
    for (auto const& known : named_constituents()) {
        if (name == known.name) part.period_s = known.period_s;
    }
    return part;
}

TideSpec tide(Value const& value) {
    TideSpec spec;
    spec.mean_m = number_or(member(value, "mean"), 0.0);
    for (auto const& part : elements(member(value, "constituents"))) spec.parts.push_back(constituent(part));
    Value const& reference = member(value, "reference");
    if (reference.kind() == Value::Kind::instant) spec.reference = reference.instant();
    return spec;
}

} // namespace

SeriesSpec series(Value const& value) {
    SeriesSpec spec;
    spec.where = value;
    spec.constant = number(value);
    spec.csv = text_or(member(value, "csv"), "");
    spec.column = text_or(member(value, "column"), "");
    spec.unit = text_or(member(value, "unit"), "");
    if (given(value, "tide")) spec.tide = tide(value["tide"]);
    return spec;
}

std::vector<LinePoint> line_points(Value const& line) {
    std::vector<LinePoint> points;
    for (auto const& point : elements(line)) {
        auto const at = position(point).value_or(std::pair{0.0, 0.0});
        points.push_back({at.first, at.second, text_or(point, ""), point});
    }
    return points;
}

void refuse_repeated(std::vector<Value> const& list, std::string const& what, FaultList& faults) {
    std::set<std::string> seen;
    for (auto const& element : list) {
        if (!element.is_text() || seen.insert(element.text()).second) continue;
        faults.add(element.fault(fmt::format("{} '{}' is given twice", what, element.text()),
                                 "remove one of the two, or rename it"));
    }
}

} // namespace from_value

namespace {

using from_value::member;

/// The last moment that a run may reach: the end of the 64-bit time axis is 2262-04-11.
constexpr std::int64_t last_tick = 9'214'646'400'000'000'000; // 2262-01-01T00:00:00Z

Duration duration_of(Value const& value, Duration otherwise) {
    return value.is_quantity() ? Duration::from_seconds(value.quantity()) : otherwise;
}

TimeSpec time_from(Value const& value, FaultList& faults) {
    TimeSpec time;
    Value const& start = member(value, "start");
    Value const& duration = member(value, "duration");
    Value const& exchange = member(value, "exchange_every");
    if (start.kind() == Value::Kind::instant) time.start = start.instant();
    time.duration = duration_of(duration, Duration{});
    time.exchange_every = duration_of(exchange, time.duration);
    if (duration.is_absent() || exchange.is_absent()) return time;
    if (time.duration == Duration{}) {
        faults.add(duration.fault("is shorter than a nanosecond", "write for example 2 h"));
    }
    if (time.exchange_every > time.duration) {
        if (!exchange.is_default()) {
            faults.add(exchange.fault(fmt::format("{} is longer than the run, which lasts {}",
                                                  to_text(time.exchange_every), to_text(time.duration)),
                                      "make exchange_every shorter or the duration longer"));
        }
        time.exchange_every = time.duration;
    }
    if (time.start.ticks() > last_tick - time.duration.ticks()) {
        faults.add(duration.fault("the run ends after the year 2261, where this clock stops",
                                  "begin the run earlier"));
    }
    return time;
}

std::vector<ModelSpec> models_from(Value const& value, FaultList& faults) {
    std::vector<ModelSpec> models;
    if (!value.is_map()) return models;
    for (auto const& [name, parameters] : value.map()) {
        if (!parameters.is_absent()) models.push_back({name, parameters});
    }
    auto const place_of = [](ModelSpec const& model) {
        auto const& place = model.parameters.place();
        return std::tuple{place.line == 0, place.line, place.column}; // those of `--set` come last
    };
    std::stable_sort(models.begin(), models.end(),
                     [&](ModelSpec const& a, ModelSpec const& b) { return place_of(a) < place_of(b); });
    if (value.map().empty()) {
        faults.add(value.fault("names no model", "name at least one, each on its own line: flood:"));
    }
    return models;
}

void check_storm_window(Scenario const& scenario, Value const& forcing, FaultList& faults) {
    if (!scenario.forcing.storm || scenario.time.duration == Duration{}) return;
    if (scenario.forcing.storm->start.si() < scenario.time.duration.seconds()) return;
    Value const& start = member(member(member(forcing, "rain"), "design_storm"), "start");
    faults.add(start.fault(fmt::format("the storm begins after the run has ended, which lasts {}",
                                       to_text(scenario.time.duration)),
                           "begin the storm earlier or let the run last longer"));
}

} // namespace

Scenario scenario_from(Value root, FaultList& faults) {
    Scenario scenario;
    scenario.name = from_value::text_or(member(root, "name"), "");
    scenario.territory = from_value::territory(member(root, "territory"), member(root, "measures"), faults);
    scenario.measures = from_value::measures(member(root, "measures"), faults);
    scenario.forcing = from_value::forcing(member(root, "forcing"), faults);
    scenario.time = time_from(member(root, "time"), faults);
    scenario.models = models_from(member(root, "models"), faults);
    scenario.outputs = from_value::outputs(member(root, "outputs"), scenario.time, faults);
    check_storm_window(scenario, member(root, "forcing"), faults);
    auto const& indicators = from_value::elements(member(root, "indicators"));
    from_value::refuse_repeated(indicators, "indicator", faults);
    for (auto const& indicator : indicators)
        scenario.indicators.push_back(from_value::text_or(indicator, ""));
    scenario.root = std::move(root);
    return scenario;
}

} // namespace jumelle
