#pragma once

#include "core/scenario/scenario.hpp"

namespace jumelle::test {

/// A small language that does not change when models do: two models, six fields.
inline LanguageParts sample_language() {
    LanguageParts parts;
    parts.fields = {{"elevation", "m", "height of the bare ground"},
                    {"building_height", "m", "height of buildings above the ground"},
                    {"land_cover", "1", "land cover class"},
                    {"manning", "s/m^(1/3)", "roughness of the ground"},
                    {"population", "1", "residents of the cell"},
                    {"initial_depth", "m", "water depth at the start of the run"}};
    parts.outputs = {{"water_depth", "m", "depth of water above the ground"},
                     {"water_level", "m", "height of the water surface"},
                     {"flow_speed", "m s-1", "speed of the water"}};
    parts.indicators = {"flooded_area", "max_depth", "flooded_people"};
    Schema flood = map().says("shallow water over the grid");
    flood.with("scheme", choice({"first_order", "second_order"}).by_default("second_order").says("accuracy"))
        .with("manning", quantity("s/m^(1/3)")
                             .between(0.01, 0.3)
                             .by_default(0.03)
                             .says("Manning's roughness where no field gives it")
                             .from("Chow 1959, table 5-6")
                             .hint("typical street asphalt is 0.013"))
        .with("dry_depth",
              quantity("m").above(0.0).by_default(0.001).says("less water than this does not flow"))
        .with("thresholds",
              list_of(quantity("m").above(0.0)).by_default("[]").says("depths that are looked for"))
        .with("infiltrates", boolean().by_default_boolean(false).says("whether the ground takes in water"))
        .with("threads", integer().at_least(1).by_default_integer(1).says("for the test of integers"));
    Schema decay = map().says("exponential decay");
    decay.with("rate", quantity("1/h").at_least(0.0).says("share that decays per time"));
    parts.models = {{"flood", flood}, {"decay", decay}};
    return parts;
}

} // namespace jumelle::test
