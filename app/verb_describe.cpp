#include <cstdio>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include "app/describe_page.hpp"
#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "core/compare/indicator.hpp"
#include "core/scenario/describe.hpp"
#include "core/scenario/study.hpp"
#include "io/yaml/json_schema.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

constexpr std::string_view models_prefix = "models.";

std::string describe_fields(std::vector<FieldNeed> const& needs) {
    std::string text;
    for (auto const& need : needs) {
        text +=
            fmt::format("  {} [{}]{}\n", need.name, need.unit, need.required ? "" : " (used where given)");
    }
    return text;
}

std::string describe_fields(std::vector<FieldInfo> const& infos) {
    std::string text;
    for (auto const& info : infos)
        text += fmt::format("  {} [{}]  {}\n", info.name, info.unit, info.long_name);
    return text;
}

std::string describe_on_request(std::vector<FieldInfo> const& infos) {
    if (infos.empty()) return "";
    return "writes over time on request, where outputs.fields names them:\n" + describe_fields(infos);
}

std::string describe_model(ModelDescription const& model) {
    return fmt::format(
        "{}: {}\n\nparameters (models.{}):\n{}\nreads:\n{}writes over time:\n{}{}writes at the end:\n{}",
        model.name, model.sentence, model.name, describe(model.parameters), describe_fields(model.reads),
        describe_fields(model.writes), describe_on_request(model.on_request),
        describe_fields(model.summaries));
}

std::string describe_indicators() {
    std::string text;
    for (auto const& indicator : indicators()) {
        text += fmt::format("{} [{}]\n    {}\n", indicator.name, indicator.unit, indicator.definition);
        if (!indicator.source.empty()) text += fmt::format("    Source: {}\n", indicator.source);
    }
    return text;
}

std::string describe_territory_fields(LanguageParts const& parts) {
    std::string text;
    for (auto const& field : parts.fields)
        text += fmt::format("{} [{}]\n    {}\n", field.name, field.unit, field.sentence);
    return text;
}

/// What a path such as `outputs.gauges` leads to; nothing where there is no such section.
Schema const* section_at(std::string const& path, Schema const& language_schema) {
    Schema const* section = &language_schema;
    std::istringstream names(path);
    for (std::string name; section != nullptr && std::getline(names, name, '.');)
        section = section->member(name);
    return section;
}

std::string overview(ModelRegistry const& registry, Schema const& language_schema) {
    std::string text = "models:\n";
    for (auto const& entry : registry.all()) {
        text += fmt::format("  {:<12} {}\n", entry.description.name, entry.description.sentence);
    }
    text += "sections of a scenario:\n";
    for (auto const& member : language_schema.members) {
        text += fmt::format("  {:<12} {}\n", member.name, member.schema.sentence);
    }
    return text + "further: fields, indicators, study (many runs)\nTry `jumelle describe flood`.\n";
}

/// @throws InputError where nothing has that name
std::string describe_subject(std::string const& subject, ModelRegistry const& registry) {
    LanguageParts const parts = language(registry);
    Schema const language_schema = scenario_schema(parts);
    if (subject.empty()) return overview(registry, language_schema);
    bool const in_models = subject.starts_with(models_prefix); // as faults name it: models.flood
    std::string const model = in_models ? subject.substr(models_prefix.size()) : subject;
    if (auto const* entry = registry.find(model)) return describe_model(entry->description);
    if (subject == "indicators") return describe_indicators();
    if (subject == "study") return describe(study_schema());
    if (subject == "fields") return describe_territory_fields(parts);
    if (auto const* section = section_at(subject, language_schema)) return describe(*section);
    std::vector<std::string> known = registry.names();
    for (auto const& name : language_schema.member_names()) known.push_back(name);
    known.insert(known.end(), {"fields", "study"});
    Fault fault;
    fault.key = "describe";
    fault.message = fmt::format("nothing is called '{}'", subject);
    fault.hint = hint_for_name(subject, known);
    throw InputError(fault);
}

} // namespace

int describe_verb(DescribeOptions const& options) {
    ModelRegistry const registry = all_models();
    std::string text;
    if (options.as_page) {
        text = describe_page(options.subject);
    } else if (options.format == Format::json) {
        text = json_schema(scenario_schema(language(registry)), "jumelle scenario") + "\n";
    } else {
        text = describe_subject(options.subject, registry);
    }
    std::fputs(text.c_str(), stdout);
    return exit_ok;
}

} // namespace jumelle::app
