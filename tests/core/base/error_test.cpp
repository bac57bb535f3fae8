#include "core/base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

using testing::ElementsAre;
using testing::Field;

Fault fault_at(int line, std::string key, std::string message) {
    return {{"storm.yaml", line, 3}, std::move(key), std::move(message), "", FaultKind::configuration};
}

TEST(PlaceText, has_file_line_and_column) {
    EXPECT_EQ(to_text(Place{"storm.yaml", 12, 14}), "storm.yaml:12:14");
}

TEST(PlaceText, leaves_out_what_is_unknown) {
    EXPECT_EQ(to_text(Place{"storm.yaml", 12, 0}), "storm.yaml:12");
    EXPECT_EQ(to_text(Place{"storm.yaml", 0, 0}), "storm.yaml");
    EXPECT_EQ(to_text(Place{"", 12, 14}), "12:14");
    EXPECT_EQ(to_text(Place{}), "");
}

TEST(PlaceText, column_without_line_means_nothing) {
    EXPECT_EQ(to_text(Place{"storm.yaml", 0, 5}), "storm.yaml");
}

TEST(FaultText, is_place_key_message_and_hint_on_its_own_line) {
    Fault const fault{{"storm.yaml", 12, 14},
                      "models.flood.manning",
                      "0.9 s/m^(1/3) is outside 0.01 .. 0.3 s/m^(1/3)",
                      "typical street asphalt is 0.013",
                      FaultKind::configuration};
    EXPECT_EQ(to_text(fault),
              "storm.yaml:12:14: models.flood.manning: 0.9 s/m^(1/3) is outside 0.01 .. 0.3 s/m^(1/3)\n"
              "  hint: typical street asphalt is 0.013");
}

TEST(FaultText, without_place_begins_with_the_key) {
    Fault const fault{{}, "time.start", "is missing", "", FaultKind::configuration};
    EXPECT_EQ(to_text(fault), "time.start: is missing");
}

TEST(FaultText, without_place_and_key_is_the_message) {
    Fault const fault{{}, "", "the file is empty", "", FaultKind::data};
    EXPECT_EQ(to_text(fault), "the file is empty");
}

TEST(FaultText, without_key_has_place_and_message) {
    Fault const fault{{"dem.tif", 0, 0}, "", "has no CRS", "", FaultKind::data};
    EXPECT_EQ(to_text(fault), "dem.tif: has no CRS");
}

TEST(InputErrorText, tells_every_fault_in_order) {
    InputError const error(
        std::vector<Fault>{fault_at(2, "a", "is unknown"), fault_at(5, "b", "is missing")});
    EXPECT_STREQ(error.what(), "storm.yaml:2:3: a: is unknown\nstorm.yaml:5:3: b: is missing");
    EXPECT_THAT(error.faults(), ElementsAre(Field(&Fault::key, "a"), Field(&Fault::key, "b")));
}

TEST(InputErrorKind, is_data_only_where_all_faults_are_in_data) {
    Fault data = fault_at(1, "a", "has a NaN");
    data.kind = FaultKind::data;
    EXPECT_EQ(InputError(data).kind(), FaultKind::data);
    EXPECT_EQ(InputError(std::vector<Fault>{data, fault_at(2, "b", "is unknown")}).kind(),
              FaultKind::configuration);
}

TEST(InputError, of_one_fault_can_be_caught_as_a_runtime_error) {
    EXPECT_THROW(throw InputError(fault_at(1, "a", "is unknown")), std::runtime_error);
}

TEST(FaultList, without_faults_throws_nothing) {
    FaultList const faults;
    EXPECT_TRUE(faults.empty());
    EXPECT_NO_THROW(faults.throw_if_any());
}

TEST(FaultList, throws_all_faults_at_once) {
    FaultList faults;
    faults.add(fault_at(1, "a", "is unknown"));
    faults.add(fault_at(2, "b", "is missing"));
    try {
        faults.throw_if_any();
        FAIL() << "nothing was thrown";
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().size(), 2u);
    }
}

std::vector<std::string> const keys{"manning", "scheme", "dry_depth", "courant"};

TEST(NearestName, finds_a_missing_letter) {
    EXPECT_EQ(nearest_name("maning", keys), "manning");
}

TEST(NearestName, finds_an_extra_letter) {
    EXPECT_EQ(nearest_name("schemes", keys), "scheme");
}

TEST(NearestName, finds_a_wrong_letter) {
    EXPECT_EQ(nearest_name("cowrant", keys), "courant");
}

TEST(NearestName, counts_swapped_neighbours_as_one_mistake) {
    EXPECT_EQ(nearest_name("shceme", {"scheme", "sheme_ab"}), "scheme");
    EXPECT_EQ(nearest_name("ab", {"ba"}), "ba");
}

TEST(NearestName, prefers_the_nearer_of_two) {
    EXPECT_EQ(nearest_name("rain_rat", {"rain_cat_b", "rain_rate"}), "rain_rate");
}

TEST(NearestName, of_equally_near_names_takes_the_first) {
    EXPECT_EQ(nearest_name("cat", {"bat", "hat"}), "bat");
}

TEST(NearestName, says_nothing_where_no_name_is_near) {
    EXPECT_EQ(nearest_name("temperature", keys), std::nullopt);
    EXPECT_EQ(nearest_name("manning", {}), std::nullopt);
}

TEST(NearestName, says_nothing_to_empty_text_among_long_names) {
    EXPECT_EQ(nearest_name("", keys), std::nullopt);
}

TEST(NearestName, is_quick_on_absurdly_long_text) {
    EXPECT_EQ(nearest_name(std::string(1'000'000, 'x'), keys), std::nullopt);
}

TEST(HintForName, asks_whether_the_near_name_was_meant) {
    EXPECT_EQ(hint_for_name("maning", keys), "did you mean 'manning'?");
}

TEST(HintForName, lists_all_names_where_none_is_near) {
    EXPECT_EQ(hint_for_name("temperature", keys), "known: manning, scheme, dry_depth, courant");
}

} // namespace
} // namespace jumelle
