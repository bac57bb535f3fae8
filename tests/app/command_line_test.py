"""The command line: exit codes, help, --set, describe, info, check, progress.

Called as: command_line_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import json
import os
import re
import shutil
import unittest

from user import (BAD_CONFIGURATION, BAD_DATA, IO_ERROR, ROOT, RUN_FAILED, TOWN, USAGE, UserTest, main, run_json)


class WrongCommandLines(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN)

    def assert_usage(self, *arguments, naming):
        done = self.jumelle(*arguments, code=USAGE)
        self.assertEqual(done.stdout, "")
        self.assertIn(naming, done.stderr)
        self.assertIn("--help", done.stderr)

    def test_no_verb(self):
        self.assert_usage(naming="subcommand")

    def test_unknown_verb(self):
        self.assert_usage("rnu", "town.yaml", naming="there is no verb 'rnu'")
        self.assert_usage("chekc", "town.yaml", naming="did you mean 'check'?")

    def test_unknown_option(self):
        self.assert_usage("run", "town.yaml", "--thread", "2", naming="--thread")

    def test_no_scenario(self):
        self.assert_usage("run", naming="scenario")

    def test_two_scenarios_for_run(self):
        self.assert_usage("run", "town.yaml", "town.yaml", naming="town.yaml")

    def test_no_threads(self):
        self.assert_usage("run", "town.yaml", "--threads", "0", naming="--threads")

    def test_unknown_kind_of_progress(self):
        self.assert_usage("run", "town.yaml", "--progress", "loud", naming="loud")

    def test_nothing_was_computed(self):
        self.jumelle("run", "town.yaml", "--nonsense", code=USAGE)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["town.yaml"])


class Defaults(UserTest):
    """`run --dump-default`: the scenario with every choice written down."""

    def test_every_scenario_of_the_gallery_stays_the_same(self):
        shutil.copytree(ROOT / "scenarios", self.folder / "gallery")
        dumped = 0
        for scenario in sorted((self.folder / "gallery").glob("*/scenario.yaml")):
            if "JUMELLE_DATA" in scenario.read_text(encoding="utf-8"):
                continue
            text = self.jumelle("run", scenario, "--dump-default").stdout
            full = scenario.with_name("full.yaml")
            full.write_text(text, encoding="utf-8")
            self.assertEqual(self.jumelle("run", full, "--dump-default").stdout, text, scenario)
            self.assertIn("no faults", self.jumelle("check", full).stdout, text)
            dumped += 1
        self.assertGreater(dumped, 6)
        self.assertEqual(list(self.folder.glob("out*")), [], "nothing was computed")

    def test_the_run_is_the_same(self):
        self.write("town.yaml", TOWN)
        text = self.jumelle("run", "town.yaml", "--set", "models.flood.infiltration=green_ampt", "--dump-default").stdout
        self.assertIn("infiltration: green_ampt\n", text)
        self.assertIn("scheme: second_order", text)
        self.write("full.yaml", text)
        full = run_json(self.jumelle("run", "full.yaml", "--json"))
        short = run_json(self.jumelle("run", "town.yaml", "--set", "models.flood.infiltration=green_ampt", "--json"))
        self.assertEqual(full["data_sha256"], short["data_sha256"])

    def test_faults_are_told(self):
        self.write("bad.yaml", TOWN.replace("rain: 60 mm/h", "rian: 60 mm/h"))
        done = self.jumelle("run", "bad.yaml", "--dump-default", code=BAD_CONFIGURATION)
        self.assertEqual(done.stdout, "")
        self.assert_one_fault(done.stderr, "rian")


class Help(UserTest):
    def test_version_is_that_of_the_project(self):
        project = re.search(r"project\(jumelle VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())
        self.assertEqual(self.jumelle("--version").stdout, f"jumelle {project.group(1)}\n")

    def test_help_names_every_verb_of_the_documentation(self):
        page = (ROOT / "docs/command.md").read_text(encoding="utf-8")
        verbs = set(re.findall(r"^jumelle (\w+)", page, re.MULTILINE))
        self.assertGreaterEqual(verbs, {"run", "check", "describe", "export", "info"})
        text = self.jumelle("--help").stdout
        for verb in verbs:
            self.assertRegex(text, rf"(?m)^  {verb} ")

    def test_help_of_each_verb_names_the_options_of_the_documentation(self):
        page = (ROOT / "docs/command.md").read_text(encoding="utf-8")
        for line in re.findall(r"^jumelle \w+.*", page, re.MULTILINE):
            # `study run|resume STUDY.yaml`: what follows is of each of the words
            verb, *words = line.split()[1:3]
            actions = words[0].split("|") if verb == "study" else [""]
            text = "".join(self.jumelle(verb, *filter(None, [action]), "--help").stdout for action in actions)
            for option in re.findall(r"--\w+", line):
                self.assertIn(option, text, f"jumelle {verb} --help")


class Run(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN)

    def test_json_equals_run_json_and_has_the_keys_of_the_documentation(self):
        done = self.jumelle("run", "town.yaml", "-o", "out", "--json")
        run = run_json(done)
        self.assertEqual(run, json.loads((self.folder / "out/run.json").read_text(encoding="utf-8")))
        self.assertEqual(set(run), {"run", "status", "scenario_sha256", "sha256", "data_sha256", "indicators", "balance",
                                    "timing", "peak_memory_bytes"})
        self.assertEqual((run["run"], run["status"]), ("out/run.nc", "completed"))
        self.assertEqual(set(run["balance"]["flood"]), {"quantity", "unit", "in", "out", "stored_at_start", "stored",
                                                        "lost", "error_relative", "terms"})
        self.assertEqual(set(run["timing"]), {"wall_s", "cpu_s", "steps", "threads", "cell_updates_per_cpu_s"})
        for indicator in run["indicators"].values():
            self.assertEqual(set(indicator), {"value", "unit"})
        # 60 mm/h for 4 min on 200 m × 200 m
        self.assertAlmostEqual(run["balance"]["flood"]["in"], 160.0, places=6)
        self.assertGreater(run["timing"]["steps"], 0)

    def test_sha256_is_that_of_the_file(self):
        import hashlib
        run = run_json(self.jumelle("run", "town.yaml", "-o", "out", "--json"))
        self.assertEqual(run["sha256"], hashlib.sha256((self.folder / "out/run.nc").read_bytes()).hexdigest())

    def test_gauges_are_listed_where_something_was_observed(self):
        gauge = "outputs.gauges=[{name: square, at: centre, observed: {water_depth: 1 m}}]"
        run = run_json(self.jumelle("run", "town.yaml", "--set", gauge, "--json"))
        self.assertEqual(len(run["gauges"]), 1)
        row = run["gauges"][0]
        self.assertEqual(set(row), {"name", "field", "observed", "computed", "error", "unit"})
        self.assertEqual((row["name"], row["field"], row["observed"]), ("square", "water_depth", 1.0))
        self.assertAlmostEqual(row["error"], row["computed"] - 1.0)

    def test_gauges_are_compared_with_tables_over_time(self):
        self.write("depths.csv", "time [min],depth [cm]\n0,0\n2,1\n4,2\n")
        gauge = "outputs.gauges=[{name: square, at: centre, observed: {water_depth: {csv: depths.csv}}}]"
        run = run_json(self.jumelle("run", "town.yaml", "-o", "out", "--set", gauge, "--json"))
        self.assertNotIn("gauges", run)
        self.assertEqual(len(run["gauge_series"]), 1)
        row = run["gauge_series"][0]
        self.assertEqual(set(row), {"name", "field", "unit", "count", "mean_error", "mean_absolute_error",
                                    "root_mean_square_error", "efficiency", "observed_peak", "computed_peak",
                                    "peak_delay_s"})
        self.assertEqual((row["name"], row["field"], row["unit"], row["count"]), ("square", "water_depth", "m", 3))
        self.assertAlmostEqual(row["observed_peak"], 0.02)
        text = self.jumelle("run", "town.yaml", "-o", "out", "--set", gauge).stdout
        self.assertRegex(text, r"(?m)^square +water_depth +3 ")

    def test_results_go_to_stdout_and_messages_to_stderr(self):
        done = self.jumelle("run", "town.yaml", "-o", "out")
        self.assertIn("results: out/run.nc", done.stdout)
        self.assertIn("balance", done.stdout)
        self.assertNotIn("info:", done.stdout)
        self.assertIn("info: A small town: 20 × 20 cells of 10 m", done.stderr)

    def test_no_zero_has_a_sign(self):
        done = self.jumelle("run", "town.yaml", "-o", "out")
        self.assertNotRegex(done.stdout, r"-0(\s|$)")
        self.assertNotIn("-0.0,", (self.folder / "out/run.json").read_text())

    def test_quiet_says_nothing_wherever_it_stands(self):
        self.assertEqual(self.jumelle("-q", "run", "town.yaml").stderr, "")
        self.assertEqual(self.jumelle("run", "town.yaml", "-q").stderr, "")

    def test_the_output_folder_is_named_after_file_or_folder(self):
        self.jumelle("run", "town.yaml")
        self.write("bridge/scenario.yaml", TOWN)
        self.jumelle("run", "bridge/scenario.yaml")
        self.assertEqual(sorted(path.name for path in (self.folder / "out").iterdir()), ["bridge", "town"])
        self.assertEqual(sorted(path.name for path in (self.folder / "out/town").iterdir()), ["run.json", "run.nc"])

    def test_progress_as_json_lines_reaches_the_end(self):
        done = self.jumelle("run", "town.yaml", "-q", "--progress", "json")
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        self.assertEqual([line["elapsed_s"] for line in lines], [60.0, 120.0, 180.0, 240.0])
        for line in lines:
            self.assertEqual(line["duration_s"], 240.0)
            self.assertLess(line["balance_error_relative"], 1e-9)

    def test_progress_is_silent_in_a_pipe_and_a_line_where_asked(self):
        self.assertEqual(self.jumelle("run", "town.yaml", "-q").stderr, "")
        self.assertIn("4 min of 4 min", self.jumelle("run", "town.yaml", "-q", "--progress", "line").stderr)

    def test_threads_are_told_and_do_not_change_the_numbers(self):
        one = run_json(self.jumelle("run", "town.yaml", "--json", "--threads", "1"))
        two = run_json(self.jumelle("run", "town.yaml", "--json", "--threads", "2"))
        self.assertEqual((one["timing"]["threads"], two["timing"]["threads"]), (1, 2))
        self.assertEqual(one["indicators"], two["indicators"])

    def test_bytes_that_are_no_text_in_a_name_do_no_harm(self):
        name = os.fsdecode(b"\xff")
        (self.folder / (name + ".yaml")).write_text(TOWN, encoding="utf-8")
        done = self.jumelle("run", name + ".yaml", "-o", name, "--json", errors="surrogateescape")
        self.assertEqual(run_json(done)["run"], "\ufffd/run.nc")
        self.jumelle("check", name + ".yaml", "--json", errors="surrogateescape")


class Set(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN)

    def test_changes_the_run(self):
        less = run_json(self.jumelle("run", "town.yaml", "--json", "--set", "forcing.rain=30 mm/h"))
        self.assertAlmostEqual(less["balance"]["flood"]["in"], 80.0, places=6)

    def test_may_be_repeated_and_the_last_wins(self):
        done = self.jumelle("run", "town.yaml", "--json", "--set", "forcing.rain=30 mm/h", "--set",
                            "time.duration=2 min", "--set", "forcing.rain=15 mm/h")
        self.assertAlmostEqual(run_json(done)["balance"]["flood"]["in"], 20.0, places=6)

    def test_faults_name_their_place_once(self):
        for assignment, place, hint in [
                ("models.flood.maning=0.1 s/m^(1/3)", "--set models.flood.maning: unknown key", "did you mean 'manning'?"),
                ("models.flood.manning=2 m", "--set models.flood.manning: 2 m has the wrong unit", "s/m^(1/3)"),
                ("models.flood.scheme=third_order", "--set models.flood.scheme: 'third_order'", "second_order"),
                ("territory.resolution=10", "--set territory.resolution: '10' has no unit", "write 10 m"),
                ("resolution", "--set resolution: is not of the form key.path=value", "key"),
                ("models={}", "--set models: names no model", "flood:")]:
            with self.subTest(assignment=assignment):
                done = self.jumelle("run", "town.yaml", "--set", assignment, code=BAD_CONFIGURATION)
                self.assert_one_fault(done.stderr, place, hint)
                self.assertEqual(done.stdout, "")

    def test_faults_found_with_the_territory_name_their_place_once(self):
        done = self.jumelle("run", "town.yaml", "--set", "territory.crs=EPSG:99", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "the CRS 'EPSG:99' is not known")
        self.assertEqual(done.stderr.count("territory.crs"), 1, done.stderr)


class ExitCodes(UserTest):
    def test_missing_scenario(self):
        self.write("town.yaml", TOWN)
        done = self.jumelle("run", "twon.yaml", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "twon.yaml: there is no such scenario", "did you mean 'town.yaml'?")

    def test_folder_in_place_of_a_scenario(self):
        self.write("towns/town.yaml", TOWN)
        done = self.jumelle("run", "towns", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "towns: is a folder, not a scenario", "town.yaml")

    def test_bad_data(self):
        self.write("q.csv", "time [s],q [m3/s]\n0,1\n60,two\n")
        self.write("town.yaml", TOWN.replace(
            "  rain: 60 mm/h", "  inflows: [{name: river, at: river_inflow, discharge: {csv: q.csv}}]"))
        done = self.jumelle("run", "town.yaml", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "q.csv:3:4:", "'two' is not a number")

    def test_output_folder_that_is_a_file(self):
        self.write("town.yaml", TOWN)
        self.write("file", "")
        done = self.jumelle("run", "town.yaml", "-o", "file/out", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "cannot make folder file/out", "Not a directory")

    def test_two_runs_into_one_folder(self):
        self.write("town.yaml", TOWN)
        self.write("out/run.nc.lock", "1 1 another.host\n")
        done = self.jumelle("-q", "run", "town.yaml", "-o", "out", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "is being written by process 1 on another.host", "out/run.nc.lock")

    def test_run_json_that_cannot_be_written(self):
        self.write("town.yaml", TOWN)
        self.write("out/run.json", "of yesterday")
        (self.folder / "out/run.json.part").mkdir()
        done = self.jumelle("-q", "run", "town.yaml", "-o", "out", code=IO_ERROR)
        self.assert_one_fault(done.stderr, "cannot write out/run.json: Is a directory")
        self.assertEqual((self.folder / "out/run.json").read_text(), "of yesterday")

    def test_failed_run(self):
        self.write("town.yaml", TOWN)
        self.jumelle("run", "town.yaml", "--set", "forcing.borders.north={level: 1e200 m}", code=RUN_FAILED)


class Check(UserTest):
    def setUp(self):
        super().setUp()
        self.write("town.yaml", TOWN)
        self.write("wrong.yaml", TOWN.replace("resolution: 10 m", "resolution: 10"))
        self.write("worse.yaml", TOWN.replace("resolution: 10 m", "resolution: 10").replace("flood:", "floo:"))

    def test_tells_cells_outputs_memory_and_size(self):
        text = self.jumelle("check", "town.yaml").stdout
        self.assertRegex(text, r"^town.yaml: no faults; 400 cells, 3 output times, about .* MB of memory, "
                               r"at most .* MB of results\n$")

    def test_writes_nothing(self):
        before = self.bytes_of(".")
        self.jumelle("check", "town.yaml")
        self.assertEqual(self.bytes_of("."), before)

    def test_tells_of_every_file(self):
        done = self.jumelle("check", "wrong.yaml", "town.yaml", "none.yaml", "worse.yaml", code=BAD_CONFIGURATION)
        self.assertIn("town.yaml: no faults", done.stdout)
        self.assertIn("wrong.yaml:5:15: territory.resolution: '10' has no unit\n  hint: write 10 m\n"
                      "wrong.yaml: 1 fault\n", done.stderr)
        self.assertIn("none.yaml: there is no such scenario", done.stderr)
        self.assertIn("worse.yaml: 2 faults\n", done.stderr)

    def test_json_is_one_list_with_faults_or_cost(self):
        done = self.jumelle("check", "town.yaml", "worse.yaml", "--json", code=BAD_CONFIGURATION)
        good, bad = json.loads(done.stdout)
        self.assertEqual((good["file"], good["faults"]), ("town.yaml", []))
        self.assertEqual((good["cost"]["cells"], good["cost"]["outputs"]), (400, 3))
        self.assertNotIn("cost", bad)
        self.assertEqual([(fault["line"], fault["column"], fault["key"]) for fault in bad["faults"]],
                         [(5, 15, "territory.resolution"), (10, 3, "models.floo")])
        self.assertEqual(bad["faults"][1]["hint"], "did you mean 'flood'?")

    def test_set_applies_to_all_files(self):
        self.jumelle("check", "town.yaml", "wrong.yaml", "--set", "territory.resolution=5 m")
        done = self.jumelle("check", "town.yaml", "--set", "territory.resolution=5 m", "--json")
        self.assertEqual(json.loads(done.stdout)[0]["cost"]["cells"], 1600)

    def test_a_fault_of_set_keeps_its_key(self):
        done = self.jumelle("check", "town.yaml", "--json", "--set", "forcing.rain=3 m", code=BAD_CONFIGURATION)
        fault = json.loads(done.stdout)[0]["faults"][0]
        self.assertEqual((fault["file"], fault["key"]), ("--set forcing.rain", "forcing.rain"))


class Describe(UserTest):
    def test_overview_names_models_and_sections(self):
        text = self.jumelle("describe").stdout
        for name in ("flood", "decay", "territory", "forcing", "time", "models", "outputs", "indicators", "fields"):
            self.assertRegex(text, rf"\b{name}\b")

    def test_subjects(self):
        for subject, words in {"flood": ["manning", "0.005 .. 0.5 s/m^(1/3)", "water_depth [m]", "max_water_depth"],
                               "models.flood": ["manning"],
                               "decay": ["half_life", "6 h"],
                               "territory": ["resolution", "synthetic_town", "elevation"],
                               "forcing": ["design_storm", "inflows", "borders"],
                               "outputs.gauges": ["radius"],
                               "fields": ["elevation [m]", "manning [s m-1/3]"],
                               "indicators": ["flooded_area [ha]", "Source:"]}.items():
            with self.subTest(subject=subject):
                done = self.jumelle("describe", subject)
                for word in words:
                    self.assertIn(word, done.stdout)
                self.assertEqual(done.stderr, "")

    def test_unknown_subject_gets_the_nearest_name(self):
        for wrong, right in (("floood", "flood"), ("teritory", "territory"), ("indicator", "indicators")):
            done = self.jumelle("describe", wrong, code=BAD_CONFIGURATION)
            self.assert_one_fault(done.stderr, f"nothing is called '{wrong}'", f"did you mean '{right}'?")

    def test_far_subject_gets_each_known_name_once(self):
        done = self.jumelle("describe", "xyzxyz", code=BAD_CONFIGURATION)
        names = done.stderr.split("known: ")[1].strip().split(", ")
        self.assertEqual(len(names), len(set(names)), names)
        self.assertLessEqual({"flood", "fields", "indicators"}, set(names))

    def test_pages_made_from_the_code_are_current(self):
        for subject in ("indicators", "measures"):
            page = (ROOT / f"docs/{subject}.md").read_text(encoding="utf-8")
            self.assertEqual(self.jumelle("describe", subject, "--markdown").stdout, page,
                             f"make it again: jumelle describe {subject} --markdown > docs/{subject}.md")
        done = self.jumelle("describe", "flood", "--markdown", code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "there is no page of 'flood'", "indicators")

    def test_schema_judges_scenarios_as_the_program_does(self):
        import jsonschema
        import yaml
        schema = json.loads(self.jumelle("describe", "--schema").stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        judge = jsonschema.Draft202012Validator(schema)
        # The loader must leave moments as text, as JSON has no others.
        good = yaml.load(TOWN, Loader=yaml.BaseLoader)
        good["jumelle"] = 1
        good["territory"]["synthetic_town"]["seed"] = 7
        self.assertEqual([error.message for error in judge.iter_errors(good)], [])
        good["models"] = {"floood": {}}
        self.assertFalse(judge.is_valid(good))


class Info(UserTest):
    def test_text_and_json_tell_the_same(self):
        text = self.jumelle("info").stdout
        told = json.loads(self.jumelle("info", "--json").stdout)
        self.assertEqual(told["models"], ["decay", "flood", "heat", "traffic"])
        for key in ("version", "revision", "compiler", "HDF5", "GDAL", "PROJ", "cores"):
            self.assertTrue(told[key])
            self.assertRegex(text, rf"(?m)^{key} +{re.escape(told[key])}$")


if __name__ == "__main__":
    main()
