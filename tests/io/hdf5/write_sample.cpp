// Writes results for the tests of other people's readers:
//   write_sample PATH STEPS [ROWS COLUMNS]   a finished run
//   write_sample PATH forever ROWS COLUMNS   says `flushed N` on stdout after every output step, until killed
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "io/hdf5/hdf5_result_writer.hpp"
#include "tests/io/hdf5/sample_run.hpp"

namespace {

void write_forever(jumelle::testing::SampleRun& run, jumelle::Hdf5ResultWriter& writer) {
    jumelle::Index told = 0;
    writer.begin(run.header, run.fields());
    for (jumelle::Index step = 0;; ++step) {
        run.set_step(step);
        writer.write_gauges(jumelle::testing::time_of_step(step), run.gauge_values(step));
        writer.write_series(jumelle::testing::time_of_step(step), run.series_values(step));
        writer.write_step(jumelle::testing::time_of_step(step), run.fields());
        if (writer.flushed_steps() == told) continue;
        told = writer.flushed_steps();
        std::printf("flushed %td\n", told);
        std::fflush(stdout);
    }
}

void write(std::vector<std::string> const& words) {
    jumelle::testing::SampleRun::Size size;
    if (words.size() > 3) size = {std::stol(words[2]), std::stol(words[3])};
    jumelle::testing::SampleRun run(size);
    run.add_roads();
    run.add_gauges();
    run.add_series();
    jumelle::Hdf5ResultWriter writer(words.at(0));
    if (words.at(1) == "forever") return write_forever(run, writer);
    jumelle::testing::write_all(run, writer, std::stol(words[1]));
}

} // namespace

int main(int count, char** words) {
    try {
        write(std::vector<std::string>(words + 1, words + count));
        return EXIT_SUCCESS;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
}
