#include <fstream>
#include <gmock/gmock.h>
#include <hdf5.h>

#include "core/base/error.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::SampleRun;

class ReaderFaults : public testing::InTemporaryFolder {
  protected:
    void write_run(Index steps) {
        SampleRun run;
        Hdf5ResultWriter writer(path);
        write_all(run, writer, steps);
    }
    void damage_first_chunk(char const* variable) {
        hid_t const file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
        hid_t const dataset = H5Dopen2(file, variable, H5P_DEFAULT);
        hsize_t const first[] = {0, 0, 0};
        haddr_t address = 0;
        hsize_t size = 0;
        EXPECT_GE(H5Dget_chunk_info_by_coord(dataset, first, nullptr, &address, &size), 0);
        H5Dclose(dataset);
        H5Fclose(file);
        std::fstream bytes(path, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(static_cast<std::streamoff>(address + size / 2));
        bytes << "damaged";
    }
    template <class Error>
    std::string fault() {
        try {
            Hdf5ResultReader const results(path);
            return "no fault";
        } catch (Error const& error) {
            return error.what();
        }
    }
};

TEST_F(ReaderFaults, a_missing_file_is_named) {
    EXPECT_EQ(fault<IoError>(), "cannot read " + path.string() + ": there is no such file");
}

TEST_F(ReaderFaults, a_folder_is_no_file) {
    std::filesystem::create_directory(path);
    EXPECT_THAT(fault<IoError>(), HasSubstr("it is a folder"));
}

TEST_F(ReaderFaults, a_text_is_not_hdf5) {
    std::ofstream(path) << "time,depth\n0,1\n";
    EXPECT_THAT(fault<InputError>(),
                AllOf(HasSubstr(path.string()), HasSubstr("is not an HDF5 file"), HasSubstr("hint: ")));
}

TEST_F(ReaderFaults, an_empty_file_is_not_hdf5) {
    std::ofstream file(path);
    EXPECT_THAT(fault<InputError>(), HasSubstr("is not an HDF5 file"));
}

TEST_F(ReaderFaults, hdf5_of_somebody_else_is_not_ours) {
    H5Fclose(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    EXPECT_THAT(fault<InputError>(), HasSubstr("is an HDF5 file, but not results of jumelle"));
}

TEST_F(ReaderFaults, a_file_that_lost_its_end_is_cut_off) {
    write_run(2);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    EXPECT_THAT(fault<InputError>(), HasSubstr("is cut off"));
}

TEST_F(ReaderFaults, faults_of_a_file_are_faults_of_data) {
    std::ofstream(path) << "text";
    try {
        Hdf5ResultReader const results(path);
        FAIL() << "a text was read";
    } catch (InputError const& error) {
        EXPECT_EQ(error.kind(), FaultKind::data);
    }
}

TEST_F(ReaderFaults, an_unknown_output_gets_a_hint) {
    write_run(1);
    Hdf5ResultReader const results(path);
    try {
        results.read_field("water_deph", 0);
        FAIL() << "an unknown field was read";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("has no field over time 'water_deph'"),
                                        HasSubstr("did you mean 'water_depth'?")));
    }
}

TEST_F(ReaderFaults, an_output_is_not_to_be_had_without_a_time) {
    write_run(1);
    Hdf5ResultReader const results(path);
    EXPECT_THROW(results.read_field("flow_speed"), InputError);
    EXPECT_THROW(results.read_field("elevation", 0), InputError);
}

TEST_F(ReaderFaults, damaged_numbers_are_told_with_file_and_field) {
    write_run(1);
    damage_first_chunk("water_depth");
    Hdf5ResultReader const results(path);
    try {
        results.read_field("water_depth", 0);
        FAIL() << "damaged numbers were read";
    } catch (IoError const& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr(path.string()), HasSubstr("reading water_depth")));
    }
}

TEST_F(ReaderFaults, a_part_that_is_being_written_can_be_read) {
    SampleRun run;
    Hdf5ResultWriter writer(path);
    writer.begin(run.header, run.fields());
    writer.write_step(Duration(), run.fields());
    while (writer.flushed_steps() < 1) {
    }
    Hdf5ResultReader const results(part);
    EXPECT_EQ(results.description().times.size(), 1U);
    EXPECT_FALSE(results.description().texts.contains("status"));
}

} // namespace
} // namespace jumelle
