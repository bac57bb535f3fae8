#include "app/study_sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/csv_cell.hpp"
#include "app/text_table.hpp"

namespace jumelle::app {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string cell(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
}

/// `p0001` off the end of `wet, p0001`.
std::string outer_name(std::string const& sample) {
    auto const comma = sample.rfind(", ");
    return comma == std::string::npos ? "" : sample.substr(0, comma);
}

/// Whether anything is said: an indicator that never changes depends on nothing.
bool says_something(Sensitivity const& s) {
    auto const has_effect = [](MorrisEffect const& effect) { return effect.mu_star.value > 0.0; };
    return s.morris.empty() ? std::isfinite(s.sobol.total.front().value)
                            : std::any_of(s.morris.begin(), s.morris.end(), has_effect);
}

std::string shown(SensitivityIndex const& index) {
    if (!std::isfinite(index.value)) return "–";
    std::string const value = fmt::format("{:.3g}", index.value);
    return std::isfinite(index.low) ? fmt::format("{} ({:.3g} … {:.3g})", value, index.low, index.high)
                                    : value;
}

} // namespace

std::vector<NamedIndex> indices_of(Sensitivity const& s, std::size_t factor) {
    if (!s.morris.empty()) {
        MorrisEffect const& effect = s.morris[factor];
        return {{"mu", {effect.mu}}, {"mu_star", effect.mu_star}, {"sigma", {effect.sigma}}};
    }
    return {{"first", s.sobol.first[factor]}, {"total", s.sobol.total[factor]}};
}

std::vector<Sensitivity> sensitivities_of(Study const& study, std::vector<StudyRow> const& rows) {
    std::vector<Sensitivity> found;
    auto const& design = study.spec.uncertain;
    bool const is_sobol = design && design->method == DesignMethod::sobol;
    bool const is_morris = design && design->method == DesignMethod::morris;
    if (!is_sobol && !is_morris) return found;
    std::size_t const points = points_in(*design);
    auto const unit = is_morris ? unit_points(*design) : std::vector<std::vector<double>>();
    for (std::size_t v = 0; v < study.spec.variants.size(); ++v) {
        for (std::size_t begin = 0; begin < study.spec.samples.size(); begin += points) {
            for (auto const& row : rows) {
                std::span<double const> const values(row.values[v].data() + begin, points);
                Sensitivity one{v, outer_name(study.spec.samples[begin].name), row.indicator, {}, {}};
                if (is_sobol) one.sobol = sobol_indices(values, design->factors.size());
                if (is_morris) one.morris = morris_effects(unit, values);
                found.push_back(std::move(one));
            }
        }
    }
    return found;
}

std::string sensitivity_csv(Study const& study, std::vector<Sensitivity> const& sensitivities) {
    std::string text = "variant,case,indicator,key,index,value,low,high\n";
    for (auto const& s : sensitivities) {
        for (std::size_t f = 0; f < study.spec.uncertain->factors.size(); ++f) {
            for (auto const& [name, index] : indices_of(s, f)) {
                text += fmt::format("{},{},{},{},{},{},{},{}\n",
                                    csv_cell(study.spec.variants[s.variant].name), csv_cell(s.outer),
                                    csv_cell(s.indicator), csv_cell(study.spec.uncertain->factors[f].path),
                                    name, cell(index.value), cell(index.low), cell(index.high));
            }
        }
    }
    return text;
}

Json sensitivity_json(Study const& study, std::vector<Sensitivity> const& sensitivities) {
    Json list = Json::array();
    for (auto const& s : sensitivities) {
        Json one = {{"variant", study.spec.variants[s.variant].name},
                    {"case", s.outer},
                    {"indicator", s.indicator},
                    {"confidence", Bootstrap::usual_confidence},
                    {"keys", Json::object()}};
        if (s.morris.empty()) one["blocks"] = s.sobol.blocks;
        for (std::size_t f = 0; f < study.spec.uncertain->factors.size(); ++f) {
            Json& key = one["keys"][study.spec.uncertain->factors[f].path];
            for (auto const& [name, index] : indices_of(s, f)) {
                key[name] = {{"value", number(index.value)}};
                if (!std::isfinite(index.low)) continue;
                key[name]["low"] = index.low;
                key[name]["high"] = index.high;
            }
        }
        list.push_back(std::move(one));
    }
    return list;
}

std::string sensitivity_text(Study const& study, std::vector<Sensitivity> const& sensitivities) {
    if (sensitivities.empty()) return "";
    auto const& first = sensitivities.front();
    bool const is_morris = !first.morris.empty();
    std::vector<std::string> headings = {"sensitivity of", "to"};
    if (is_morris)
        headings.insert(headings.end(), {"mean |effect| (95 %)", "deviation"});
    else
        headings.insert(headings.end(), {"alone (95 %)", "with others (95 %)"});
    std::vector<std::vector<std::string>> lines;
    for (auto const& s : sensitivities) {
        if (s.variant != first.variant || s.outer != first.outer || !says_something(s)) continue;
        for (std::size_t f = 0; f < study.spec.uncertain->factors.size(); ++f) {
            auto const indices = indices_of(s, f);
            lines.push_back({f == 0 ? s.indicator : "", study.spec.uncertain->factors[f].path,
                             shown(indices[is_morris ? 1 : 0].index),
                             shown(indices[is_morris ? 2 : 1].index)});
        }
    }
    std::string const where = first.outer.empty() ? "" : ", " + first.outer;
    return text_table(headings, lines) +
           fmt::format("sensitivity of {}{}\n", study.spec.variants[first.variant].name, where);
}

} // namespace jumelle::app
