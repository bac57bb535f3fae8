#include "io/yaml/study_reader.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A folder with a base scenario, in which studies are written; it is gone after the test.
class StudyReader : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "jumelle_study_XXXXXX").string();
        folder_ = mkdtemp(name.data());
        write("base.yaml", "jumelle: 1\n");
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(std::string const& name, std::string const& text) { std::ofstream(folder_ / name) << text; }
    StudySpec read(std::string const& rest) {
        write("study.yaml", "jumelle_study: 1\nname: S\nbase: base.yaml\n" + rest);
        return read_study(folder_ / "study.yaml");
    }
    std::string fault(std::string const& rest) {
        try {
            read(rest);
        } catch (InputError const& error) {
            return error.what();
        }
        return "";
    }

    fs::path folder_;
};

TEST_F(StudyReader, keeps_variants_and_samples_in_the_order_of_the_file) {
    auto const study = read("variants:\n  zero:\n  a: {set: {x.y: 1 m, b: [1, 2]}}\n"
                            "samples:\n  cases: {wet: {r: 9 mm}, dry: {r: 1 mm}}\n");
    ASSERT_EQ(study.variants.size(), 2U);
    EXPECT_EQ(study.variants[0].name, "zero");
    ASSERT_EQ(study.variants[1].changes.size(), 2U);
    EXPECT_EQ(study.variants[1].changes[0].path, "x.y");
    EXPECT_EQ(study.variants[1].changes[0].yaml, "1 m");
    EXPECT_EQ(study.variants[1].changes[1].yaml, "[1, 2]");
    EXPECT_EQ(study.variants[1].changes[0].where.line, 6);
    EXPECT_EQ(study.samples[0].name, "wet");
    EXPECT_EQ(study.samples[1].changes[0].yaml, "1 mm");
}

TEST_F(StudyReader, takes_measures_inline_and_from_files) {
    write("trees.yaml", "- plant_trees: {cover: 30 %}\n- unseal: {}\n");
    auto const study = read("variants: {a: {measures: [trees.yaml, {close_road: {edges: [e]}}]}}\n");
    auto const& changes = study.variants[0].changes;
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].kind, ScenarioChange::Kind::append);
    EXPECT_EQ(changes[0].path, "measures");
    EXPECT_EQ(changes[0].yaml, "{plant_trees: {cover: 30 %}}");
    EXPECT_THAT(changes[1].where.file, HasSubstr("trees.yaml"));
    EXPECT_EQ(changes[2].yaml, "{close_road: {edges: [e]}}");
}

TEST_F(StudyReader, makes_a_matrix) {
    auto const study = read("variants: {a: }\nsamples: {matrix: {r: [1 mm, 2 mm], w: [x, y, z]}}\n");
    EXPECT_EQ(study.samples.size(), 6U);
    EXPECT_EQ(study.samples[4].name, "2 mm, y");
}

TEST_F(StudyReader, has_one_sample_where_none_are_given) {
    auto const study = read("variants: {a: }\non_failure: stop\nthreads_per_run: 2\n");
    EXPECT_EQ(study.samples.size(), 1U);
    EXPECT_EQ(study.on_failure, OnFailure::stop);
    EXPECT_EQ(study.threads_per_run, 2);
}

TEST_F(StudyReader, tells_what_is_wrong_and_where) {
    EXPECT_THAT(fault("variants: {}\n"), HasSubstr("study.yaml:4:11: variants: names no variant"));
    EXPECT_THAT(fault("variants: {a: {mesures: []}}\n"), HasSubstr("did you mean 'measures'?"));
    EXPECT_THAT(fault("variants: {a: {measures: [gone.yaml]}}\n"), HasSubstr("gone.yaml"));
    EXPECT_THAT(fault("variants: {a: }\nsamples: {cases: {x: {}}, matrix: {y: [1]}}\n"),
                HasSubstr("samples"));
    EXPECT_THAT(fault("variants: {a: }\nsamples: {matrix: {y: []}}\n"), HasSubstr("samples.matrix.y"));
    EXPECT_THAT(fault("variants: {a: }\nsamples: {matrix: {y: 3}}\n"), HasSubstr("samples.matrix.y"));
    EXPECT_THAT(fault("variants: [a]\n"), HasSubstr("variants: is a list"));
    EXPECT_THAT(fault("variants: {a: }\non_failure: retry\n"), HasSubstr("continue"));
    EXPECT_THAT(fault(""), HasSubstr("variants"));
}

TEST_F(StudyReader, refuses_a_file_of_measures_that_is_no_list) {
    write("trees.yaml", "plant_trees: {}\n");
    EXPECT_THAT(fault("variants: {a: {measures: [trees.yaml]}}\n"),
                HasSubstr("a list of measures is needed"));
}

TEST_F(StudyReader, refuses_more_samples_than_anyone_computes) {
    std::string values = "[1";
    for (int i = 2; i <= 1001; ++i) values += ", " + std::to_string(i);
    EXPECT_THAT(fault("variants: {a: }\nsamples: {matrix: {x: " + values + "], y: " + values + "]}}\n"),
                HasSubstr("makes more than 1000000 samples"));
}

TEST_F(StudyReader, tells_that_there_is_no_study) {
    try {
        read_study(folder_ / "gone.yaml");
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("there is no such study"));
    }
}

} // namespace
} // namespace jumelle
