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
    auto const study = read("variants: {a: }\non_failure: stop\nrun: {threads_per_run: 2, ranks_per_run: 16, "
                            "launcher: srun --mpi=pmi2}\n");
    EXPECT_EQ(study.samples.size(), 1U);
    EXPECT_EQ(study.on_failure, OnFailure::stop);
    EXPECT_EQ(study.threads_per_run, 2);
    EXPECT_EQ(study.ranks_per_run, 16);
    EXPECT_EQ(study.cluster.launcher, "srun --mpi=pmi2");
}

TEST_F(StudyReader, tells_what_is_wrong_and_where) {
    EXPECT_THAT(fault("variants: {}\n"), HasSubstr("study.yaml:4:11: variants: names no variant"));
    EXPECT_THAT(fault("variants: {a: {mesures: []}}\n"), HasSubstr("did you mean 'measures'?"));
    EXPECT_THAT(fault("variants: {a: {measures: [gone.yaml]}}\n"), HasSubstr("gone.yaml"));
    EXPECT_THAT(fault("variants: {a: }\nsamples: {}\n"),
                HasSubstr("study.yaml:5:10: samples: names no sample"));
    EXPECT_THAT(fault("variants: {a: }\nsamples: {matrix: {y: []}}\n"), HasSubstr("samples.matrix.y"));
    EXPECT_THAT(fault("variants: {a: }\nsamples: {matrix: {y: 3}}\n"), HasSubstr("samples.matrix.y"));
    EXPECT_THAT(fault("variants: [a]\n"), HasSubstr("variants: is a list"));
    EXPECT_THAT(fault("variants: {a: }\non_failure: retry\n"), HasSubstr("continue"));
    EXPECT_THAT(fault(""), HasSubstr("variants"));
}

TEST_F(StudyReader, takes_every_point_under_every_case_the_points_fastest) {
    auto const study = read("variants: {a: }\nseed: 7\nsamples:\n  cases: {wet: {r: 9 mm}, dry: {r: 1 mm}}\n"
                            "  uncertain:\n    method: sobol\n    n: 4\n    over:\n"
                            "      models.flood.manning: uniform(0.02 s/m^(1/3), 0.04 s/m^(1/3))\n"
                            "      k: [a, {b: 1}]\n");
    ASSERT_TRUE(study.uncertain.has_value());
    EXPECT_EQ(study.uncertain->seed, 7U);
    ASSERT_EQ(study.samples.size(), 2U * 4U * 4U);
    EXPECT_EQ(study.samples[0].name, "wet, p0001");
    EXPECT_EQ(study.samples[17].name, "dry, p0002");
    auto const& changes = study.samples[17].changes;
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].yaml, "1 mm");
    EXPECT_EQ(changes[1].path, "models.flood.manning");
    EXPECT_THAT(changes[1].yaml, HasSubstr(" s/m^(1/3)"));
    EXPECT_EQ(changes[1].where.line, 12);
    EXPECT_TRUE(changes[2].yaml == "a" || changes[2].yaml == "{b: 1}");
}

TEST_F(StudyReader, understands_distributions_between_braces) {
    auto const study = read("variants: {a: }\nsamples: {uncertain: {method: random, n: 3, over: "
                            "{a.b: uniform(0.8, 1.2), c: uniform(0.1 s/m^(1/3), 1.2 s/m^(1/3)), d: "
                            "choice(x, y)}}}\n");
    ASSERT_TRUE(study.uncertain.has_value());
    ASSERT_EQ(study.uncertain->factors.size(), 3U);
    EXPECT_EQ(study.uncertain->factors[0].distribution.numbers, (std::vector<double>{0.8, 1.2}));
    EXPECT_EQ(study.uncertain->factors[1].distribution.unit, "s/m^(1/3)");
    EXPECT_EQ(study.samples.size(), 3U);
}

TEST_F(StudyReader, tells_what_is_wrong_with_uncertain_values_and_where) {
    auto const wrong = [&](std::string const& uncertain) {
        return fault("variants: {a: }\nsamples:\n  uncertain: " + uncertain + "\n");
    };
    EXPECT_THAT(wrong("{n: 4, over: {a: unifrom(1, 2)}}"),
                HasSubstr("study.yaml:6:31: samples.uncertain.over.a: there is no distribution 'unifrom'"));
    EXPECT_THAT(wrong("{n: 4, over: {a: uniform(2 m, 1 m)}}"), HasSubstr("low end that is not below"));
    EXPECT_THAT(wrong("{n: 4, over: {a: 3 mm}}"), HasSubstr("'3 mm' is not a distribution"));
    EXPECT_THAT(wrong("{n: 4, over: {}}"), HasSubstr("names no value"));
    EXPECT_THAT(wrong("{over: {a: uniform(1, 2)}}"), HasSubstr("samples.uncertain.n: is missing"));
    EXPECT_THAT(
        wrong("{method: sobol, n: 6, over: {a: uniform(1, 2)}}"),
        HasSubstr("6 is not a power of 2, and the points of sobol are even only then\n  hint: write 8"));
    EXPECT_THAT(wrong("{method: morris, n: 6, levels: 5, over: {a: uniform(1, 2)}}"), HasSubstr("is odd"));
    EXPECT_THAT(wrong("{method: soboll, n: 6, over: {a: uniform(1, 2)}}"),
                HasSubstr("did you mean 'sobol'?"));
    std::string many;
    for (int i = 0; i < 21; ++i) many += (i == 0 ? "a" : ", a") + std::to_string(i) + ": uniform(1, 2)";
    EXPECT_THAT(wrong("{method: sobol, n: 8, over: {" + many + "}}"), HasSubstr("sobol can have 20"));
    EXPECT_THAT(wrong("{method: sobol, n: 524288, over: {a: uniform(1, 2)}}"),
                HasSubstr("makes more than 1000000 samples"));
}

TEST_F(StudyReader, knows_how_runs_are_computed_and_which_maps_are_made) {
    auto const study =
        read("variants: {a: }\non_failure: retry 2\n"
             "run: {time: 2 h, memory: 4 GB, account: me, setup: [module load jumelle], restarts: 3}\n"
             "maps: {fields: [max_depth], quantiles: [10 %], exceedance: {max_depth: [10 cm]}}\n");
    EXPECT_EQ(study.retries, 2);
    EXPECT_EQ(study.cluster.time_s, 7200.0);
    EXPECT_EQ(study.cluster.memory_bytes, 4e9);
    EXPECT_EQ(study.cluster.account, "me");
    EXPECT_EQ(study.cluster.setup, (std::vector<std::string>{"module load jumelle"}));
    EXPECT_EQ(study.cluster.restarts, 3);
    EXPECT_EQ(study.maps.quantiles, (std::vector<double>{0.1}));
    EXPECT_EQ(study.maps.exceedance[0].thresholds[0].text(), "10 cm");
    EXPECT_EQ(read("variants: {a: }\n").maps.quantiles.size(), 3U);
    EXPECT_THAT(fault("variants: {a: }\nrun: {memory: much}\n"),
                HasSubstr("study.yaml:5:15: run.memory: 'much' is not an amount of memory"));
    EXPECT_THAT(fault("variants: {a: }\non_failure: retry 0\n"), HasSubstr("write continue, stop"));
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
