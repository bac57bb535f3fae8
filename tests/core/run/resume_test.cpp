#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>

#include "core/base/state_snapshot.hpp"
#include "core/parallel/thread_ranks.hpp"
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

/// A run by several ranks.
class RanksThatStop : public AResumedRun {
  protected:
    struct Ended {
        MemoryResults sink; ///< of rank 0
        StateSnapshot snapshot;
        std::vector<bool> are_complete;
        std::vector<int> steps, kept;
    };
    /// The control of rank `who` wishes to stop after that step; begins, or goes on from a state.
    Ended run_ranks(int size, int who, int step, Ended const* from = nullptr) {
        Ended ended;
        auto const ranks = static_cast<std::size_t>(size);
        if (from != nullptr) ended.sink = from->sink;
        ended.are_complete.resize(ranks);
        ended.steps.resize(ranks);
        ended.kept.resize(ranks);
        std::mutex lock;
        run_as_ranks(size, [&](Communicator& communicator) {
            int const rank = communicator.rank();
            WishAt control(rank == who ? step : -1, RunControl::Wish::stop);
            bool const is_complete = run_one(communicator, control, ended, from);
            std::lock_guard const guard(lock);
            auto const r = static_cast<std::size_t>(rank);
            ended.are_complete[r] = is_complete;
            ended.steps[r] = control.steps;
            ended.kept[r] = control.snapshot.blocks.empty() ? 0 : 1;
            if (rank == 0) ended.snapshot = control.snapshot;
        });
        return ended;
    }

  private:
    bool run_one(Communicator& communicator, WishAt& control, Ended& ended, Ended const* from) {
        Territory territory = toy::small_territory();
        Simulation simulation(scenario, territory, registry, forcing, {communicator});
        bool const writes = communicator.rank() == 0;
        MemoryResults unused;
        MemoryResults& sink = writes ? ended.sink : unused;
        if (from == nullptr) {
            sink.begin(simulation.header(), territory.fields);
        } else {
            if (writes) {
                SnapshotLoader loader(from->snapshot);
                loader("results", sink);
                loader("run", simulation);
                sink.resume(simulation.header());
            }
            simulation.share_resumed_state();
            EXPECT_TRUE(simulation.is_resumed());
        }
        return simulation.run({sink, quiet, control}).is_complete;
    }
};

TEST_F(RanksThatStop, all_stop_after_the_same_step_and_go_on_from_what_the_first_has_read) {
    MemoryResults whole;
    WishAt all(-1, RunControl::Wish::stop);
    start(whole, all);
    for (int const who : {0, 2}) {
        Ended const first = run_ranks(3, who, 7);
        EXPECT_EQ(first.are_complete, std::vector<bool>(3, false));
        EXPECT_EQ(first.steps, std::vector<int>(3, 7));
        EXPECT_EQ(first.kept, std::vector<int>(3, 1));
        for (int const size : {1, 2, 4}) {
            Ended const rest = run_ranks(size, -1, -1, &first);
            EXPECT_EQ(rest.are_complete, std::vector<bool>(static_cast<std::size_t>(size), true));
            EXPECT_EQ(rest.steps, std::vector<int>(static_cast<std::size_t>(size), all.steps - 7));
            EXPECT_EQ(answers(rest.sink), answers(whole)) << size;
            EXPECT_EQ(rest.sink.series_values, whole.series_values) << size;
        }
    }
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
