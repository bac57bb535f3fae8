#include "core/scenario/schema.hpp"

#include <fmt/format.h>

namespace jumelle {

Schema& Schema::between(double lowest, double highest) {
    low = lowest;
    high = highest;
    return *this;
}
Schema& Schema::at_least(double lowest) {
    low = lowest;
    return *this;
}
Schema& Schema::above(double lowest) {
    low = lowest;
    low_excluded = true;
    return *this;
}
Schema& Schema::at_most(double highest) {
    high = highest;
    return *this;
}
Schema& Schema::by_default(double value_in_unit) {
    default_text = unit.empty() || unit == "1" ? fmt::format("{}", value_in_unit)
                                               : fmt::format("{} {}", value_in_unit, unit);
    return *this;
}
Schema& Schema::by_default(std::string const& value) {
    default_text = value;
    return *this;
}
Schema& Schema::by_default_integer(std::int64_t v) {
    default_text = fmt::format("{}", v);
    return *this;
}
Schema& Schema::by_default_boolean(bool v) {
    default_text = v ? "true" : "false";
    return *this;
}
Schema& Schema::may_be_absent() {
    optional = true;
    return *this;
}
Schema& Schema::exactly_one_of(std::vector<std::string> keys) {
    one_of = std::move(keys);
    return *this;
}
Schema& Schema::sized(std::size_t fewest, std::size_t most) {
    shortest = fewest;
    longest = most;
    return *this;
}
Schema& Schema::says(std::string phrase) {
    sentence = std::move(phrase);
    return *this;
}
Schema& Schema::from(std::string source_text) {
    source = std::move(source_text);
    return *this;
}
Schema& Schema::hint(std::string phrase) {
    hint_text = std::move(phrase);
    return *this;
}
Schema& Schema::with(std::string name, Schema schema) {
    members.push_back({std::move(name), std::move(schema)});
    return *this;
}
Schema const* Schema::member(std::string const& name) const {
    for (auto const& candidate : members) {
        if (candidate.name == name) return &candidate.schema;
    }
    return nullptr;
}
std::vector<std::string> Schema::member_names() const {
    std::vector<std::string> names;
    for (auto const& candidate : members) names.push_back(candidate.name);
    return names;
}

namespace {

Schema of_kind(Schema::Kind kind) {
    Schema schema;
    schema.kind = kind;
    return schema;
}

} // namespace

Schema quantity(std::string unit) {
    Schema schema = of_kind(Schema::Kind::quantity);
    schema.unit = std::move(unit);
    return schema;
}
Schema integer() {
    return of_kind(Schema::Kind::integer);
}
Schema boolean() {
    return of_kind(Schema::Kind::boolean);
}
Schema text() {
    return of_kind(Schema::Kind::text);
}
Schema choice(std::vector<std::string> names) {
    Schema schema = of_kind(Schema::Kind::choice);
    schema.choices = std::move(names);
    return schema;
}
Schema path() {
    return of_kind(Schema::Kind::path);
}
Schema folder() {
    return of_kind(Schema::Kind::folder);
}
Schema files() {
    return of_kind(Schema::Kind::files);
}
Schema coordinate() {
    Schema schema = quantity("m");
    schema.bare_number = true;
    return schema;
}
Schema instant() {
    return of_kind(Schema::Kind::instant);
}
Schema list_of(Schema element) {
    Schema schema = of_kind(Schema::Kind::list);
    schema.element = std::make_shared<Schema>(std::move(element));
    return schema;
}
Schema map() {
    return of_kind(Schema::Kind::map);
}
Schema dictionary_of(Schema element) {
    Schema schema = of_kind(Schema::Kind::dictionary);
    schema.element = std::make_shared<Schema>(std::move(element));
    return schema;
}
Schema either(std::vector<Schema> alternatives) {
    Schema schema = of_kind(Schema::Kind::either);
    schema.alternatives = std::move(alternatives);
    return schema;
}

} // namespace jumelle
