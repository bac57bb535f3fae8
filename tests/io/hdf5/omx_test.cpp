#include "io/hdf5/omx.hpp"

#include <fstream>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

class Omx : public testing::InTemporaryFolder {
  protected:
    static ZoneMatrix matrix(std::string name, double first) {
        ZoneMatrix made;
        made.name = std::move(name);
        made.zones = 2;
        made.zone_id = {"7", "12"};
        made.values = {first, first + 1.0, first + 2.0, first + 3.0};
        return made;
    }
    std::string fault(std::string const& name, std::string const& lookup = "") const {
        try {
            read_omx(path, name, lookup);
        } catch (InputError const& error) {
            return error.faults().front().message;
        }
        return "none";
    }
};

TEST_F(Omx, gives_back_matrices_and_zones) {
    write_omx(path, {matrix("car", 1.0), matrix("lorry", 10.0)});
    ZoneMatrix const read = read_omx(path, "lorry", "");
    EXPECT_EQ(read.name, "lorry");
    EXPECT_EQ(read.zones, 2U);
    EXPECT_EQ(read.zone_id, (std::vector<std::string>{"7", "12"}));
    EXPECT_EQ(read.values, (std::vector<double>{10.0, 11.0, 12.0, 13.0}));
}

TEST_F(Omx, takes_the_only_matrix_unasked) {
    write_omx(path, {matrix("car", 1.0)});
    EXPECT_EQ(read_omx(path, "", "").name, "car");
    EXPECT_EQ(read_omx(path, "", "zone").zone_id.size(), 2U);
}

TEST_F(Omx, leaves_names_of_zones_that_are_no_numbers_out) {
    auto named = matrix("car", 1.0);
    named.zone_id = {"west", "east"};
    write_omx(path, {named});
    EXPECT_TRUE(read_omx(path, "", "").zone_id.empty());
}

TEST_F(Omx, tells_what_a_file_has_not) {
    write_omx(path, {matrix("car", 1.0), matrix("lorry", 10.0)});
    EXPECT_EQ(fault("bus"), "has no matrix 'bus'");
    EXPECT_EQ(fault(""), "nothing says which matrix is meant");
    EXPECT_EQ(fault("car", "taz"), "has no lookup 'taz'");
}

TEST_F(Omx, tells_a_file_that_is_none) {
    std::ofstream(path) << "from,to,trips\n";
    EXPECT_EQ(fault(""), "is no HDF5 file");
}

} // namespace
} // namespace jumelle
