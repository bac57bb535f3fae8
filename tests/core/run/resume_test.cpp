#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/state_snapshot.hpp"
#include "core/results/memory_results.hpp"
#include "core/run/simulation.hpp"
#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;

class Quiet : public ProgressListener {
  public:
    void advanced(Progress const&) override {}
};

/// `answer` follows half-way behind `level` at each step: it depends on when it looks.
class Follower : public Model {
  public:
    explicit Follower(ModelSetup const& setup) : fields_(setup.fields) {}
    Duration longest_step() override { return Duration::from_seconds(1.5); }
    void step(Duration, Duration length) override {
        answer_m_ += 0.5 * length.seconds() * (fields_.at("level").cells(0, 0) - answer_m_);
    }
    void publish(FieldStore& fields) override {
        fields.put({toy::info("answer"), Array2D<double>(3, 4, answer_m_), {}});
    }
    void publish_summaries(FieldStore&) override {}
    Balance balance() const override { return {"water", "m3", 0.0, 0.0, 0.0, 0.0, {}}; }
    double cell_updates() const override { return 0.0; }
    void archive_state(StateArchive& archive) override { archive("answer", answer_m_); }

  private:
    FieldStore const& fields_;
    double answer_m_ = 0.0;
};

/// Wishes the same thing after the step with this number, and keeps the state in a snapshot.
class WishAt : public RunControl {
  public:
    WishAt(int step, Wish wish) : step_(step), wish_(wish) {}
    Wish wish() override { return ++steps == step_ ? wish_ : Wish::go_on; }
    void keep(RunMoment const& at, FunctionRef<void(StateArchive&)> state) override {
        moment = at;
        SnapshotSaver saver(snapshot);
        state(saver);
    }
    int steps = 0;
    RunMoment moment;
    StateSnapshot snapshot;

  private:
    int step_;
    Wish wish_;
};

class AResumedRun : public testing::Test {
  protected:
    AResumedRun() {
        scenario.models.push_back({"follow", Value::make_map({}).located({"s.yaml", 6, 3}, "models.follow")});
        ModelEntry follow;
        follow.description =
            toy::description("follow", {{"level", "m", Location::cell, true}}, {toy::info("answer")});
        follow.make = [](ModelSetup const& setup) -> std::unique_ptr<Model> {
            return std::make_unique<Follower>(setup);
        };
        registry.add(toy::rise([](ModelSetup const& setup) -> std::unique_ptr<Model> {
            return std::make_unique<toy::Rise>(setup, 0.7, 0.0);
        }));
        registry.add(follow);
    }
    RunOutcome start(MemoryResults& sink, RunControl& control) {
        Territory territory = toy::small_territory();
        Simulation simulation(scenario, territory, registry, forcing);
        sink.begin(simulation.header(), territory.fields);
        return simulation.run({sink, quiet, control});
    }
    RunOutcome go_on(MemoryResults& sink, StateSnapshot const& state, RunControl& control) {
        Territory territory = toy::small_territory();
        Simulation simulation(scenario, territory, registry, forcing);
        SnapshotLoader loader(state);
        loader("results", sink);
        loader("run", simulation);
        loader.expect_all_used();
        sink.resume(simulation.header());
        return simulation.run({sink, quiet, control});
    }
    static std::vector<double> answers(MemoryResults const& sink) {
        std::vector<double> values;
        for (auto const& step : sink.steps) {
            values.push_back(step.at("level").cells(0, 0));
            values.push_back(step.at("answer").cells(0, 0));
        }
        return values;
    }

    Scenario scenario = toy::ten_seconds();
    ModelRegistry registry;
    Forcing forcing;
    Quiet quiet;
};

TEST_F(AResumedRun, ends_as_the_whole_one_wherever_it_was_left) {
    MemoryResults whole;
    WishAt all(-1, RunControl::Wish::stop);
    RunOutcome const undisturbed = start(whole, all);
    ASSERT_GT(all.steps, 15);
    for (int step = 1; step <= all.steps; ++step) {
        MemoryResults sink;
        WishAt first(step, RunControl::Wish::stop), rest(-1, RunControl::Wish::stop);
        EXPECT_FALSE(start(sink, first).is_complete);
        RunOutcome const outcome = go_on(sink, first.snapshot, rest);
        EXPECT_TRUE(outcome.is_complete);
        EXPECT_EQ(answers(sink), answers(whole)) << "left after step " << step;
        EXPECT_EQ(sink.times, whole.times);
        EXPECT_EQ(sink.series_values, whole.series_values) << step;
        EXPECT_EQ(outcome.models[0].steps, undisturbed.models[0].steps);
        EXPECT_EQ(first.steps + rest.steps, all.steps);
    }
}

TEST_F(AResumedRun, is_not_changed_by_keeping_its_state_on_the_way) {
    MemoryResults whole, kept;
    WishAt never(-1, RunControl::Wish::keep), once(5, RunControl::Wish::keep);
    start(whole, never);
    EXPECT_TRUE(start(kept, once).is_complete);
    EXPECT_EQ(answers(kept), answers(whole));
    EXPECT_EQ(once.moment.steps, 5);
    // Killed later: what was written after the checkpoint is cut off.
    WishAt rest(-1, RunControl::Wish::keep);
    go_on(kept, once.snapshot, rest);
    EXPECT_EQ(answers(kept), answers(whole));
    EXPECT_EQ(kept.series_values, whole.series_values);
}

TEST_F(AResumedRun, refuses_a_state_of_another_version) {
    MemoryResults sink;
    WishAt first(5, RunControl::Wish::stop), rest(-1, RunControl::Wish::stop);
    start(sink, first);
    ModelEntry newer = *registry.find("follow");
    newer.description.state_version = 2;
    ModelEntry const rise = *registry.find("rise");
    registry = {};
    registry.add(rise);
    registry.add(newer);
    try {
        go_on(sink, first.snapshot, rest);
        FAIL();
    } catch (IoError const& error) {
        EXPECT_STREQ(error.what(), "model 'follow' keeps its state in version 2, not 1");
    }
}

} // namespace
} // namespace jumelle
