#include "core/scenario/study.hpp"

#include <gtest/gtest.h>
#include <set>

namespace jumelle {
namespace {

ScenarioChange change(std::string const& path, std::string const& yaml) {
    ScenarioChange made;
    made.path = path;
    made.yaml = yaml;
    return made;
}

std::vector<std::string> names(std::vector<ChangeSet> const& sets) {
    std::vector<std::string> made;
    for (auto const& set : sets) made.push_back(set.name);
    return made;
}

TEST(Matrix, is_every_combination_the_last_factor_fastest) {
    auto const sets = matrix_of(
        {{change("a", "40 mm"), change("a", "60 mm")}, {change("b", "\"x.epw\""), change("b", "y.epw")}});
    EXPECT_EQ(names(sets),
              (std::vector<std::string>{"40 mm, x.epw", "40 mm, y.epw", "60 mm, x.epw", "60 mm, y.epw"}));
    EXPECT_EQ(sets[2].changes[0].yaml, "60 mm");
    EXPECT_EQ(sets[2].changes[1].yaml, "\"x.epw\"");
}

TEST(Matrix, of_no_factors_is_one_sample_that_changes_nothing) {
    auto const sets = matrix_of({});
    ASSERT_EQ(sets.size(), 1U);
    EXPECT_TRUE(sets[0].changes.empty());
}

TEST(Bytes, are_read_in_the_units_that_people_write) {
    EXPECT_EQ(bytes_in("4 GB"), 4e9);
    EXPECT_EQ(bytes_in("1.5GiB"), 1.5 * 1024.0 * 1024.0 * 1024.0);
    EXPECT_EQ(bytes_in("800 MB"), 8e8);
    EXPECT_EQ(bytes_in("-1 GB"), std::nullopt);
    EXPECT_EQ(bytes_in("4"), std::nullopt);
    EXPECT_EQ(bytes_in("4 G"), std::nullopt);
    EXPECT_EQ(bytes_in("much"), std::nullopt);
}

StudySpec two_by_two() {
    StudySpec study;
    study.variants = {{"today", {}}, {"Bäume & Becken", {change("k", "variant")}}};
    study.samples = {{"wet", {change("k", "sample")}}, {"dry", {}}};
    return study;
}

TEST(PlannedRuns, are_variants_times_samples_variant_by_variant) {
    auto const runs = planned_runs(two_by_two());
    ASSERT_EQ(runs.size(), 4U);
    EXPECT_EQ(runs[1].variant, 0U);
    EXPECT_EQ(runs[1].sample, 1U);
    EXPECT_EQ(runs[2].variant, 1U);
    EXPECT_EQ(runs[2].sample, 0U);
}

TEST(PlannedRuns, decide_after_what_nobody_decides) {
    auto const runs = planned_runs(two_by_two());
    ASSERT_EQ(runs[2].changes.size(), 2U);
    EXPECT_EQ(runs[2].changes.back().yaml, "variant");
}

TEST(PlannedRuns, lie_in_folders_that_are_named_after_them) {
    auto const runs = planned_runs(two_by_two());
    EXPECT_EQ(runs[0].folder, "runs/today/wet");
    EXPECT_EQ(runs[3].folder, "runs/B_ume_Becken/dry");
}

TEST(PlannedRuns, lie_in_numbered_folders_where_names_do_not_do) {
    StudySpec study = two_by_two();
    study.variants = {{"a/b", {}}, {"a:b", {}}, {"..", {}}};
    auto const runs = planned_runs(study);
    EXPECT_EQ(runs[0].folder, "runs/v0000/wet");
    EXPECT_EQ(runs[5].folder, "runs/v0002/dry");
}

TEST(PlannedRuns, without_samples_have_no_folder_for_them) {
    StudySpec study = two_by_two();
    study.samples = matrix_of({});
    auto const runs = planned_runs(study);
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].folder, "runs/today");
}

TEST(PlannedRuns, of_thousands_of_samples_keep_folders_short) {
    StudySpec study = two_by_two();
    std::vector<ScenarioChange> values;
    for (int i = 0; i < 2500; ++i) values.push_back(change("a", std::to_string(i)));
    study.samples = matrix_of({values});
    auto const runs = planned_runs(study);
    EXPECT_EQ(runs[1999].folder, "runs/today/001/s001999");
    std::set<std::string> different;
    for (auto const& run : runs) different.insert(run.folder);
    EXPECT_EQ(different.size(), 5000U);
}

} // namespace
} // namespace jumelle
