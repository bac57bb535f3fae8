#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "io/network/read_roads.hpp"
#include "io/weather/series.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

namespace fs = std::filesystem;

fs::path const folder = JUMELLE_SOURCE_DIR "/tests/messages";

std::string text_of(fs::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<std::string> names_of_cases() {
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Lines `# --set key=value` of a case are given to the reader as overrides.
std::vector<std::string> overrides_in(std::string const& text) {
    std::string const mark = "# --set ";
    std::vector<std::string> overrides;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(mark)) overrides.push_back(line.substr(mark.size()));
    }
    return overrides;
}

/// Reads every table and network that a scenario names.
void read_tables(Scenario const& scenario) {
    UnitSystem const units;
    Instant const start = scenario.time.start;
    double const any = -1e300, run_s = scenario.time.duration.seconds();
    if (scenario.forcing.rain_mps) {
        read_series(*scenario.forcing.rain_mps, {"m/s", Interpolation::steps, start, 0.0, run_s}, units);
    }
    for (auto const& inflow : scenario.forcing.inflows) {
        read_series(inflow.discharge_m3ps, {"m3/s", Interpolation::linear, start, any, run_s}, units);
    }
    if (scenario.territory.roads) {
        Territory territory;
        FaultList faults;
        add_roads(scenario.territory, territory, {}, faults);
        faults.throw_if_any();
    }
    if (scenario.forcing.west.kind == BorderSpec::Kind::level) {
        read_series(scenario.forcing.west.series, {"m", Interpolation::linear, start, any, run_s}, units);
    }
}

/// What a person reads who gives this file to jumelle; machine paths are cut.
std::string messages_for(std::string const& name) {
    std::string const text = text_of(folder / (name + ".yaml"));
    try {
        read_tables(
            read_scenario_text({text, name + ".yaml", folder}, test::sample_language(), overrides_in(text)));
    } catch (InputError const& error) {
        std::string message = error.what();
        std::string const prefix = folder.string() + "/";
        for (auto at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) {
            message.erase(at, prefix.size());
        }
        return message + "\n";
    }
    return "no fault\n";
}

class Messages : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override { setenv("JUMELLE_DATA", (folder / "data").c_str(), 1); }
};

TEST_P(Messages, say_what_their_text_file_says) {
    fs::path const expected = folder / (GetParam() + ".txt");
    std::string const message = messages_for(GetParam());
    if (std::getenv("JUMELLE_WRITE_MESSAGES") != nullptr) std::ofstream(expected) << message;
    ASSERT_TRUE(fs::exists(expected)) << "no expected text for this message:\n" << message;
    EXPECT_EQ(message, text_of(expected));
}

INSTANTIATE_TEST_SUITE_P(All, Messages, testing::ValuesIn(names_of_cases()),
                         [](auto const& one_case) { return one_case.param; });

TEST(MessageCases, ten_planted_faults_are_told_at_once_each_with_its_place_and_a_hint) {
    std::string const text = text_of(folder / "ten_faults.yaml");
    constexpr std::size_t planted = 10;
    try {
        read_scenario_text({text, "ten_faults.yaml", folder}, test::sample_language());
        FAIL() << "the faults were not found";
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().size(), planted);
        EXPECT_EQ(error.kind(), FaultKind::configuration);
        for (auto const& fault : error.faults()) {
            EXPECT_GT(fault.place.line, 0) << to_text(fault);
            EXPECT_GT(fault.place.column, 0) << to_text(fault);
            EXPECT_FALSE(fault.hint.empty()) << to_text(fault);
        }
    }
}

TEST(MessageCases, every_expected_text_belongs_to_a_case) {
    for (auto const& entry : fs::directory_iterator(folder)) {
        bool const is_text =
            entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt";
        if (!is_text) continue;
        EXPECT_TRUE(fs::exists(fs::path(entry.path()).replace_extension(".yaml"))) << entry.path();
    }
}

} // namespace
} // namespace jumelle
