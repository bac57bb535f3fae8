#include <algorithm>
#include <bit>
#include <charconv>
#include <fmt/format.h>
#include <tuple>

#include "core/scenario/from_value.hpp"
#include "core/scenario/sobol_sequence.hpp"
#include "core/scenario/study.hpp"

namespace jumelle {

namespace {

using from_value::elements;
using from_value::member;

constexpr int most_threads = 4096;
constexpr int most_ranks = 100'000;
constexpr std::size_t most_samples = 1'000'000;
constexpr int most_levels = 64, most_restarts = 1000, most_retries = 100;
constexpr std::size_t most_thresholds = 20;
constexpr double highest_quantile_percent = 99.99;
constexpr double largest_seed = 9e15; ///< whole numbers up to it are exact

Schema changes_schema() {
    return dictionary_of(text().says("a value as the scenario has it"));
}

Schema variant_schema() {
    return map()
        .with("set", changes_schema().by_default("{}").says("values of the base scenario that are changed: "
                                                            "key.path: value"))
        .with("measures", list_of(text()).by_default("[]").says(
                              "measures besides those of the base: inline, or files with a list of them"))
        .says("a planning option");
}

Schema uncertain_schema() {
    return map()
        .with("method", choice({"random", "latin_hypercube", "sobol", "morris"})
                            .by_default("latin_hypercube")
                            .says("how points are spread over the uncertain values"))
        .with("n",
              integer().between(1, most_samples).says("points; base points of sobol, trajectories of morris"))
        .with("levels", integer()
                            .between(2, most_levels)
                            .by_default_integer(UncertainDesign::usual_levels)
                            .says("levels of the grid of morris, an even number"))
        .with("over", dictionary_of(either({text(), list_of(text()).sized(1, most_samples)}))
                          .says("key.path: a distribution, uniform(20 mm/h, 60 mm/h), or a list of values"))
        .may_be_absent()
        .says("values that are known as distributions");
}

Schema run_schema() {
    return map()
        .with("threads_per_run", integer()
                                     .between(1, most_threads)
                                     .may_be_absent()
                                     .says("threads of each run; as the number of runs makes best where "
                                           "left out"))
        .with("ranks_per_run", integer()
                                   .between(1, most_ranks)
                                   .by_default_integer(1)
                                   .says("processes that compute each run together, each with "
                                         "threads_per_run"))
        .with("launcher",
              text().may_be_absent().says(
                  "what starts them on a cluster; srun --mpi=pmix, or mpirun -n and their number"))
        .with("time", quantity("s").above(0.0).may_be_absent().says("time limit of a task on a cluster"))
        .with("memory", text().may_be_absent().says("memory of a task on a cluster, 4 GB"))
        .with("account", text().may_be_absent().says("who pays for the tasks"))
        .with("partition", text().may_be_absent().says("part of the cluster, or queue"))
        .with("qos", text().may_be_absent().says("quality of service"))
        .with("constraint", text().may_be_absent().says("what nodes must have"))
        .with("runs_per_task", integer()
                                   .between(1, most_samples)
                                   .may_be_absent()
                                   .says("runs that one task computes; as many as keep an array below 1000 "
                                         "tasks where left out"))
        .with("tasks_at_a_time", integer()
                                     .between(1, most_samples)
                                     .may_be_absent()
                                     .says("tasks that run at the same time at most"))
        .with("restarts", integer()
                              .between(0, most_restarts)
                              .by_default_integer(ClusterSpec::usual_restarts)
                              .says("how often a task that stopped at a checkpoint is begun again"))
        .with("setup",
              list_of(text()).by_default("[]").says("lines of shell before the program, module load jumelle"))
        .by_default("{}")
        .says("how the runs are computed");
}

Schema maps_schema() {
    return map()
        .with("fields",
              list_of(text()).by_default("[]").says("summaries that maps are made of; all where left out"))
        .with("quantiles", list_of(quantity("%").above(0.0).at_most(highest_quantile_percent))
                               .by_default("[5 %, 50 %, 95 %]")
                               .says("quantiles over the samples"))
        .with("exceedance", dictionary_of(list_of(text()).sized(1, most_thresholds))
                                .by_default("{}")
                                .says("summary: numbers whose exceedance is counted, "
                                      "water_depth_max: [10 cm, 50 cm]"))
        .by_default("{}")
        .says("maps over all samples that collect makes");
}

Schema samples_schema() {
    return map()
        .with("cases", dictionary_of(changes_schema()).may_be_absent().says("named sets of changed values"))
        .with("matrix", dictionary_of(list_of(text()).sized(1, most_samples))
                            .may_be_absent()
                            .says("key.path: values; every combination is a sample"))
        .with("uncertain", uncertain_schema())
        .may_be_absent()
        .says("what nobody decides: climates, uncertain values");
}

/// The members of a map that the user named, in the order of the file.
std::vector<std::pair<std::string, Value const*>> in_order(Value const& map) {
    std::vector<std::pair<std::string, Value const*>> members;
    if (!map.is_map()) return members;
    for (auto const& [key, value] : map.map()) members.emplace_back(key, &value);
    std::stable_sort(members.begin(), members.end(), [](auto const& a, auto const& b) {
        Place const& first = a.second->place();
        Place const& second = b.second->place();
        return std::tie(first.line, first.column) < std::tie(second.line, second.column);
    });
    return members;
}

ScenarioChange change(std::string const& path, Value const& value) {
    ScenarioChange made;
    made.path = path;
    made.yaml = value.is_text() ? value.text() : "";
    made.where = value.place();
    return made;
}

std::vector<ScenarioChange> changes_of(Value const& map) {
    std::vector<ScenarioChange> made;
    for (auto const& [path, value] : in_order(map)) made.push_back(change(path, *value));
    return made;
}

ChangeSet variant_of(std::string const& name, Value const& value) {
    ChangeSet variant{name, changes_of(member(value, "set"))};
    for (auto const& measure : elements(member(value, "measures"))) {
        variant.changes.push_back(change("measures", measure));
        variant.changes.back().kind = ScenarioChange::Kind::append;
    }
    return variant;
}

std::vector<ChangeSet> cases_of(Value const& value) {
    std::vector<ChangeSet> samples;
    for (auto const& [name, changes] : in_order(value)) samples.push_back({name, changes_of(*changes)});
    return samples.empty() ? matrix_of({}) : samples;
}

/// Tells that a study would have more samples than anyone computes. @returns whether it would
bool are_too_many(double samples, Value const& where, FaultList& faults) {
    if (samples <= static_cast<double>(most_samples)) return false;
    faults.add(where.fault(fmt::format("makes more than {} samples", most_samples),
                           "leave values out, or split the study"));
    return true;
}

std::vector<ChangeSet> matrix_samples(Value const& value, FaultList& faults) {
    std::vector<std::vector<ScenarioChange>> factors;
    double combinations = 1.0;
    for (auto const& [path, values] : in_order(value)) {
        factors.emplace_back();
        for (auto const& one : elements(*values)) factors.back().push_back(change(path, one));
        if (factors.back().empty()) return matrix_of({}); // a fault that is told already
        combinations *= static_cast<double>(factors.back().size());
        if (are_too_many(combinations, *values, faults)) return matrix_of({});
    }
    return matrix_of(factors);
}

std::optional<UncertainFactor> factor_of(std::string const& path, Value const& value, FaultList& faults) {
    UncertainFactor factor;
    factor.path = path;
    factor.where = value.place();
    if (value.is_list()) {
        factor.distribution.kind = Distribution::Kind::choice;
        for (auto const& one : elements(value)) factor.distribution.choices.push_back(one.text());
        return factor;
    }
    if (!value.is_text()) return std::nullopt;
    auto outcome = distribution_from(value.text());
    if (!outcome.message.empty()) {
        faults.add(value.fault(outcome.message, outcome.hint));
        return std::nullopt;
    }
    factor.distribution = std::move(outcome.distribution);
    return factor;
}

DesignMethod method_of(std::string const& name) {
    if (name == "random") return DesignMethod::random;
    if (name == "sobol") return DesignMethod::sobol;
    return name == "morris" ? DesignMethod::morris : DesignMethod::latin_hypercube;
}

/// Why points cannot be made. @returns whether they can
bool can_be_made(UncertainDesign const& design, Value const& value, FaultList& faults) {
    constexpr std::size_t most_factors = SobolSequence::most_dimensions / 2;
    bool const is_sobol = design.method == DesignMethod::sobol;
    if (is_sobol && design.factors.size() > most_factors) {
        faults.add(
            member(value, "over")
                .fault(fmt::format("has {} values; sobol can have {}", design.factors.size(), most_factors),
                       "find with morris which of them matter, and take those"));
        return false;
    }
    if (is_sobol && std::popcount(design.n) != 1) {
        faults.add(
            member(value, "n")
                .fault(fmt::format("{} is not a power of 2, and the points of sobol are even only then",
                                   design.n),
                       fmt::format("write {}", std::bit_ceil(design.n))));
        return false;
    }
    if (design.method == DesignMethod::morris && design.levels % 2 != 0) {
        faults.add(
            member(value, "levels").fault("is odd; a step of morris is half of the levels", "write 4"));
        return false;
    }
    return !are_too_many(static_cast<double>(points_in(design)), member(value, "n"), faults);
}

std::optional<UncertainDesign> uncertain_of(Value const& value, std::uint64_t seed, FaultList& faults) {
    if (!value.is_map()) return std::nullopt;
    UncertainDesign design;
    design.seed = seed;
    design.method = method_of(from_value::text_or(member(value, "method"), ""));
    Value const& over = member(value, "over");
    auto const wanted = in_order(over);
    for (auto const& [path, distribution] : wanted)
        if (auto factor = factor_of(path, *distribution, faults))
            design.factors.push_back(std::move(*factor));
    if (over.is_map() && wanted.empty())
        faults.add(over.fault("names no value", "write for example forcing.rain: uniform(20 mm/h, 60 mm/h)"));
    Value const& n = member(value, "n");
    Value const& levels = member(value, "levels");
    if (n.is_absent() || levels.is_absent() || wanted.empty() || design.factors.size() != wanted.size())
        return std::nullopt;
    design.n = static_cast<std::size_t>(n.integer());
    design.levels = static_cast<std::size_t>(levels.integer());
    if (!can_be_made(design, value, faults)) return std::nullopt;
    return design;
}

void read_samples(Value const& value, std::uint64_t seed, StudySpec& study, FaultList& faults) {
    if (value.is_map() && !from_value::given(value, "cases") && !from_value::given(value, "matrix") &&
        !from_value::given(value, "uncertain"))
        faults.add(value.fault("names no sample", "write cases, matrix or uncertain"));
    auto const cases = cases_of(member(value, "cases"));
    auto const matrix = matrix_samples(member(value, "matrix"), faults);
    study.samples = matrix_of({});
    auto combinations = static_cast<double>(cases.size()) * static_cast<double>(matrix.size());
    if (are_too_many(combinations, value, faults)) return;
    study.samples = combined(cases, matrix);
    study.uncertain = uncertain_of(member(value, "uncertain"), seed, faults);
    if (!study.uncertain) return;
    combinations *= static_cast<double>(points_in(*study.uncertain));
    if (are_too_many(combinations, value, faults)) return;
    study.samples = with_points(study.samples, *study.uncertain);
}

void read_on_failure(Value const& value, StudySpec& study, FaultList& faults) {
    std::string const text = from_value::text_or(value, "continue");
    if (text == "continue") return;
    if (text == "stop") {
        study.on_failure = OnFailure::stop;
        return;
    }
    constexpr std::string_view retry = "retry ";
    int times = 0;
    if (text.starts_with(retry))
        std::from_chars(text.data() + retry.size(), text.data() + text.size(), times);
    if (times >= 1 && times <= most_retries && text == fmt::format("retry {}", times))
        study.retries = times;
    else
        faults.add(value.fault(fmt::format("'{}' is not a way to go on", text),
                               "write continue, stop, or for example retry 2"));
}

int integer_or(Value const& value, int otherwise) {
    return value.is_absent() ? otherwise : static_cast<int>(value.integer());
}

void read_run(Value const& value, StudySpec& study, FaultList& faults) {
    ClusterSpec& cluster = study.cluster;
    study.threads_per_run = integer_or(member(value, "threads_per_run"), 0);
    study.ranks_per_run = integer_or(member(value, "ranks_per_run"), 1);
    cluster.launcher = from_value::text_or(member(value, "launcher"), "");
    cluster.account = from_value::text_or(member(value, "account"), "");
    cluster.partition = from_value::text_or(member(value, "partition"), "");
    cluster.qos = from_value::text_or(member(value, "qos"), "");
    cluster.constraint = from_value::text_or(member(value, "constraint"), "");
    cluster.time_s = from_value::number_or(member(value, "time"), 0.0);
    cluster.runs_per_task = integer_or(member(value, "runs_per_task"), 0);
    cluster.tasks_at_a_time = integer_or(member(value, "tasks_at_a_time"), 0);
    cluster.restarts = integer_or(member(value, "restarts"), ClusterSpec::usual_restarts);
    for (auto const& line : elements(member(value, "setup")))
        if (line.is_text()) cluster.setup.push_back(line.text());
    Value const& memory = member(value, "memory");
    if (!memory.is_text()) return;
    auto const bytes = bytes_in(memory.text());
    if (!bytes)
        faults.add(memory.fault(fmt::format("'{}' is not an amount of memory", memory.text()),
                                "write for example 4 GB"));
    cluster.memory_bytes = bytes.value_or(0.0);
}

void read_maps(Value const& value, StudyMapSpec& maps) {
    for (auto const& field : elements(member(value, "fields")))
        if (field.is_text()) maps.fields.push_back(field);
    for (auto const& quantile : elements(member(value, "quantiles")))
        if (quantile.is_quantity()) maps.quantiles.push_back(quantile.quantity());
    for (auto const& [field, thresholds] : in_order(member(value, "exceedance")))
        maps.exceedance.push_back({field, elements(*thresholds)});
}

} // namespace

Schema study_schema() {
    return map()
        .with("jumelle_study", integer()
                                   .between(1, 1)
                                   .says("version of this language")
                                   .hint("this build reads version 1: write jumelle_study: 1"))
        .with("name", text().says("what the study is called in tables and reports"))
        .with("base", path().says("the scenario that all runs begin from"))
        .with("variants",
              dictionary_of(variant_schema()).says("planning options by name; the first is the baseline"))
        .with("samples", samples_schema())
        .with("seed", integer()
                          .between(0, largest_seed)
                          .by_default_integer(1)
                          .says("of the points over uncertain values"))
        .with("on_failure", text()
                                .by_default("continue")
                                .says("what is done where a run fails: continue with the others, stop, or "
                                      "retry N times"))
        .with("run", run_schema())
        .with("maps", maps_schema())
        .says("a study: one base scenario, planning options, and what they are tried under");
}

StudySpec study_from(Value const& root, FaultList& faults) {
    StudySpec study;
    study.name = from_value::text_or(member(root, "name"), "");
    study.base = from_value::text_or(member(root, "base"), "");
    Value const& variants = member(root, "variants");
    for (auto const& [name, value] : in_order(variants)) study.variants.push_back(variant_of(name, *value));
    if (study.variants.empty() && variants.is_map())
        faults.add(variants.fault("names no variant", "write for example today: {}"));
    Value const& seed = member(root, "seed");
    read_samples(member(root, "samples"), seed.is_absent() ? 1 : static_cast<std::uint64_t>(seed.integer()),
                 study, faults);
    read_on_failure(member(root, "on_failure"), study, faults);
    read_run(member(root, "run"), study, faults);
    read_maps(member(root, "maps"), study.maps);
    return study;
}

} // namespace jumelle
