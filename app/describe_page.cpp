#include "app/describe_page.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

#include "app/engine.hpp"
#include "core/base/error.hpp"
#include "core/compare/indicator.hpp"
#include "core/scenario/describe.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

/// What stands on top of a page, so that nobody changes it by hand.
std::string head(std::string const& title, std::string const& subject) {
    return fmt::format(
        "# {}\n\n<!-- Made by `jumelle describe {} --markdown`; change the code, not this page. "
        "-->\n\n",
        title, subject);
}

std::string sentence(std::string text) {
    if (text.empty()) return text;
    constexpr char to_upper = 'A' - 'a';
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() + to_upper);
    return text.back() == '.' ? text : text + ".";
}

char const* text_of(Better better) {
    switch (better) {
    case Better::less:
        return "Less is better.";
    case Better::more:
        return "More is better.";
    case Better::neither:
        break;
    }
    return "Neither more nor less is better as such; rankings leave it out.";
}

std::string indicators_page() {
    std::string text = head("Indicators", "indicators");
    text +=
        "A run computes all indicators whose fields and series it has, or those that `indicators:` of the "
        "scenario names.\nAn indicator is left out where something that it needs is missing. "
        "How they are compared: [comparison.md](comparison.md).\n";
    for (auto const& group : indicator_groups()) {
        text += fmt::format("\n## {}\n", group.title);
        for (auto const& indicator : group.indicators) {
            text += fmt::format("\n### `{}` [{}]\n\n{} {}\n", indicator.name, indicator.unit,
                                sentence(indicator.definition), text_of(indicator.better));
            if (!indicator.source.empty()) text += fmt::format("Source: {}\n", sentence(indicator.source));
        }
    }
    return text;
}

std::string measures_page() {
    return head("Measures", "measures") +
           "Planned changes of the territory, under `measures:` of a scenario or a study's variant: how they "
           "are "
           "written stands in\n[scenario.md](scenario.md#measures). Each run tells what each of them "
           "changed, "
           "in its table and in `run.json`.\nA value in a unit may be written in any unit of the same "
           "kind.\n" +
           describe_in_sections(*scenario_schema(language(all_models())).member("measures"));
}

struct Page {
    char const* subject;
    std::string (*text)();
};

constexpr std::array<Page, 2> pages{{{"indicators", indicators_page}, {"measures", measures_page}}};

} // namespace

std::string describe_page(std::string const& subject) {
    std::vector<std::string> known;
    for (auto const& page : pages) {
        if (subject == page.subject) return page.text();
        known.emplace_back(page.subject);
    }
    Fault fault;
    fault.key = "describe --markdown";
    fault.message = fmt::format("there is no page of '{}'", subject);
    fault.hint = hint_for_name(subject, known);
    throw InputError(fault);
}

} // namespace jumelle::app
