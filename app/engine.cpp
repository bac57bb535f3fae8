#include "app/engine.hpp"

#include "core/compare/indicator.hpp"
#include "core/scenario/design_storm.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/region.hpp"
#include "core/territory/town/town.hpp"
#include "io/checksum/sha256.hpp"
#include "io/raster/territory_reader.hpp"
#include "io/units/units.hpp"
#include "io/weather/series.hpp"

namespace jumelle::app {

namespace {

LanguageParts::NamedField named(FieldInfo const& info) {
    return {info.name, info.unit, info.long_name};
}

Territory town_of(TerritorySpec const& spec) {
    TownOptions options;
    options.seed = spec.town->seed;
    options.width_m = spec.town->width_m;
    options.height_m = spec.town->height_m;
    options.cell_m = spec.resolution_m;
    return make_town(options).territory;
}

} // namespace

LanguageParts language(ModelRegistry const& registry) {
    LanguageParts parts;
    for (auto const& field : field_catalog()) parts.fields.push_back(named(field.info));
    for (auto const& entry : registry.all()) {
        parts.models.emplace_back(entry.description.name, entry.description.parameters);
        for (auto const& info : entry.description.writes) parts.outputs.push_back(named(info));
    }
    for (auto const& indicator : indicators()) parts.indicators.push_back(indicator.name);
    return parts;
}

} // namespace jumelle::app
