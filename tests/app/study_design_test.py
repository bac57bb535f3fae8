"""`jumelle study` over uncertain values: points, shares of the runs, maps, tables and indices that collect makes.

Called as: study_design_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import csv
import json
import sqlite3
import subprocess
import threading
import time

import netCDF4
import numpy

from user import BAD_CONFIGURATION, BAD_DATA, IO_ERROR, TOWN, UserTest, main

STUDY = """\
jumelle_study: 1
name: Uncertain rain
base: base.yaml
variants:
  today:
  rough bed: {set: {models.flood.scheme: first_order}}
samples:
  uncertain: {method: %s, n: %d, over: {forcing.rain: uniform(20 mm/h, 90 mm/h), %s}}
seed: 11
maps: {quantiles: [10 %%, 50 %%], exceedance: {max_water_depth: [1 cm]}}
"""
ROUGHNESS = "models.flood.manning: uniform(0.02 s/m^(1/3), 0.06 s/m^(1/3))"


class Design(UserTest):
    def setUp(self):
        super().setUp()
        self.write("base.yaml", TOWN)
        self.write("study.yaml", STUDY % ("latin_hypercube", 6, ROUGHNESS))

    def study(self, action, *arguments, **options):
        return self.jumelle("study", action, "study.yaml", "-o", "made", *arguments, **options)

    def design(self):
        with (self.folder / "made" / "design.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def results(self, row):
        return netCDF4.Dataset(self.folder / "made" / row["results"])

    def indicator(self, row, name):
        return json.loads((self.folder / "made" / row["results"]).with_name("run.json").read_text())[
            "indicators"][name]["value"]

    def test_points_are_the_same_again_and_spread_over_the_range(self):
        self.study("plan", "--probe", "never")
        rows = self.design()
        rain = sorted(float(row["forcing.rain"].split()[0]) for row in rows[:6])
        for i, value in enumerate(rain):
            self.assertEqual(int((value - 20) / 70 * 6), i, "one point in each sixth")
        self.assertEqual([row["forcing.rain"] for row in rows[:6]], [row["forcing.rain"] for row in rows[6:]],
                         "all variants meet the same points")
        text = (self.folder / "made" / "design.csv").read_text()
        self.study("plan", "--probe", "never")
        self.assertEqual((self.folder / "made" / "design.csv").read_text(), text)

    def test_a_value_out_of_range_is_told_at_its_distribution(self):
        self.write("study.yaml", STUDY % ("random", 4, "models.flood.manning: uniform(5 s/m^(1/3), 9 s/m^(1/3))"))
        stderr = self.study("plan", code=BAD_CONFIGURATION).stderr
        self.assertIn("study.yaml:8:", stderr)
        self.assertIn("models.flood.manning", stderr)

    def test_shares_of_the_runs_make_the_whole(self):
        self.study("run", "--shard", "0/3")
        self.assertIn("8 missing", self.study("status").stdout)
        self.study("run", "--shard", "2/3")
        self.study("run", "--member", "1")
        self.assertIn("9 done", self.study("status").stdout)
        self.study("run", "--members", "2-11")
        self.assertIn("12 done", self.study("status").stdout)
        one = {row["run"]: (self.folder / "made" / row["results"]).with_name("run.json").read_text()
               for row in self.design()}
        self.jumelle("study", "run", "study.yaml", "-o", "whole")
        for row in self.design():
            whole = json.loads((self.folder / "whole" / row["results"]).with_name("run.json").read_text())
            self.assertEqual(json.loads(one[row["run"]])["data_sha256"], whole["data_sha256"])

    def test_shares_that_are_none_are_refused(self):
        for option, text, message in (("--shard", "3/3", "no share of the runs"), ("--shard", "x", "no share"),
                                      ("--members", "5-2", "neither a run nor a range"),
                                      ("--member", "12", "the study has the runs 0 to 11")):
            self.assertIn(message, self.study("run", option, text, code=BAD_CONFIGURATION).stderr)

    def test_maps_are_the_statistics_of_the_runs(self):
        self.study("run")
        self.study("collect")
        with netCDF4.Dataset(self.folder / "made" / "study.nc") as maps:
            for variant in ("today", "rough bed"):
                word = variant.replace(" ", "_")
                depths = numpy.stack([self.results(row)["max_water_depth"][:].filled(numpy.nan)
                                      for row in self.design() if row["variant"] == variant]).astype(float)

                def field(statistic):
                    return maps[f"max_water_depth_{statistic}_{word}"][:].filled(numpy.nan)

                self.assertGreater(numpy.nanmax(depths), 0.0)
                for statistic, wanted in (("mean", depths.mean(axis=0)), ("deviation", depths.std(axis=0, ddof=1)),
                                          ("p10", numpy.quantile(depths, 0.1, axis=0)),
                                          ("p50", numpy.quantile(depths, 0.5, axis=0)),
                                          ("above_1_cm", (depths > 0.01).mean(axis=0))):
                    numpy.testing.assert_allclose(field(statistic), wanted, atol=1e-4, err_msg=statistic)
            self.assertEqual(maps.quantile_rank_error, "0")
            self.assertEqual(maps["max_water_depth_mean_today"].units, "m")
        told = subprocess.run(["gdalinfo", f"NETCDF:{self.folder}/made/study.nc:max_water_depth_mean_today"],
                              capture_output=True, text=True, check=True).stdout
        self.assertIn("Lambert-93", told)

    def test_tables_are_a_database_made_from_the_files(self):
        self.study("run")
        self.study("collect")
        path = self.folder / "made" / "study.sqlite"
        path.unlink()
        told = json.loads(self.study("collect", "--json").stdout)
        with sqlite3.connect(path) as database:
            rows = database.execute("SELECT c.value, i.value FROM indicators i JOIN changes c USING (run) WHERE "
                                    "i.indicator = 'max_depth' AND c.key = 'forcing.rain' ORDER BY run").fetchall()
            self.assertEqual(rows, [(row["forcing.rain"], self.indicator(row, "max_depth")) for row in self.design()])
            mean = database.execute("SELECT mean FROM variants WHERE variant = 'today' AND indicator = 'max_depth'")
            self.assertEqual(mean.fetchone()[0], told["indicators"]["max_depth"]["variants"][0]["mean"])

    def test_sensitivity_indices_are_those_of_the_formula(self):
        self.write("study.yaml", STUDY % ("sobol", 8, ROUGHNESS))
        self.study("run")
        told = json.loads(self.study("collect", "--json").stdout)
        values = numpy.array([self.indicator(row, "max_depth") for row in self.design()[:32]]).reshape(8, 4)
        variance = numpy.concatenate((values[:, 0], values[:, 3])).var(ddof=1)
        one = [s for s in told["sensitivity"] if s["indicator"] == "max_depth" and s["variant"] == "today"][0]
        self.assertEqual(one["blocks"], 8)
        for i, key in enumerate(("forcing.rain", "models.flood.manning")):
            first = 1 - ((values[:, 3] - values[:, 1 + i]) ** 2).mean() / 2 / variance
            total = ((values[:, 0] - values[:, 1 + i]) ** 2).mean() / 2 / variance
            self.assertAlmostEqual(one["keys"][key]["first"]["value"], first, places=9)
            self.assertAlmostEqual(one["keys"][key]["total"]["value"], total, places=9)
            self.assertLessEqual(one["keys"][key]["total"]["low"], total)
        rain = one["keys"]["forcing.rain"]
        self.assertGreater(rain["total"]["value"], one["keys"]["models.flood.manning"]["total"]["value"])
        self.assertIn("sensitivity of today", self.study("collect").stdout)
        self.assertIn("today,,max_depth,forcing.rain,first,", (self.folder / "made" / "sensitivity.csv").read_text())

    def test_a_design_with_holes_is_refused_unless_told(self):
        self.write("study.yaml", STUDY % ("morris", 4, ROUGHNESS))
        self.study("run", "--members", "0-11")
        self.assert_one_fault(self.study("collect", code=BAD_DATA).stderr, "12 of 24 runs are not done",
                              "whole blocks of the design")
        told = json.loads(self.study("collect", "--incomplete", "--json").stdout)
        effects = [s["keys"] for s in told["sensitivity"] if s["indicator"] == "max_depth"]
        self.assertGreater(effects[0]["forcing.rain"]["mu_star"]["value"], 0.0)

    def test_the_folder_describes_itself_to_archives(self):
        self.study("run")
        self.study("collect")
        crate = json.loads((self.folder / "made" / "ro-crate-metadata.json").read_text(encoding="utf-8"))
        self.assertEqual(crate["@context"], "https://w3id.org/ro/crate/1.2/context")
        entities = {entity["@id"]: entity for entity in crate["@graph"]}
        self.assertEqual(entities["ro-crate-metadata.json"]["about"], {"@id": "./"})
        root = entities["./"]
        for key in ("name", "description", "datePublished", "license"):
            self.assertTrue(root[key], key)
        named = [part["@id"] for part in root["hasPart"]]
        self.assertIn("study.nc", named)
        for name in named:
            self.assertIn(name, entities)
            self.assertTrue((self.folder / "made" / name).exists(), name)
        for part in entities["#computation"]["object"]:
            self.assertIn(part["@id"], entities)

    def test_a_field_or_threshold_that_makes_no_sense_is_told_at_its_place(self):
        self.study("run")
        text = (self.folder / "study.yaml").read_text()
        for wrong, message in (("max_water_dept: [1 cm]", "did you mean 'max_water_depth'?"),
                               ("max_water_depth: [1 m/s]", "'1 m/s' is not a number in a unit of max_water_depth")):
            self.write("study.yaml", text.replace("max_water_depth: [1 cm]", wrong))
            stderr = self.study("collect", code=BAD_CONFIGURATION).stderr
            self.assertIn("study.yaml:10:", stderr)
            self.assertIn(message, stderr)

    def test_the_plan_estimates_what_the_study_takes(self):
        self.write("study.yaml", STUDY % ("latin_hypercube", 60, ROUGHNESS))
        told = json.loads(self.study("plan", "--json").stdout)["estimate"]
        self.assertFalse((self.folder / "made" / ".probe").exists())
        self.assertEqual(told["cells"], 400)
        self.study("run")
        size = sum(path.stat().st_size for path in (self.folder / "made" / "runs").rglob("run.*"))
        self.assertLess(abs(told["bytes"] - size) / size, 0.3)
        self.assertGreater(told["core_hours"], 0.0)
        self.assertIn("core-hours", self.study("plan").stdout)

    def test_a_run_that_cannot_be_written_is_tried_again(self):
        self.write("study.yaml", (STUDY % ("random", 1, ROUGHNESS)) + "on_failure: retry 20\n")
        runs = self.write("made/runs/today", "a file where a folder should be")
        timer = threading.Thread(target=lambda: (time.sleep(1.5), runs.unlink()))
        timer.start()
        done = self.study("run")
        timer.join()
        self.assertIn("trying again, 1 of 20", done.stderr)
        self.assertIn("2 done", self.study("status").stdout)

    def test_runs_wait_for_memory_and_all_are_computed(self):
        done = self.study("run", "--memory", "100 KB", "--threads", "2")
        self.assertIn("in 0.0001 GB of memory", done.stderr)
        self.assertIn("12 done", self.study("status").stdout)
        self.study("run", "--memory", "some", code=2)

    def test_samples_on_other_grids_have_no_maps_but_tables(self):
        self.write("study.yaml", STUDY % ("latin_hypercube", 2, "territory.resolution: [10 m, 20 m]"))
        self.study("run")
        done = self.study("collect")
        self.assertIn("maps: today: max_water_depth has another size in other samples of it", done.stderr)
        self.assertTrue((self.folder / "made" / "indicators.csv").exists())

    def test_job_scripts_are_written_and_shown(self):
        done = self.study("submit", "--print", "--scheduler", "slurm", "--account", "me", "--time", "2 h",
                          "--runs-per-task", "3", "--max-array-size", "3")
        self.assertIn("#SBATCH --array=0-2\n", done.stdout)
        self.assertIn("#SBATCH --account=me\n", done.stdout)
        self.assertIn("#SBATCH --signal=USR1@300\n", done.stdout)
        self.assertIn("--shard $task/4 ", done.stdout)
        self.assertTrue((self.folder / "made" / "jobs" / "array_1.sh").exists())
        self.study("run")
        self.assertIn("all 12 runs are done", self.study("submit", "--print").stdout)

    def test_without_a_batch_system_handing_over_fails_with_a_hint(self):
        done = self.study("submit", "--scheduler", "oar", code=IO_ERROR, env={"PATH": "/usr/bin:/bin"})
        self.assertIn("--print writes the scripts", done.stderr)


if __name__ == "__main__":
    main()
