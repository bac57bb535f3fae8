#include "app/run_report.hpp"

#include <cmath>
#include <sys/resource.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "app/json_text.hpp"
#include "app/text_table.hpp"
#include "core/base/sum.hpp"

namespace jumelle::app {

namespace {

using Json = nlohmann::ordered_json;

/// Numbers that JSON cannot hold become null; adding 0 turns -0 into 0.
Json number(double value) {
    return std::isfinite(value) ? Json(value + 0.0) : Json(nullptr);
}

double mean_absolute_error(std::vector<GaugeComparison> const& gauges) {
    CompensatedSum sum;
    for (auto const& gauge : gauges) sum.add(std::abs(gauge.error()));
    return sum.value() / static_cast<double>(gauges.size());
}

Json balance_json(ModelAccount const& model) {
    Balance const& balance = model.balance;
    Json terms = Json::object();
    for (auto const& term : balance.terms) terms[term.name] = number(term.value);
    return {{"quantity", balance.quantity},
            {"unit", balance.unit},
            {"in", number(balance.in)},
            {"out", number(balance.out)},
            {"stored_at_start", number(balance.stored_at_start)},
            {"stored", number(balance.stored)},
            {"lost", number(-balance.error())},
            {"error_relative", number(model.relative_error)},
            {"terms", terms}};
}

Json timing_json(RunReport const& report) {
    std::int64_t steps = 0;
    double updates = 0.0;
    for (auto const& model : report.outcome.models) {
        steps += model.steps;
        updates += model.cell_updates;
    }
    Json timing = {{"wall_s", report.outcome.wall_s},
                   {"cpu_s", report.outcome.cpu_s},
                   {"steps", steps},
                   {"threads", report.threads}};
    if (report.outcome.cpu_s > 0.0) timing["cell_updates_per_cpu_s"] = updates / report.outcome.cpu_s;
    return timing;
}

/// What the ranks have sent each other, all together.
Json parallel_json(RunOutcome const& outcome) {
    SentCounts const& sent = outcome.sent;
    return {{"ranks", outcome.ranks},
            {"halo_messages", sent.messages},
            {"halo_bytes", sent.bytes},
            {"collectives", sent.collectives},
            {"collective_bytes", sent.collective_bytes},
            {"waited_for_halo_s", sent.waited_for_neighbours_s},
            {"waited_in_collectives_s", sent.waited_s}};
}

Json gauges_json(std::vector<GaugeComparison> const& gauges) {
    Json rows = Json::array();
    for (auto const& gauge : gauges) {
        rows.push_back({{"name", gauge.name},
                        {"field", gauge.field},
                        {"observed", gauge.observed},
                        {"computed", number(gauge.computed)},
                        {"error", number(gauge.error())},
                        {"unit", gauge.unit}});
    }
    return rows;
}

Json fits_json(std::vector<SeriesFit> const& fits) {
    Json rows = Json::array();
    for (auto const& fit : fits) {
        rows.push_back({{"name", fit.name},
                        {"field", fit.field},
                        {"unit", fit.unit},
                        {"count", fit.count},
                        {"mean_error", number(fit.mean_error)},
                        {"mean_absolute_error", number(fit.mean_absolute_error)},
                        {"root_mean_square_error", number(fit.root_mean_square_error)},
                        {"efficiency", number(fit.efficiency)},
                        {"observed_peak", number(fit.observed_peak)},
                        {"computed_peak", number(fit.computed_peak)},
                        {"peak_delay_s", number(fit.peak_delay_s)}});
    }
    return rows;
}

/// group → quantity → value, or where the group has members, group → name → quantity → value
Json series_json(std::vector<SeriesValue> const& series) {
    Json groups = Json::object();
    for (auto const& [info, value] : series) {
        Json& group = groups[info.group];
        Json& place = info.name.empty() ? group : group[info.name];
        place[info.quantity] = {{"value", number(value)}, {"unit", info.unit}};
    }
    return groups;
}

/// The equilibrium of a traffic model; nothing where the run has none.
Json traffic_json(std::vector<SeriesValue> const& series) {
    Json traffic;
    for (auto const& [info, value] : series) {
        bool const is_told =
            info.quantity == "objective" || info.quantity == "relative_gap" || info.quantity == "iterations";
        if (info.group == "traffic" && is_told) traffic[info.quantity] = number(value);
    }
    return traffic;
}

Json measures_json(std::vector<MeasureRecord> const& measures) {
    Json rows = Json::array();
    for (auto const& measure : measures) {
        Json row = {{"kind", measure.kind}};
        if (!measure.name.empty()) row["name"] = measure.name;
        auto const add = [&](char const* key, double value) {
            if (value != 0.0) row[key] = number(value);
        };
        if (measure.cells != 0) row["cells"] = measure.cells;
        add("area_m2", measure.area_m2);
        add("cut_m3", measure.cut_m3);
        add("fill_m3", measure.fill_m3);
        if (measure.edges != 0) row["edges"] = measure.edges;
        if (measure.pipes != 0) row["pipes"] = measure.pipes;
        add("length_m", measure.length_m);
        if (measure.structures != 0) row["structures"] = measure.structures;
        add("trips_vehph", measure.trips_vehph);
        add("cost", measure.cost);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// What a measure changed, in a few words.
std::string change_text(MeasureRecord const& measure) {
    std::vector<std::string> parts;
    if (measure.cells != 0)
        parts.push_back(fmt::format("{} cells, {} m2", measure.cells, readable(measure.area_m2)));
    if (measure.cut_m3 != 0.0) parts.push_back(fmt::format("{} m3 cut", readable(measure.cut_m3)));
    if (measure.fill_m3 != 0.0) parts.push_back(fmt::format("{} m3 filled", readable(measure.fill_m3)));
    if (measure.edges != 0) parts.push_back(fmt::format("{} edges", measure.edges));
    if (measure.pipes != 0) parts.push_back(fmt::format("{} pipes", measure.pipes));
    if (measure.structures != 0) parts.emplace_back("stands in the territory");
    if (measure.trips_vehph != 0.0)
        parts.push_back(fmt::format("{} trips an hour", readable(measure.trips_vehph)));
    if (measure.cost != 0.0) parts.push_back(fmt::format("cost {}", readable(measure.cost)));
    return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string measures_table(std::vector<MeasureRecord> const& measures) {
    std::vector<std::vector<std::string>> rows;
    for (auto const& measure : measures) rows.push_back({measure.kind, measure.name, change_text(measure)});
    return text_table({"measure", "name", "changed"}, rows);
}

std::string series_table(std::vector<SeriesValue> const& series) {
    std::vector<std::vector<std::string>> rows;
    for (auto const& [info, value] : series) {
        rows.push_back({info.name.empty() ? info.group : info.group + " " + info.name, info.quantity,
                        readable(value), info.unit});
    }
    return text_table({"series", "quantity", "at the end", "unit"}, rows);
}

std::string gauge_table(std::vector<GaugeComparison> const& gauges) {
    std::vector<std::vector<std::string>> rows;
    for (auto const& gauge : gauges) {
        rows.push_back({gauge.name, gauge.field, fmt::format("{:.3f}", gauge.observed),
                        fmt::format("{:.3f}", gauge.computed), fmt::format("{:+.3f}", gauge.error()),
                        gauge.unit});
    }
    return text_table({"gauge", "field", "observed", "computed", "error", "unit"}, rows) +
           fmt::format("mean absolute error {:.3f}\n", mean_absolute_error(gauges));
}

std::string fits_table(std::vector<SeriesFit> const& fits) {
    constexpr double seconds_per_minute = 60.0;
    std::vector<std::vector<std::string>> rows;
    for (auto const& fit : fits) {
        rows.push_back(
            {fit.name, fit.field, fmt::format("{}", fit.count), fmt::format("{:+.3f}", fit.mean_error),
             fmt::format("{:.3f}", fit.root_mean_square_error), fmt::format("{:.3f}", fit.efficiency),
             fmt::format("{:+.3f}", fit.computed_peak - fit.observed_peak),
             fmt::format("{:+.1f}", fit.peak_delay_s / seconds_per_minute), fit.unit});
    }
    return text_table({"gauge over time", "field", "observations", "mean error", "RMS error", "efficiency",
                       "peak error", "peak late by [min]", "unit"},
                      rows);
}

std::string balance_table(std::vector<ModelAccount> const& models) {
    std::vector<std::vector<std::string>> rows;
    for (auto const& model : models) {
        Balance const& balance = model.balance;
        rows.push_back({model.name, balance.quantity, readable(balance.in), readable(balance.out),
                        readable(balance.stored), balance.unit, fmt::format("{:.1e}", model.relative_error)});
    }
    return text_table({"balance", "of", "in", "out", "stored", "unit", "relative error"}, rows);
}

} // namespace

long peak_memory_bytes() {
    constexpr long bytes_per_kibibyte = 1024; // ru_maxrss counts KiB on Linux
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * bytes_per_kibibyte;
}

std::string to_json(RunReport const& report) {
    Json json = {{"run", report.run}, {"status", report.status}};
    if (!report.error.empty()) json["error"] = report.error;
    if (!report.scenario_sha256.empty()) json["scenario_sha256"] = report.scenario_sha256;
    if (!report.sha256.empty()) json["sha256"] = report.sha256;
    if (!report.data_sha256.empty()) json["data_sha256"] = report.data_sha256;
    if (!report.matrices.empty()) json["matrices"] = report.matrices;
    json["indicators"] = Json::object();
    for (auto const& indicator : report.indicators) {
        json["indicators"][indicator.name] = {{"value", number(indicator.value)}, {"unit", indicator.unit}};
    }
    if (report.status == "stopped") json["elapsed_s"] = report.outcome.elapsed.seconds();
    if (report.status == "failed") return json_text(json); // the accounts of half a run would mislead
    if (!report.measures.empty()) json["measures"] = measures_json(report.measures);
    json["balance"] = Json::object();
    for (auto const& model : report.outcome.models) json["balance"][model.name] = balance_json(model);
    if (!report.outcome.gauges.empty()) json["gauges"] = gauges_json(report.outcome.gauges);
    if (!report.outcome.fits.empty()) json["gauge_series"] = fits_json(report.outcome.fits);
    if (!report.outcome.series.empty()) json["series"] = series_json(report.outcome.series);
    if (Json traffic = traffic_json(report.outcome.series); !traffic.empty())
        json["traffic"] = std::move(traffic);
    json["timing"] = timing_json(report);
    if (report.outcome.ranks > 1) json["parallel"] = parallel_json(report.outcome);
    json["peak_memory_bytes"] = report.peak_memory_bytes;
    return json_text(json);
}

std::string to_text(RunReport const& report) {
    std::string text;
    if (!report.outcome.is_complete)
        text += fmt::format("stopped at a checkpoint, {} after the start; go on with --resume\n\n",
                            to_text(report.outcome.elapsed));
    if (!report.measures.empty()) text += measures_table(report.measures) + "\n";
    if (!report.indicators.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (auto const& indicator : report.indicators) {
            rows.push_back(
                {indicator.name, readable(indicator.value), indicator.unit == "1" ? "" : indicator.unit});
        }
        text += text_table({"indicator", "value", "unit"}, rows) + "\n";
    }
    if (!report.outcome.gauges.empty()) text += gauge_table(report.outcome.gauges) + "\n";
    if (!report.outcome.fits.empty()) text += fits_table(report.outcome.fits) + "\n";
    if (!report.outcome.series.empty()) text += series_table(report.outcome.series) + "\n";
    text += balance_table(report.outcome.models);
    text += fmt::format("\nresults: {}{}\n", report.run, report.outcome.is_complete ? "" : ".part");
    if (!report.matrices.empty()) text += fmt::format("matrices: {}\n", report.matrices);
    return text;
}

} // namespace jumelle::app
