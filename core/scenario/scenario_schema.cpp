#include "core/scenario/schema_parts.hpp"

namespace jumelle {

namespace {

constexpr double shortest_interval_s = 0.001; // anything shorter is a slip of the pen
constexpr double longest_run_h = 876600.0;    // a century: far from the end of the 64-bit time axis
constexpr double largest_radius_m = 1e6;
constexpr std::size_t most_section_points = 10000;

Schema interval() {
    return quantity("s").at_least(shortest_interval_s);
}

Schema time_schema() {
    return map()
        .with("start", instant()
                           .by_default("2000-01-01T00:00:00Z")
                           .says("the moment at which the run begins; without a zone it is UTC"))
        .with("duration", quantity("h")
                              .above(0.0)
                              .at_most(longest_run_h)
                              .says("how long the run lasts")
                              .hint("write for example 2 h, 90 min or 3 d"))
        .with("exchange_every", interval().by_default("5 min").says(
                                    "how often models exchange their fields, at most once a run"))
        .says("when the run begins and how long it lasts");
}

Schema names_schema(std::vector<std::string> const& names) {
    return list_of(names.empty() ? text() : choice(names));
}

Schema observed_schema(LanguageParts const& parts) {
    Schema observed = map();
    for (auto const& field : parts.outputs) {
        observed.with(field.name, series_schema(field.unit).may_be_absent().says(field.sentence));
    }
    return observed.may_be_absent().says(
        "what was observed here: a number to compare with the end of the run, or a table over time");
}

Schema gauge_schema(LanguageParts const& parts) {
    return map()
        .with("name", text().says("name of the gauge in results"))
        .with("at", place_schema().says("where it stands: [x, y], or the name of a place"))
        .with("radius", quantity("m")
                            .between(0.0, largest_radius_m)
                            .by_default(0.0)
                            .says("cells within this distance are averaged; 0 takes the one cell"))
        .with("observed", observed_schema(parts))
        .says("a place where fields are recorded over time");
}

Schema section_schema() {
    return map()
        .with("name", text().says("name of the section in results"))
        .with("line", list_of(place_schema())
                          .sized(2, most_section_points)
                          .says("its points from one end to the other; what passes from its left to its "
                                "right counts as positive")
                          .hint("write two points or more, [x, y] or names of places: [[1, 2], [9, 2]]"))
        .says("a line across which the flow is counted over time");
}

Schema outputs_schema(LanguageParts const& parts) {
    std::vector<std::string> names;
    for (auto const& field : parts.outputs) names.push_back(field.name);
    return map()
        .with("every",
              interval().by_default("15 min").says("how often results are written, at least at the end"))
        .with("fields", names_schema(names).by_default("[]").says(
                            "which fields are written; where left out, all that the models write but "
                            "those on request"))
        .with("gauges", list_of(gauge_schema(parts)).by_default("[]").says("places recorded over time"))
        .with("sections",
              list_of(section_schema()).by_default("[]").says("lines across which the flow is counted"))
        .by_default("{}")
        .says("what is written, and how often");
}

Schema models_schema(LanguageParts const& parts) {
    Schema models = map();
    for (auto const& [name, parameters] : parts.models) {
        Schema model = parameters;
        model.default_text.clear();
        models.with(name, model.may_be_absent());
    }
    return models.says("which models run, each with its parameters; `flood:` alone takes all defaults");
}

} // namespace

Schema place_schema() {
    return either({position_schema(), text()});
}

Schema position_schema() {
    constexpr std::size_t axes = 2;
    return list_of(coordinate())
        .sized(axes, axes)
        .hint("write [easting, northing] as bare numbers in metres of the territory's CRS");
}

Schema scenario_schema(LanguageParts const& parts) {
    return map()
        .with("jumelle", integer()
                             .between(1, 1)
                             .says("version of this language")
                             .hint("this build reads version 1: write jumelle: 1"))
        .with("name", text().says("what the run is called in results and reports"))
        .with("description", text().may_be_absent().says("a few sentences for people"))
        .with("territory", territory_schema(parts))
        .with("forcing", forcing_schema())
        .with("time", time_schema())
        .with("models", models_schema(parts))
        .with("measures", measures_schema(parts))
        .with("outputs", outputs_schema(parts))
        .with("indicators", names_schema(parts.indicators)
                                .by_default("[]")
                                .says("which indicators are computed; all that apply where left out"))
        .says("a scenario: one territory, what acts on it, and the models that run over it");
}

} // namespace jumelle
