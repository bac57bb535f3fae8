#include "core/run/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Schedule : public testing::Test {
  protected:
    void add(std::string name, std::vector<FieldNeed> reads, std::vector<FieldInfo> writes) {
        entries.push_back(std::make_unique<ModelEntry>());
        entries.back()->description = toy::description(name, std::move(reads), std::move(writes));
        chosen.push_back(
            {entries.back().get(), {"s.yaml", static_cast<int>(entries.size()), 3}, "models." + name});
    }
    std::vector<std::size_t> order() { return schedule(chosen, territory.fields, faults); }
    std::string told() const {
        std::string text;
        for (auto const& fault : faults.faults()) text += to_text(fault) + "\n";
        return text;
    }

    std::vector<std::unique_ptr<ModelEntry>> entries;
    std::vector<ChosenModel> chosen;
    Territory territory = toy::small_territory();
    FaultList faults;
};

TEST_F(Schedule, keeps_the_scenarios_order_where_nothing_depends) {
    add("a", {}, {toy::info("x")});
    add("b", {}, {toy::info("y")});
    add("c", {}, {});
    EXPECT_THAT(order(), ElementsAre(0, 1, 2));
    EXPECT_TRUE(faults.empty());
}

TEST_F(Schedule, puts_writers_before_readers) {
    add("traffic", {{"water_depth", "m"}}, {toy::info("flow", "s-1")});
    add("heat", {{"flow", "s-1"}}, {});
    add("flood", {{"elevation", "m"}}, {toy::info("water_depth")});
    EXPECT_THAT(order(), ElementsAre(2, 0, 1));
    EXPECT_TRUE(faults.empty());
}

TEST_F(Schedule, puts_who_writes_on_request_before_who_reads) {
    add("heat", {{"traffic_heat", "W m-2", Location::cell, false}}, {});
    add("traffic", {}, {toy::info("flow", "s-1")});
    entries.back()->description.on_request = {toy::info("traffic_heat", "W m-2")};
    EXPECT_THAT(order(), ElementsAre(1, 0));
    EXPECT_TRUE(faults.empty());
}

TEST_F(Schedule, a_model_may_read_what_it_writes) {
    add("flood", {{"water_depth", "m"}}, {toy::info("water_depth")});
    EXPECT_THAT(order(), ElementsAre(0));
    EXPECT_TRUE(faults.empty());
}

TEST_F(Schedule, reports_two_writers_of_one_field) {
    add("one", {}, {toy::info("water_depth")});
    add("two", {}, {toy::info("water_depth")});
    order();
    EXPECT_THAT(
        told(),
        HasSubstr("s.yaml:2:3: models.two: writes field 'water_depth', which model 'one' writes too"));
}

TEST_F(Schedule, reports_a_field_that_nobody_provides) {
    add("flood", {{"manning", "s m-1/3"}}, {});
    order();
    EXPECT_THAT(told(), HasSubstr("needs field 'manning' [s m-1/3], which nobody provides"));
    EXPECT_THAT(told(), HasSubstr("territory.fields.manning"));
}

TEST_F(Schedule, an_optional_field_may_be_missing) {
    add("flood", {{"manning", "s m-1/3", Location::cell, false}}, {});
    order();
    EXPECT_TRUE(faults.empty());
}

TEST_F(Schedule, reports_units_that_differ) {
    add("flood", {{"elevation", "cm"}}, {});
    order();
    EXPECT_THAT(told(), HasSubstr("needs field 'elevation' in 'cm', but it is provided in 'm'"));
}

TEST_F(Schedule, reports_an_optional_field_in_another_unit_too) {
    add("flood", {{"elevation", "cm", Location::cell, false}}, {});
    order();
    EXPECT_FALSE(faults.empty());
}

TEST_F(Schedule, reports_models_that_wait_for_each_other) {
    add("a", {{"y", "m"}}, {toy::info("x")});
    add("b", {{"x", "m"}}, {toy::info("y")});
    add("c", {}, {toy::info("z")});
    order();
    EXPECT_THAT(told(), HasSubstr("models a, b wait for each other's fields"));
    EXPECT_EQ(faults.faults().size(), 1U);
}

} // namespace
} // namespace jumelle
