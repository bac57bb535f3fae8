#include "models/decay/decay_model.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "core/parallel/loops.hpp"

namespace jumelle::decay {
namespace {

constexpr double half_life_s = 3600.0;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

/// A decay model on 4 × 3 cells of 10 m, and what it is made from.
class Decay : public testing::Test {
  protected:
    Decay() {
        territory.grid.rows = 4;
        territory.grid.columns = 3;
        territory.grid.cell_m = 10.0;
    }
    void put(std::string name, double value) {
        Field field;
        field.info.name = std::move(name);
        field.cells = Array2D<double>(4, 3, value);
        fields.put(std::move(field));
    }
    std::unique_ptr<Model> make(double initial) {
        parameters = Value::make_map({{"half_life", Value::make_quantity(half_life_s)},
                                      {"initial_concentration", Value::make_quantity(initial)}});
        return entry().make({territory, fields, forcing, parameters, Duration::from_seconds(86400.0)});
    }
    double published(Model& model, Index row, Index column) {
        model.publish(fields);
        return fields.at("concentration").cells(row, column);
    }

    Territory territory;
    FieldStore fields;
    Forcing forcing;
    Value parameters;
};

TEST_F(Decay, starts_from_the_parameter) {
    auto const model = make(2.0);
    EXPECT_EQ(published(*model, 3, 2), 2.0);
}

TEST_F(Decay, starts_from_the_field_where_there_is_one) {
    put("initial_concentration", 5.0);
    fields.at("initial_concentration").cells(1, 1) = 7.0;
    auto const model = make(2.0);
    EXPECT_EQ(published(*model, 0, 0), 5.0);
    EXPECT_EQ(published(*model, 1, 1), 7.0);
}

TEST_F(Decay, puts_its_field_into_the_store_with_unit_and_meaning) {
    auto const model = make(2.0);
    EXPECT_FALSE(fields.has("concentration"));
    model->publish(fields);
    ASSERT_TRUE(fields.has("concentration"));
    EXPECT_EQ(fields.at("concentration").info.unit, "kg m-2");
}

TEST_F(Decay, halves_in_every_half_life) {
    auto const model = make(2.0);
    model->step({}, Duration::from_seconds(half_life_s));
    EXPECT_DOUBLE_EQ(published(*model, 0, 0), 1.0);
    model->step({}, Duration::from_seconds(half_life_s));
    EXPECT_DOUBLE_EQ(published(*model, 0, 0), 0.5);
}

TEST_F(Decay, gives_the_same_answer_in_one_step_and_in_many) {
    auto const one = make(2.0);
    one->step({}, Duration::from_seconds(5000.0));
    double const in_one = published(*one, 0, 0);
    auto const many = make(2.0);
    for (int i = 0; i < 1000; ++i) many->step({}, Duration::from_seconds(5.0));
    EXPECT_NEAR(published(*many, 0, 0), in_one, 1e-12 * in_one);
}

TEST_F(Decay, allows_any_step_up_to_the_whole_run) {
    EXPECT_EQ(make(1.0)->longest_step(), Duration::from_seconds(86400.0));
}

TEST_F(Decay, balance_closes_to_rounding) {
    auto const model = make(0.1);
    EXPECT_DOUBLE_EQ(model->balance().stored_at_start, 0.1 * 12 * 100.0);
    for (int i = 0; i < 200; ++i) model->step({}, Duration::from_seconds(37.0));
    Balance const balance = model->balance();
    EXPECT_GT(balance.out, 0.5 * balance.stored_at_start);
    EXPECT_EQ(balance.in, 0.0);
    EXPECT_LT(balance.relative_error(), 1e-14);
    ASSERT_EQ(balance.terms.size(), 1u);
    EXPECT_EQ(balance.terms[0].value, -balance.out);
}

TEST_F(Decay, out_is_what_the_exact_solution_loses) {
    auto const model = make(2.0);
    model->step({}, Duration::from_seconds(half_life_s));
    EXPECT_NEAR(model->balance().out, 1200.0, 1e-10);
}

TEST_F(Decay, cells_without_elevation_have_no_value_and_no_mass) {
    put("elevation", 12.0);
    fields.at("elevation").cells(2, 1) = nan_value;
    auto const model = make(1.0);
    EXPECT_DOUBLE_EQ(model->balance().stored, 1100.0);
    model->step({}, Duration::from_seconds(60.0));
    EXPECT_TRUE(std::isnan(published(*model, 2, 1)));
    EXPECT_FALSE(std::isnan(published(*model, 2, 2)));
}

TEST_F(Decay, without_substance_stays_without) {
    auto const model = make(0.0);
    model->step({}, Duration::from_seconds(60.0));
    EXPECT_EQ(published(*model, 0, 0), 0.0);
    EXPECT_EQ(model->balance().relative_error(), 0.0);
}

TEST_F(Decay, counts_cells_times_steps) {
    auto const model = make(1.0);
    for (int i = 0; i < 5; ++i) model->step({}, Duration::from_seconds(1.0));
    EXPECT_EQ(model->cell_updates(), 60.0);
}

TEST_F(Decay, has_the_same_bits_for_any_number_of_threads) {
    int const before = loop_threads();
    put("initial_concentration", 0.1);
    for (Index row = 0; row < 4; ++row)
        fields.at("initial_concentration").cells(row, 0) = std::exp(static_cast<double>(row));
    std::vector<double> stored;
    for (int const threads : {1, 2, 3}) {
        set_loop_threads(threads);
        auto const model = make(0.0);
        for (int i = 0; i < 10; ++i) model->step({}, Duration::from_seconds(123.0));
        stored.push_back(model->balance().out);
    }
    set_loop_threads(before);
    EXPECT_EQ(stored[0], stored[1]);
    EXPECT_EQ(stored[0], stored[2]);
}

TEST(DecayDescription, names_what_it_reads_and_writes) {
    ModelDescription const description = entry().description;
    EXPECT_EQ(description.name, "decay");
    ASSERT_EQ(description.writes.size(), 1u);
    EXPECT_EQ(description.writes[0].name, "concentration");
    EXPECT_EQ(description.writes[0].unit, "kg m-2");
    for (auto const& need : description.reads) EXPECT_FALSE(need.required) << need.name;
    EXPECT_EQ(description.parameters.member("half_life")->unit, "h");
    EXPECT_TRUE(description.parameters.member("half_life")->low_excluded);
}

} // namespace
} // namespace jumelle::decay
