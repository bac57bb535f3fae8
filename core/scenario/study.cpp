#include "core/scenario/study.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

constexpr std::size_t longest_folder_name = 60;
constexpr std::size_t runs_per_folder = 1000; ///< more entries make folders slow on shared file systems

/// Letters, digits, `-` and `.` of a name; one `_` for each run of anything else.
std::string folder_name(std::string const& name) {
    std::string made;
    for (char const c : name) {
        bool const keeps = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
        if (keeps)
            made += c;
        else if (!made.empty() && made.back() != '_')
            made += '_';
    }
    while (!made.empty() && (made.back() == '_' || made.back() == '.')) made.pop_back();
    return made;
}

/// A folder for each name: the name itself where all of them make short, different folders, else a number.
std::vector<std::string> folder_names(std::vector<ChangeSet> const& sets, char letter) {
    std::vector<std::string> names;
    bool all_good = sets.size() <= runs_per_folder;
    std::set<std::string> different;
    for (auto const& set : sets) {
        names.push_back(folder_name(set.name));
        bool const is_good =
            !names.back().empty() && names.back()[0] != '.' && names.back().size() <= longest_folder_name;
        all_good = all_good && is_good && different.insert(names.back()).second;
    }
    if (all_good) return names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = sets.size() <= runs_per_folder
                       ? fmt::format("{}{:04}", letter, i)
                       : fmt::format("{:03}/{}{:06}", i / runs_per_folder, letter, i);
    }
    return names;
}

void append(std::vector<ScenarioChange>& to, std::vector<ScenarioChange> const& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// The YAML of a value without the quotes around it, for names.
std::string plain(std::string const& yaml) {
    bool const in_quotes = yaml.size() >= 2 && yaml.front() == '"' && yaml.back() == '"';
    return in_quotes ? yaml.substr(1, yaml.size() - 2) : yaml;
}

} // namespace

std::vector<ChangeSet> matrix_of(std::vector<std::vector<ScenarioChange>> const& factors) {
    std::vector<ChangeSet> sets{ChangeSet{}};
    for (auto const& values : factors) {
        JUMELLE_EXPECTS(!values.empty());
        std::vector<ChangeSet> longer;
        for (auto const& set : sets) {
            for (auto const& value : values) {
                ChangeSet made = set;
                made.name += (made.name.empty() ? "" : ", ") + plain(value.yaml);
                made.changes.push_back(value);
                longer.push_back(std::move(made));
            }
        }
        sets = std::move(longer);
    }
    return sets;
}

std::vector<ChangeSet> combined(std::vector<ChangeSet> const& first, std::vector<ChangeSet> const& second) {
    std::vector<ChangeSet> sets;
    for (auto const& a : first) {
        for (auto const& b : second) {
            ChangeSet made = a;
            made.name += (made.name.empty() || b.name.empty() ? "" : ", ") + b.name;
            append(made.changes, b.changes);
            sets.push_back(std::move(made));
        }
    }
    return sets;
}

std::vector<ChangeSet> with_points(std::vector<ChangeSet> const& outer, UncertainDesign const& design) {
    std::vector<ChangeSet> points;
    for (auto const& unit : unit_points(design)) {
        ChangeSet point;
        point.name = fmt::format("p{:04}", points.size() + 1);
        for (std::size_t f = 0; f < design.factors.size(); ++f) {
            auto const& factor = design.factors[f];
            point.changes.push_back({ScenarioChange::Kind::set, factor.path,
                                     value_at(factor.distribution, unit[f]), factor.where});
        }
        points.push_back(std::move(point));
    }
    return combined(outer, points);
}

std::optional<double> bytes_in(std::string const& text) {
    struct Unit {
        char const* name;
        double bytes;
    };
    constexpr std::array<Unit, 9> units = {{{"B", 1.0},
                                            {"KB", 1e3},
                                            {"kB", 1e3},
                                            {"MB", 1e6},
                                            {"GB", 1e9},
                                            {"TB", 1e12},
                                            {"MiB", 0x1p20},
                                            {"GiB", 0x1p30},
                                            {"TiB", 0x1p40}}};
    double number = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !(number > 0.0) || !std::isfinite(number)) return std::nullopt;
    std::string unit(end, text.data() + text.size());
    std::erase(unit, ' ');
    for (auto const& known : units)
        if (unit == known.name) return number * known.bytes;
    return std::nullopt;
}

std::vector<PlannedRun> planned_runs(StudySpec const& study) {
    JUMELLE_EXPECTS(!study.variants.empty() && !study.samples.empty());
    auto const variants = folder_names(study.variants, 'v');
    auto const samples = folder_names(study.samples, 's');
    bool const one_unnamed = study.samples.size() == 1 && study.samples[0].name.empty();
    std::vector<PlannedRun> runs;
    for (std::size_t v = 0; v < variants.size(); ++v) {
        for (std::size_t s = 0; s < samples.size(); ++s) {
            PlannedRun run;
            run.variant = v;
            run.sample = s;
            append(run.changes, study.samples[s].changes);
            append(run.changes, study.variants[v].changes);
            run.folder = "runs/" + variants[v] + (one_unnamed ? "" : "/" + samples[s]);
            runs.push_back(std::move(run));
        }
    }
    return runs;
}

} // namespace jumelle
