#include "io/hdf5/netcdf_draft.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <limits>

#include "core/base/error.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/draft_file.hpp"
#include "io/hdf5/hdf5_handle.hpp"
#include "io/hdf5/netcdf_input.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle::hdf5 {
namespace {

using ::testing::HasSubstr;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

class NetcdfDraftOnDisk : public jumelle::testing::InTemporaryFolder {
    Session session_;
};

/// A variable `depth` along `x`, without values of its own.
NetcdfDraft draft_of_depths(double background) {
    NetcdfDraft draft;
    draft.add_coordinate("x", 3);
    VariableSpec spec;
    spec.name = "depth";
    spec.dimensions = {"x"};
    spec.fill = not_a_number;
    draft.add_variable(spec);
    put_text(draft.variable("depth"), "units", "m");
    put_number(draft.variable("depth"), "background", background);
    return draft;
}

TEST(NetcdfDraft, is_equal_to_one_of_the_same_bits) {
    EXPECT_EQ(draft_of_depths(not_a_number), draft_of_depths(not_a_number));
    EXPECT_NE(draft_of_depths(0.0), draft_of_depths(-0.0));
    EXPECT_NE(draft_of_depths(0.0), draft_of_depths(not_a_number));
}

TEST(NetcdfDraft, is_another_with_one_other_thing_in_it) {
    NetcdfDraft const draft = draft_of_depths(0.0);
    NetcdfDraft other = draft;
    other.write("x", std::vector<double>{1.0, 2.0, 3.0});
    EXPECT_NE(other, draft);
    other = draft;
    other.add_dimension("y", 1);
    EXPECT_NE(other, draft);
    other = draft;
    put_text(other.variable("x"), "units", "m");
    EXPECT_NE(other, draft);
    other = draft;
    other.variable("depth").spec.fill = 0.0;
    EXPECT_NE(other, draft);
    other = draft;
    other.variable("x").length = std::nullopt;
    EXPECT_NE(other, draft);
}

TEST_F(NetcdfDraftOnDisk, keeps_the_order_of_its_variables) {
    NetcdfDraft draft;
    draft.add_coordinate("y", 2);
    draft.add_coordinate("x", 3);
    draft.add_dimension("a", 4);
    make_file(path, draft);
    EXPECT_EQ(NetcdfInput(path).variables(), (std::vector<std::string>{"y", "x", "a"}));
}

TEST_F(NetcdfDraftOnDisk, becomes_a_file_with_its_values_and_attributes) {
    NetcdfDraft draft = draft_of_depths(0.5);
    draft.write("x", std::vector<double>{1.0, 2.0, 3.0});
    VariableSpec spec;
    spec.name = "epoch";
    spec.type = ElementType::int32;
    draft.add_variable(spec);
    draft.write("epoch", std::vector<std::int32_t>{7});
    put_integer(draft.variable("epoch"), "start", -2);
    make_file(path, draft);
    NetcdfInput const file(path);
    EXPECT_EQ(file.read("x"), (std::vector<double>{1.0, 2.0, 3.0}));
    EXPECT_EQ(file.shape("depth"), std::vector<hsize_t>{3});
    EXPECT_TRUE(std::isnan(file.read("depth")[1]));
    EXPECT_EQ(get_text(file.open("depth").get(), "units"), "m");
    EXPECT_EQ(get_number(file.open("depth").get(), "background"), 0.5);
    EXPECT_EQ(get_number(file.open("epoch").get(), "start"), -2.0);
}

TEST_F(NetcdfDraftOnDisk, is_refused_with_two_variables_of_one_name) {
    NetcdfDraft draft = draft_of_depths(0.0);
    draft.add_variable(draft.variable("depth").spec);
    try {
        make_file(path, draft);
        FAIL() << "it was made";
    } catch (IoError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("creating variable depth"));
    }
}

TEST_F(NetcdfDraftOnDisk, may_be_copied_byte_by_byte) {
    make_file(path, draft_of_depths(0.0));
    FileBytes const bytes = read_file(path);
    write_file(folder / "other.nc", bytes);
    EXPECT_EQ(read_file(folder / "other.nc"), bytes);
    EXPECT_EQ(NetcdfInput(folder / "other.nc").variables(), NetcdfInput(path).variables());
}

} // namespace
} // namespace jumelle::hdf5
