#include "core/run/simulation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/results/memory_results.hpp"
#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class KeepProgress : public ProgressListener {
  public:
    void advanced(Progress const& progress) override { all.push_back(progress); }
    std::vector<Progress> all;
};

std::unique_ptr<Model> good(ModelSetup const& setup) {
    return std::make_unique<toy::Rise>(setup, 0.3, 0.0);
}
/// Stands at 7 m once the run has begun.
class Begins : public toy::Rise {
  public:
    explicit Begins(ModelSetup const& setup) : Rise(setup, 1.0, 0.0) {}
    void begin() override { step({}, Duration::from_seconds(7.0)); }
};
std::unique_ptr<Model> beginning(ModelSetup const& setup) {
    return std::make_unique<Begins>(setup);
}
std::unique_ptr<Model> leaking(ModelSetup const& setup) {
    return std::make_unique<toy::Rise>(setup, 0.3, 0.1);
}
std::unique_ptr<Model> stuck(ModelSetup const& setup) {
    return std::make_unique<toy::Rise>(setup, 0.0, 0.0);
}

class ASimulation : public testing::Test {
  protected:
    RunOutcome run(std::unique_ptr<Model> (*make)(ModelSetup const&)) {
        ModelRegistry registry;
        registry.add(toy::rise(make));
        Simulation simulation(scenario, territory, registry, forcing);
        sink.begin(simulation.header(), territory.fields);
        RunOutcome const outcome = simulation.run(sink, progress);
        sink.finish({"completed", {}, {}}, territory.fields);
        return outcome;
    }
    double level(std::size_t step) const { return sink.steps[step].at("level").cells(0, 0); }

    Scenario scenario = toy::ten_seconds();
    Territory territory = toy::small_territory();
    Forcing forcing;
    MemoryResults sink;
    KeepProgress progress;
};

TEST_F(ASimulation, writes_the_initial_state_and_each_output_time) {
    run(good);
    EXPECT_THAT(sink.times, ElementsAre(Duration(), Duration::from_seconds(5), Duration::from_seconds(10)));
    EXPECT_DOUBLE_EQ(level(0), 0.0);
    EXPECT_NEAR(level(1), 5.0, 1e-12);
    EXPECT_NEAR(level(2), 10.0, 1e-12);
}

TEST_F(ASimulation, lets_models_begin_before_the_initial_state_is_written) {
    run(beginning);
    EXPECT_DOUBLE_EQ(level(0), 7.0);
    EXPECT_DOUBLE_EQ(level(2), 17.0);
}

TEST_F(ASimulation, writes_constants_and_summaries_once) {
    run(good);
    EXPECT_TRUE(sink.constants.has("elevation"));
    EXPECT_NEAR(sink.summaries.at("max_level").cells(2, 3), 10.0, 1e-12);
}

TEST_F(ASimulation, never_steps_longer_than_the_model_allows) {
    auto const outcome = run(good);
    ASSERT_EQ(outcome.models.size(), 1U);
    // Windows of 4, 1, 3, 2 s at 0.3 s a step: 14 + 4 + 10 + 7.
    EXPECT_EQ(outcome.models[0].steps, 35);
    EXPECT_DOUBLE_EQ(outcome.models[0].cell_updates, 35.0 * 12.0);
}

TEST_F(ASimulation, tells_progress_after_each_window) {
    run(good);
    ASSERT_EQ(progress.all.size(), 4U);
    EXPECT_EQ(progress.all.back().elapsed, scenario.time.duration);
    EXPECT_GT(progress.all.back().last_step, Duration());
}

TEST_F(ASimulation, keeps_gauges_at_every_exchange) {
    scenario.outputs.gauges = {toy::gauge_at(1.0, 1.0, 0.0)};
    run(good);
    ASSERT_EQ(sink.gauge_times.size(), 5U);
    EXPECT_NEAR(sink.gauge_values[1][0][0], 4.0, 1e-12);
}

TEST_F(ASimulation, stops_where_a_balance_does_not_close_and_keeps_what_was_written) {
    try {
        run(leaking);
        FAIL() << "a leaking model ran to the end";
    } catch (RunError const& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("model 'rise': the balance of water is off by 0.1 (relative) at 4 s"));
    }
    EXPECT_EQ(sink.times.size(), 1U);
    EXPECT_FALSE(sink.finished);
}

TEST_F(ASimulation, stops_where_a_model_cannot_step) {
    EXPECT_THROW(run(stuck), RunError);
}

TEST_F(ASimulation, refuses_an_output_that_no_model_writes) {
    scenario.outputs.fields = {"levels"};
    try {
        run(good);
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("s.yaml:9:1: outputs: no model of this scenario writes 'levels'"));
        EXPECT_THAT(error.what(), HasSubstr("did you mean 'level'?"));
    }
}

TEST_F(ASimulation, header_names_what_will_be_written) {
    ModelRegistry registry;
    registry.add(toy::rise(good));
    Simulation const simulation(scenario, territory, registry, forcing);
    auto const header = simulation.header();
    ASSERT_EQ(header.outputs.size(), 1U);
    EXPECT_EQ(header.outputs[0].name, "level");
    EXPECT_EQ(header.summaries[0].name, "max_level");
    EXPECT_EQ(header.constants[0].name, "elevation");
}

} // namespace
} // namespace jumelle
