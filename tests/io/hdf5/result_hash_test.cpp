#include "io/hdf5/result_hash.hpp"

#include <cmath>

#include "core/base/error.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using testing::SampleRun;

class ResultHash : public testing::InTemporaryFolder {
  protected:
    std::string hash_of(SampleRun& run, Index steps) {
        Hdf5ResultWriter writer(path);
        write_all(run, writer, steps);
        return field_data_sha256(path);
    }
};

TEST_F(ResultHash, is_the_same_for_the_same_numbers_with_other_words) {
    SampleRun run;
    std::string const first = hash_of(run, 2);
    std::string const bytes = sha256_of_file(path);
    run.header.attributes = {{"host", "another one"}, {"threads", "16"}};
    run.footer.attributes = {{"wall_time", "99 s"}};
    EXPECT_EQ(hash_of(run, 2), first);
    EXPECT_NE(sha256_of_file(path), bytes);
}

TEST_F(ResultHash, has_64_digits) {
    SampleRun run;
    EXPECT_EQ(hash_of(run, 1).size(), 64U);
}

TEST_F(ResultHash, changes_with_one_number_of_a_constant) {
    SampleRun run;
    std::string const before = hash_of(run, 1);
    run.fields().at("elevation").cells(5, 5) += 0.001;
    EXPECT_NE(hash_of(run, 1), before);
}

TEST_F(ResultHash, changes_with_the_number_of_steps) {
    SampleRun run;
    EXPECT_NE(hash_of(run, 1), hash_of(run, 2));
}

TEST_F(ResultHash, changes_with_a_gauge_value) {
    SampleRun run;
    run.add_gauges();
    std::string const before = hash_of(run, 1);
    {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        writer.write_gauges(Duration(), {{0.5}, {0.5}});
        writer.write_step(Duration(), run.fields());
        writer.finish(run.footer, run.fields());
    }
    EXPECT_NE(field_data_sha256(path), before);
}

TEST_F(ResultHash, changes_with_one_number_of_a_series) {
    SampleRun run;
    run.add_series();
    auto const hash_with = [&](double rain_m3) {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        writer.write_series(Duration(), {rain_m3, 1.0, 2.0, 3.0});
        writer.finish(run.footer, run.fields());
        return field_data_sha256(path);
    };
    EXPECT_EQ(hash_with(1.0), hash_with(1.0));
    EXPECT_NE(hash_with(1.0), hash_with(1.0000001));
}

TEST_F(ResultHash, changes_with_numbers_on_edges) {
    SampleRun run;
    run.add_roads();
    std::string const before = hash_of(run, 1);
    SampleRun other;
    other.add_roads();
    Hdf5ResultWriter writer(path);
    other.set_step(0);
    other.fields().at("road_flow").values[3] = 7.0;
    writer.begin(other.header, other.fields());
    writer.write_step(Duration(), other.fields());
    writer.finish(other.footer, other.fields());
    EXPECT_NE(field_data_sha256(path), before);
}

TEST_F(ResultHash, takes_all_missing_values_for_the_same) {
    SampleRun run;
    std::string const before = hash_of(run, 1);
    run.fields().at("elevation").cells(0, 0) = -std::nan("");
    EXPECT_EQ(hash_of(run, 1), before);
}

TEST_F(ResultHash, of_a_missing_file_is_an_error) {
    EXPECT_THROW(field_data_sha256(path), IoError);
}

} // namespace
} // namespace jumelle
