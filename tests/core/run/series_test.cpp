#include "core/run/series.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/results/memory_results.hpp"
#include "core/run/simulation.hpp"
#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Balance sample_balance() {
    return {"water", "m3", 10.0, 6.0, 1.0, 14.5, {{"rain", 4.0}, {"inflow", 2.0}, {"rain", -1.0}}};
}

TEST(Account, has_a_series_for_each_term_and_for_what_they_come_to) {
    std::vector<std::string> names;
    for (auto const& info : account_series("flood", sample_balance())) names.push_back(variable_name(info));
    EXPECT_THAT(names, ElementsAre("flood_balance_in", "flood_balance_out", "flood_balance_stored",
                                   "flood_balance_rain", "flood_balance_inflow", "flood_balance_error",
                                   "flood_balance_error_relative"));
}

TEST(Account, values_stand_in_the_order_of_its_series) {
    std::vector<double> values;
    append_account(sample_balance(), sample_balance().terms, values);
    EXPECT_THAT(values, ElementsAre(6.0, 1.0, 14.5, 3.0, 2.0, -0.5, 0.5 / 14.5));
}

TEST(Account, of_a_term_that_is_not_told_any_more_is_zero) {
    Balance balance = sample_balance();
    balance.terms = {{"inflow", 7.0}};
    std::vector<double> values;
    append_account(balance, sample_balance().terms, values);
    EXPECT_EQ(values.at(3), 0.0);
    EXPECT_EQ(values.at(4), 7.0);
}

TEST(Account, in_one_line_names_every_term) {
    EXPECT_EQ(
        account_text(sample_balance()),
        "in 6, out 1, stored 14.5 after 10 at the start, error -0.5 m3; terms: rain 4, inflow 2, rain -1");
}

/// Tells one number of its own, loses a tenth of its water from `leaks_after_s` on, and may choose its limit.
class Teller : public toy::Rise {
  public:
    Teller(ModelSetup const& setup, double leaks_after_s)
        : Rise(setup, 0.5, 0.0), sections_(setup.sections.size()), leaks_after_s_(leaks_after_s) {}
    void step(Duration now, Duration length) override {
        Rise::step(now, length);
        now_ = now + length;
    }
    std::vector<SeriesInfo> series() const override {
        return {{sections_ > 0 ? section_group : "pump", "north", "power", "W", "", TimeMeaning::mean}};
    }
    void read_series(Duration now, std::vector<double>& values) override { values.push_back(now.seconds()); }
    std::optional<double> balance_limit() const override {
        return leaks_after_s_ < 0.0 ? std::optional(0.2) : std::nullopt;
    }
    std::vector<FieldInfo> more_summaries() const override { return {toy::info("max_level_twice")}; }
    void publish_summaries(FieldStore& fields) override {
        Rise::publish_summaries(fields);
        fields.put({toy::info("max_level_twice"), Array2D<double>(3, 4, 2.0), {}});
    }
    Balance balance() const override {
        Balance balance = Rise::balance();
        balance.terms = {{"rain", balance.in}};
        if (now_.seconds() > leaks_after_s_) balance.stored *= 0.9;
        return balance;
    }

  private:
    std::size_t sections_;
    double leaks_after_s_;
    Duration now_;
};

template <int leaks_after_s>
std::unique_ptr<Model> teller(ModelSetup const& setup) {
    return std::make_unique<Teller>(setup, leaks_after_s);
}

class Quiet : public ProgressListener {
  public:
    void advanced(Progress const&) override {}
};

class SeriesOfARun : public testing::Test {
  protected:
    RunOutcome run(std::unique_ptr<Model> (*make)(ModelSetup const&)) {
        ModelRegistry registry;
        registry.add(toy::rise(make));
        Simulation simulation(scenario, territory, registry, forcing);
        sink.begin(simulation.header(), territory.fields);
        RunOutcome const outcome = simulation.run(sink, quiet);
        sink.finish({"completed", {}, {}}, territory.fields);
        return outcome;
    }
    std::vector<double> values_of(std::string const& name) const {
        std::vector<double> values;
        for (std::size_t s = 0; s < sink.header.series.size(); ++s) {
            if (variable_name(sink.header.series[s]) != name) continue;
            for (auto const& moment : sink.series_values) values.push_back(moment.at(s));
        }
        return values;
    }

    Scenario scenario = toy::ten_seconds();
    Territory territory = toy::small_territory();
    Forcing forcing;
    MemoryResults sink;
    Quiet quiet;
};

TEST_F(SeriesOfARun, are_told_at_the_start_and_at_every_exchange) {
    run(teller<100>);
    EXPECT_EQ(sink.series_times.size(), 5U);
    EXPECT_THAT(values_of("rise_balance_in"), ElementsAre(0.0, 4.0, 5.0, 8.0, 10.0));
    EXPECT_THAT(values_of("rise_balance_rain"), ElementsAre(0.0, 4.0, 5.0, 8.0, 10.0));
    EXPECT_THAT(values_of("pump_power"), ElementsAre(0.0, 4.0, 5.0, 8.0, 10.0));
}

TEST_F(SeriesOfARun, end_in_the_outcome_with_their_last_value) {
    auto const outcome = run(teller<100>);
    ASSERT_EQ(outcome.series.size(), 1U);
    EXPECT_EQ(outcome.series[0].info.name, "north");
    EXPECT_EQ(outcome.series[0].value, 10.0);
}

TEST_F(SeriesOfARun, keep_the_account_at_which_the_run_stops) {
    try {
        run(teller<6>);
        FAIL() << "a leaking model ran to the end";
    } catch (RunError const& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("model 'rise': the balance of water is off by 0.1 (relative) at 8 s "
                              "after the start; allowed is 1e-06: in 8, out 0, stored 7.2"));
        EXPECT_THAT(error.what(), HasSubstr("terms: rain 8"));
    }
    EXPECT_EQ(sink.series_times.back(), Duration::from_seconds(8));
    EXPECT_NEAR(values_of("rise_balance_error_relative").back(), 0.1, 1e-12);
    EXPECT_EQ(sink.times.back(), Duration::from_seconds(5));
}

TEST_F(SeriesOfARun, limit_of_the_balance_may_be_chosen) {
    auto const outcome = run(teller<-1>);
    EXPECT_NEAR(outcome.models[0].relative_error, 0.1, 1e-12);
    EXPECT_TRUE(sink.finished);
}

TEST_F(SeriesOfARun, come_with_the_summaries_that_parameters_ask_for) {
    run(teller<100>);
    EXPECT_EQ(sink.summaries.at("max_level_twice").cells(0, 0), 2.0);
    EXPECT_TRUE(sink.summaries.has("max_level"));
}

TEST_F(SeriesOfARun, sections_need_a_model_that_counts) {
    SectionSpec section;
    section.name = "weir";
    section.line = {{0.0, 10.0, "", {}}, {40.0, 10.0, "", {}}};
    scenario.outputs.sections = {section};
    EXPECT_NO_THROW(run(teller<100>));
    try {
        run([](ModelSetup const& setup) -> std::unique_ptr<Model> {
            return std::make_unique<toy::Rise>(setup, 0.3, 0.0);
        });
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("no model of this scenario counts the flow through sections"));
    }
}

TEST_F(SeriesOfARun, fields_on_request_are_written_only_where_named) {
    ModelEntry entry = toy::rise(teller<100>);
    entry.description.on_request = {toy::info("slope")};
    ModelRegistry registry;
    registry.add(entry);
    EXPECT_EQ(Simulation(scenario, territory, registry, forcing).header().outputs.size(), 1U);
    scenario.outputs.fields = {"slope"};
    auto const outputs = Simulation(scenario, territory, registry, forcing).header().outputs;
    ASSERT_EQ(outputs.size(), 1U);
    EXPECT_EQ(outputs[0].name, "slope");
}

} // namespace
} // namespace jumelle
