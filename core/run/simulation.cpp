#include "core/run/simulation.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>

#include <fmt/format.h>

#include "core/parallel/state_over_ranks.hpp"
#include "core/run/series.hpp"

namespace jumelle {

namespace {

/// A run with such steps would not end: a wave as fast as sound in air crosses a millimetre in 3 µs.
constexpr Duration shortest_step = Duration::from_ticks(Duration::ticks_per_second / 1'000'000);

double wall_now_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_now_s() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

/// A last step much shorter than the one before it costs a whole sweep: two halves cost the same and are
/// smoother.
Duration next_step(Duration longest, Duration rest) {
    if (longest >= rest) return rest;
    if (longest * 2 > rest) return Duration::from_ticks((rest.ticks() + 1) / 2);
    return longest;
}

bool named(std::vector<std::string> const& names, std::string const& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

void RunClock::start() {
    wall_start_s_ = wall_now_s();
    cpu_start_s_ = cpu_now_s();
}

double RunClock::wall_s() const {
    return wall_before_s_ + wall_now_s() - wall_start_s_;
}

double RunClock::cpu_s() const {
    return cpu_before_s_ + cpu_now_s() - cpu_start_s_;
}

void RunClock::archive_state(StateArchive& archive) {
    double wall = archive.is_loading() ? 0.0 : wall_s();
    double cpu = archive.is_loading() ? 0.0 : cpu_s() + cpu_of_others_s_;
    archive("wall", wall);
    archive("cpu", cpu);
    if (!archive.is_loading()) return;
    wall_before_s_ = wall;
    cpu_before_s_ = cpu;
}

Simulation::Simulation(Scenario const& scenario, Territory& territory, ModelRegistry const& registry,
                       Forcing const& forcing, RunCompany const& company)
    : scenario_(scenario), territory_(territory), ranks_(company.ranks), shared_(company.shared) {
    choose_models(registry, forcing);
}

void Simulation::choose_models(ModelRegistry const& registry, Forcing const& forcing) {
    FaultList faults;
    std::vector<ChosenModel> chosen;
    for (auto const& spec : scenario_.models) {
        auto const* entry = registry.find(spec.name);
        JUMELLE_EXPECTS(entry != nullptr);
        chosen.push_back({entry, spec.parameters.place(), spec.parameters.path()});
    }
    for (auto const& [name, field] : territory_.fields.all()) constants_.push_back(field.info);
    auto const order = schedule(chosen, territory_.fields, faults);
    sections_ = place_sections(scenario_.outputs, territory_, faults);
    faults.throw_if_any();
    for (std::size_t const position : order) {
        ModelEntry const& entry = *chosen[position].entry;
        add_part(entry, {territory_, territory_.fields, forcing, scenario_.models[position].parameters,
                         scenario_.time.duration, requested_of(entry.description, chosen), sections_, ranks_,
                         shared_});
    }
    choose_outputs(faults);
    choose_gauges(forcing, faults);
    faults.throw_if_any();
}

std::vector<std::string> Simulation::requested_of(ModelDescription const& description,
                                                  std::vector<ChosenModel> const& models) const {
    auto const is_read = [&](std::string const& name) {
        return std::any_of(models.begin(), models.end(), [&](ChosenModel const& model) {
            auto const& reads = model.entry->description.reads;
            return std::any_of(reads.begin(), reads.end(),
                               [&](FieldNeed const& need) { return need.name == name; });
        });
    };
    std::vector<std::string> names;
    for (auto const& info : description.on_request) {
        if (named(scenario_.outputs.fields, info.name) || is_read(info.name)) names.push_back(info.name);
    }
    return names;
}

void Simulation::add_part(ModelEntry const& entry, ModelSetup const& setup) {
    Part part;
    part.description = &entry.description;
    part.account.name = part.description->name;
    part.model = entry.make(setup);
    part.model->publish(territory_.fields);
    note_balance(part);
    part.terms = part.account.balance.terms;
    for (auto const& info : account_series(part.account.name, part.account.balance)) series_.push_back(info);
    for (auto const& info : part.model->series()) {
        part.series.push_back({info, 0.0});
        series_.push_back(info);
    }
    parts_.push_back(std::move(part));
}

void Simulation::choose_outputs(FaultList& faults) {
    std::vector<std::string> known;
    for (auto const& part : parts_) {
        for (auto const& info : part.description->writes) {
            known.push_back(info.name);
            bool const wanted =
                scenario_.outputs.fields.empty() || named(scenario_.outputs.fields, info.name);
            if (wanted) outputs_.push_back(info);
        }
        for (auto const& info : part.description->on_request) {
            known.push_back(info.name);
            if (named(scenario_.outputs.fields, info.name)) outputs_.push_back(info);
        }
        for (auto const& info : part.description->summaries) summaries_.push_back(info);
        for (auto const& info : part.model->more_summaries()) summaries_.push_back(info);
    }
    for (auto const& name : scenario_.outputs.fields) {
        if (named(known, name)) continue;
        faults.add(scenario_.outputs.where.fault(fmt::format("no model of this scenario writes '{}'", name),
                                                 hint_for_name(name, known)));
    }
    bool const counted = std::any_of(series_.begin(), series_.end(),
                                     [](SeriesInfo const& info) { return info.group == section_group; });
    if (!sections_.empty() && !counted) {
        faults.add(scenario_.outputs.sections.front().where.fault(
            "no model of this scenario counts the flow through sections", "leave the sections out"));
    }
}

void Simulation::choose_gauges(Forcing const& forcing, FaultList& faults) {
    gauges_ = place_gauges(scenario_.outputs, outputs_, territory_, faults);
    observed_ = ObservedGauges(forcing.observed, gauges_, outputs_);
    for (auto const& info : observed_.series()) series_.push_back(info);
}

RunHeader Simulation::header() const {
    RunHeader header;
    header.title = scenario_.name;
    header.scenario_text = scenario_.text;
    header.start = scenario_.time.start;
    header.territory = &territory_;
    header.constants = constants_;
    header.outputs = outputs_;
    header.summaries = summaries_;
    header.gauges = gauges_;
    header.series = series_;
    for (auto const& info : outputs_) {
        if (info.location == Location::cell) header.gauge_fields.push_back(info);
    }
    return header;
}

void Simulation::step(Part& part, Window const& window) {
    Duration const now = position_.now;
    Duration const longest = part.model->longest_step();
    if (longest < std::min(shortest_step, window.end - now)) {
        throw RunError(fmt::format("model '{}' cannot go on at {} after the start: its longest stable step "
                                   "is {:.2g} s; look for a number that is far too large",
                                   part.account.name, to_text(now), longest.seconds()));
    }
    Duration const length = next_step(longest, window.end - now);
    part.model->step(now, length);
    position_.now = now + length;
    part.last_step = length;
    part.account.steps += 1;
}

bool Simulation::run_part(Part& part, Window const& window, RunPorts const& ports) {
    double const wall_s = wall_now_s();
    double const cpu_s = cpu_now_s();
    bool goes_on = true;
    while (goes_on && position_.now < window.end) {
        step(part, window);
        goes_on = heed(ports);
    }
    if (goes_on) part.model->publish(territory_.fields);
    part.account.wall_s += wall_now_s() - wall_s;
    part.account.cpu_s += cpu_now_s() - cpu_s;
    part.account.cell_updates = part.model->cell_updates();
    return goes_on;
}

RunMoment Simulation::moment() const {
    RunMoment made;
    for (auto const& part : parts_) made.steps += part.account.steps;
    made.elapsed = position_.now;
    made.last_step = parts_[static_cast<std::size_t>(position_.part)].last_step;
    return made;
}

/// All ranks do what the one does that wishes most: a signal may reach but one of them.
RunControl::Wish Simulation::wish_of_all(RunControl& control) const {
    RunControl::Wish const mine = control.wish();
    return ranks_.size() == 1 ? mine : static_cast<RunControl::Wish>(ranks_.max(static_cast<double>(mine)));
}

/// Does what the control wishes. @returns whether the run goes on
bool Simulation::heed(RunPorts const& ports) {
    RunControl::Wish const wish = wish_of_all(ports.control);
    if (wish == RunControl::Wish::go_on) return true;
    for (auto& part : parts_) part.model->gather_state();
    clock_.gather_state(ranks_);
    ports.sink.settle();
    ports.control.keep(moment(), [&](StateArchive& archive) {
        archive("run", *this);
        archive("results", ports.sink);
    });
    return wish != RunControl::Wish::stop;
}

void Simulation::Part::archive_state(StateArchive& archive) {
    int version = description->state_version;
    archive("version", version);
    if (version != description->state_version)
        throw IoError(fmt::format("model '{}' keeps its state in version {}, not {}", account.name,
                                  description->state_version, version));
    archive("steps", account.steps);
    archive("wall", account.wall_s);
    archive("cpu", account.cpu_s);
    archive("last_step", last_step);
    archive("series", series);
    archive("model", model);
}

void Simulation::archive_state(StateArchive& archive) {
    archive("window", position_.window);
    archive("part", position_.part);
    archive("now", position_.now);
    archive("clock", clock_);
    for (auto& part : parts_) archive(part.account.name, part);
    archive("observed", observed_);
    if (archive.is_loading()) is_resumed_ = true;
}

void Simulation::share_resumed_state() {
    if (ranks_.rank() == 0) {
        StateTeller teller(ranks_);
        archive_state(teller);
    } else {
        StateHearer hearer(ranks_);
        archive_state(hearer);
        clock_.forget_before();
    }
}

/// A model in the middle of a window shows its present state too early; nobody looks before its end.
void Simulation::show_resumed() {
    for (auto& part : parts_) {
        part.model->publish(territory_.fields);
        part.account.cell_updates = part.model->cell_updates();
        note_balance(part);
    }
}

void Simulation::note_balance(Part& part) const {
    part.account.balance = part.model->balance();
    part.account.relative_error = part.account.balance.relative_error();
}

void Simulation::check_balance(Part const& part, Duration elapsed) const {
    double const limit = part.model->balance_limit().value_or(part.description->balance_limit);
    // Written so that not-a-number fails too.
    if (part.account.relative_error <= limit) return;
    throw RunError(
        fmt::format("model '{}': the balance of {} is off by {:.3g} (relative) at {} after the start; "
                    "allowed is {:.2g}: {}",
                    part.account.name, part.account.balance.quantity, part.account.relative_error,
                    to_text(elapsed), limit, account_text(part.account.balance)));
}

void Simulation::write_gauges(ResultSink& sink, Duration elapsed) const {
    if (gauges_.empty()) return;
    std::vector<std::vector<double>> values;
    for (auto const& gauge : gauges_) {
        std::vector<double> row;
        for (auto const& info : outputs_) {
            if (info.location == Location::cell)
                row.push_back(read_gauge(gauge, territory_.fields.at(info.name)));
        }
        values.push_back(std::move(row));
    }
    sink.write_gauges(elapsed, values);
}

void Simulation::write_series(ResultSink& sink, Duration elapsed) {
    std::vector<double> values;
    for (auto& part : parts_) {
        append_account(part.account.balance, part.terms, values);
        std::size_t const first = values.size();
        part.model->read_series(elapsed, values);
        JUMELLE_EXPECTS(values.size() == first + part.series.size());
        for (std::size_t s = 0; s < part.series.size(); ++s) part.series[s].value = values[first + s];
    }
    observed_.append_series(elapsed.seconds(), values);
    sink.write_series(elapsed, values);
}

void Simulation::record(ResultSink& sink, Duration elapsed) {
    write_gauges(sink, elapsed);
    observed_.record(elapsed.seconds(), territory_.fields);
    write_series(sink, elapsed);
}

Progress Simulation::progress_at(Duration elapsed) const {
    Progress progress;
    progress.elapsed = elapsed;
    progress.duration = scenario_.time.duration;
    for (auto const& part : parts_) {
        progress.cell_updates += part.account.cell_updates;
        progress.largest_balance_error =
            std::max(progress.largest_balance_error, part.account.relative_error);
    }
    if (!parts_.empty()) progress.last_step = parts_.front().last_step;
    return progress;
}

void Simulation::begin(ResultSink& sink) {
    for (auto& part : parts_) {
        part.model->begin();
        part.model->publish(territory_.fields);
    }
    sink.write_step(Duration(), territory_.fields);
    record(sink, Duration());
}

/// Every model that has not been through the window yet.
bool Simulation::run_window(Window const& window, RunPorts const& ports) {
    for (; position_.part < static_cast<std::int64_t>(parts_.size()); ++position_.part) {
        Part& part = parts_[static_cast<std::size_t>(position_.part)];
        if (!run_part(part, window, ports)) return false;
        note_balance(part);
        position_.now = window.begin;
    }
    return true;
}

void Simulation::end_window(Window const& window, RunPorts const& ports) {
    // The account that does not close is kept before the run stops at it.
    record(ports.sink, window.end);
    for (auto const& part : parts_) check_balance(part, window.end);
    if (window.output_at_end) ports.sink.write_step(window.end, territory_.fields);
    position_ = {position_.window + 1, 0, window.end};
    Progress progress = progress_at(window.end);
    progress.wall_s = clock_.wall_s();
    ports.listener.advanced(progress);
}

RunOutcome Simulation::run(RunPorts const& ports) {
    clock_.start();
    if (is_resumed_) {
        show_resumed();
    } else {
        begin(ports.sink);
    }
    auto const windows =
        timeline(scenario_.time.duration, scenario_.time.exchange_every, scenario_.outputs.every);
    bool goes_on = true;
    while (goes_on && position_.window < static_cast<std::int64_t>(windows.size())) {
        Window const& window = windows[static_cast<std::size_t>(position_.window)];
        goes_on = run_window(window, ports);
        if (goes_on) end_window(window, ports);
    }
    if (goes_on) {
        for (auto& part : parts_) part.model->publish_summaries(territory_.fields);
    }
    RunOutcome result = outcome();
    result.is_complete = goes_on;
    for (auto const& part : parts_) {
        if (!goes_on) break;
        auto made = part.model->matrices();
        std::move(made.begin(), made.end(), std::back_inserter(result.matrices));
    }
    result.elapsed = position_.now;
    result.wall_s = clock_.wall_s();
    result.cpu_s = sum_of_ranks(ranks_, clock_.cpu_s());
    result.ranks = ranks_.size();
    result.sent = ranks_.counts().of_all(ranks_);
    return result;
}

RunOutcome Simulation::run(ResultSink& sink, ProgressListener& listener) {
    NeverStops control;
    return run({sink, listener, control});
}

RunOutcome Simulation::outcome() const {
    RunOutcome result;
    for (auto const& part : parts_) {
        result.models.push_back(part.account);
        result.series.insert(result.series.end(), part.series.begin(), part.series.end());
    }
    result.gauges = compare_gauges(scenario_.outputs, gauges_, territory_.fields);
    result.fits = observed_.fits();
    return result;
}

} // namespace jumelle
