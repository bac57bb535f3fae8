#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;

constexpr char const* town_text = R"(jumelle: 1
name: Storm over the old town
territory: {synthetic_town: {seed: 7, size: 800 m}}
forcing:
  rain: {design_storm: {depth: 60 mm, duration: 2 h, shape: chicago, peak: 40 %}}
time: {start: 2025-07-01T00:00+02:00, duration: 6 h}
models:
  flood:
)";

Scenario read(std::string const& text, std::vector<std::string> const& overrides = {}) {
    return read_scenario_text({text, "storm.yaml", JUMELLE_SOURCE_DIR "/tests/messages"},
                              test::sample_language(), overrides);
}

TEST(ScenarioReader, a_town_with_a_design_storm_comes_out_in_si_units) {
    Scenario const s = read(town_text);
    EXPECT_EQ(s.name, "Storm over the old town");
    ASSERT_TRUE(s.territory.town);
    EXPECT_EQ(s.territory.town->seed, 7U);
    EXPECT_EQ(s.territory.town->width_m, 800.0);
    EXPECT_EQ(s.territory.resolution_m, 5.0);
    ASSERT_TRUE(s.forcing.storm);
    EXPECT_DOUBLE_EQ(s.forcing.storm->depth_m, 0.06);
    EXPECT_EQ(s.forcing.storm->duration_s, 7200.0);
    EXPECT_DOUBLE_EQ(s.forcing.storm->peak, 0.4);
    EXPECT_EQ(to_text(s.time.start), "2025-06-30T22:00:00Z");
    EXPECT_EQ(s.time.duration, Duration::from_seconds(21600));
    EXPECT_EQ(s.time.exchange_every, Duration::from_seconds(300));
    EXPECT_EQ(s.outputs.every, Duration::from_seconds(900));
    ASSERT_EQ(s.models.size(), 1U);
    EXPECT_EQ(s.models[0].name, "flood");
    EXPECT_EQ(s.models[0].parameters["manning"].quantity(), 0.03);
    EXPECT_TRUE(s.models[0].parameters["manning"].is_default());
}

} // namespace
} // namespace jumelle
