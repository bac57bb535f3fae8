#include "models/all_models.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace jumelle {
namespace {

TEST(AllModels, hold_decay) {
    EXPECT_THAT(all_models().names(), testing::Contains("decay"));
}

TEST(AllModels, have_names_that_differ_and_can_be_found) {
    auto const models = all_models();
    std::set<std::string> names;
    for (auto const& entry : models.all()) {
        names.insert(entry.description.name);
        EXPECT_EQ(models.find(entry.description.name), &entry);
    }
    EXPECT_EQ(names.size(), models.all().size());
    EXPECT_EQ(models.find("no_such_model"), nullptr);
}

TEST(AllModels, say_what_they_are_and_what_their_parameters_mean) {
    auto const models = all_models();
    for (auto const& entry : models.all()) {
        EXPECT_FALSE(entry.description.sentence.empty()) << entry.description.name;
        for (auto const& member : entry.description.parameters.members) {
            EXPECT_FALSE(member.schema.sentence.empty()) << entry.description.name << "." << member.name;
        }
    }
}

TEST(AllModels, write_fields_with_unit_and_meaning) {
    auto const models = all_models();
    for (auto const& entry : models.all()) {
        EXPECT_FALSE(entry.description.writes.empty()) << entry.description.name;
        for (auto const& field : entry.description.writes) {
            EXPECT_FALSE(field.unit.empty()) << field.name;
            EXPECT_FALSE(field.long_name.empty()) << field.name;
        }
    }
}

} // namespace
} // namespace jumelle
