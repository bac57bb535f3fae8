"""`jumelle study`: planning options under several samples, stopped and resumed.

Called as: study_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import csv
import json
import random
import re
import signal
import subprocess
import time

from user import BAD_CONFIGURATION, BAD_DATA, ROOT, RUN_FAILED, TOWN, USAGE, UserTest, main

STUDY = """\
jumelle_study: 1
name: A small study
base: base.yaml
variants:
  today:
  plain: {set: {models.flood.scheme: first_order}}
  soft: {measures: [soft.yaml]}
samples:
  matrix: {forcing.rain: [30 mm/h, 60 mm/h]}
"""

SOFT = "- set_field: {inside: {circle: {centre: [%d, %d], radius: 60 m}}, set: {land_cover: 4}}\n"


class Study(UserTest):
    def setUp(self):
        super().setUp()
        self.write("base.yaml", TOWN)
        self.write("soft.yaml", SOFT % (700100, 6599900))

    def study(self, action, *arguments, text=STUDY, **options):
        self.write("study.yaml", text)
        return self.jumelle("study", action, "study.yaml", "-o", "made", *arguments, **options)

    def states(self):
        return json.loads(self.study("status", "--json").stdout)["states"]

    def table(self, name):
        with (self.folder / "made" / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def sums(self):
        """results file: checksum of its numbers"""
        return {str(path.parent.relative_to(self.folder / "made")): json.loads(path.read_text()).get("data_sha256")
                for path in (self.folder / "made").rglob("run.json")}

    def test_plan_tells_every_run_and_computes_none(self):
        done = self.study("plan")
        self.assertIn("3 variants × 2 samples: 6 runs", done.stdout)
        rows = self.table("design.csv")
        self.assertEqual([row["variant"] for row in rows], ["today"] * 2 + ["plain"] * 2 + ["soft"] * 2)
        self.assertEqual(rows[3]["forcing.rain"], "60 mm/h")
        self.assertEqual(rows[3]["models.flood.scheme"], "first_order")
        self.assertEqual(rows[0]["models.flood.scheme"], "")
        self.assertEqual(rows[3]["results"], "runs/plain/60_mm_h/run.nc")
        self.assertEqual(len({row["scenario_sha256"] for row in rows}), 6)
        self.assertEqual(self.states(), {"missing": 6})
        self.assertEqual(list((self.folder / "made").rglob("run.nc")), [])

    def test_run_computes_what_single_runs_compute(self):
        self.study("run")
        self.assertEqual(self.states(), {"done": 6})
        measures = TOWN.replace("60 mm/h", "30 mm/h") + "measures:\n  " + (self.folder / "soft.yaml").read_text()
        self.write("single.yaml", measures)
        single = json.loads(self.jumelle("run", "single.yaml", "-o", "single", "--json").stdout)
        self.assertEqual(self.sums()["runs/soft/30_mm_h"], single["data_sha256"])
        self.assertEqual(len(set(self.sums().values())), 6)

    def test_a_second_run_computes_nothing(self):
        self.study("run")
        before = self.bytes_of("made")
        self.assertIn("0 runs computed", self.study("run").stdout)
        self.assertEqual(self.bytes_of("made"), before)

    def test_any_number_of_threads_computes_the_same(self):
        self.study("run", "--threads", "1")
        one = self.sums()
        for path in (self.folder / "made").rglob("run.json"):
            path.unlink()
        self.study("run", "--threads", "2")
        self.assertEqual(self.sums(), one)

    def test_killed_again_and_again_it_ends_with_the_same_results(self):
        self.study("run")
        undisturbed = self.sums()
        for path in (self.folder / "made").rglob("run.*"):
            path.unlink()
        random.seed(7)
        finished = set()
        for _ in range(8):
            process = subprocess.Popen([str(self.program), "study", "run", "study.yaml", "-o", "made"],
                                       cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.02, 0.25))
            process.send_signal(signal.SIGKILL)
            process.wait()
            complete = {folder: (self.folder / "made" / folder / "run.nc").stat().st_mtime_ns
                        for folder, checksum in self.sums().items() if checksum}
            self.assertTrue(finished <= set(complete.items()), "a finished run was computed again")
            finished = set(complete.items())
        self.study("resume")
        self.assertEqual(self.sums(), undisturbed)
        self.assertEqual(self.states(), {"done": 6})

    def test_a_damaged_run_is_told_and_only_it_is_computed_again(self):
        self.study("run")
        undisturbed = self.sums()
        results = self.folder / "made" / "runs" / "plain" / "30_mm_h" / "run.nc"
        content = bytearray(results.read_bytes())
        content[len(content) // 2] ^= 1
        results.write_bytes(content)
        told = self.study("status").stdout
        self.assertIn("5 done", told)
        self.assertIn("plain, 30 mm/h: damaged", told)
        self.assertIn("1 runs computed", self.study("resume").stdout)
        self.assertEqual(self.sums(), undisturbed)

    def test_a_run_that_was_cut_off_is_computed_again(self):
        self.study("run")
        results = self.folder / "made" / "runs" / "today" / "60_mm_h" / "run.nc"
        results.write_bytes(results.read_bytes()[:1000])
        self.assertEqual(self.states(), {"damaged": 1, "done": 5})
        (results.parent / "run.json").write_text("{")
        self.assertEqual(self.states(), {"damaged": 1, "done": 5})
        results.unlink()
        (results.parent / "run.json").unlink()
        self.assertEqual(self.states(), {"missing": 1, "done": 5})

    def test_a_changed_scenario_or_input_makes_runs_stale(self):
        series = "time [min],rain [mm/h]\n0,20\n4,20\n"
        self.write("rain.csv", series)
        text = STUDY.replace("[30 mm/h, 60 mm/h]", "[{csv: rain.csv}, 60 mm/h]")
        self.study("run", text=text)
        self.write("rain.csv", series.replace("20", "25"))
        self.assertIn("3 stale", self.study("status", text=text).stdout)
        self.assertIn("3 runs computed", self.study("run", text=text).stdout)
        self.write("base.yaml", TOWN.replace("4 min", "3 min"))
        self.assertIn("6 stale", self.study("status", text=text).stdout)

    def test_runs_that_are_the_same_are_computed_once(self):
        text = STUDY.replace("  today:\n", "  today:\n  again: {}\n")
        self.assertIn("8 runs, 6 of them different", self.study("plan", text=text).stdout)
        self.assertIn("6 runs computed", self.study("run", text=text).stdout)
        told = json.loads(self.study("collect", "--json", text=text).stdout)
        depth = told["indicators"]["max_depth"]["variants"]
        self.assertEqual(depth[0]["values"], depth[1]["values"])

    def test_collect_gives_means_spreads_and_paired_changes(self):
        self.study("run")
        told = json.loads(self.study("collect", "--json").stdout)
        self.assertEqual(told["samples"], ["30 mm/h", "60 mm/h"])
        by_hand = {}
        for variant in ("today", "plain"):
            by_hand[variant] = [
                json.loads((self.folder / "made" / "runs" / variant / sample / "run.json").read_text())
                ["indicators"]["max_depth"]["value"] for sample in ("30_mm_h", "60_mm_h")]
        first, second = (told["indicators"]["max_depth"]["variants"][i] for i in (0, 1))
        self.assertEqual(first["values"], by_hand["today"])
        self.assertAlmostEqual(first["mean"], sum(by_hand["today"]) / 2, places=14)
        self.assertEqual((first["low"], first["high"]), (min(by_hand["today"]), max(by_hand["today"])))
        change = sum(b - a for a, b in zip(by_hand["today"], by_hand["plain"])) / 2
        self.assertNotEqual(change, 0.0)
        self.assertAlmostEqual(second["difference"], change, places=14)
        self.assertAlmostEqual(second["share"], change / (sum(by_hand["today"]) / 2), places=12)
        rows = self.table("indicators.csv")
        self.assertEqual(len(rows), 6)
        self.assertEqual(float(rows[2]["max_depth [m]"]), by_hand["plain"][0])
        table = self.study("collect").stdout
        self.assertIn("mean over 2 samples (change against today)", table)
        self.assertIn("max_depth", table)

    def test_collect_refuses_a_study_with_holes_unless_told(self):
        self.study("plan")
        done = self.study("collect", code=BAD_DATA)
        self.assert_one_fault(done.stderr, "6 of 6 runs are not done", "jumelle study resume")
        self.study("run")
        (self.folder / "made" / "runs" / "plain" / "30_mm_h" / "run.json").unlink()
        self.assert_one_fault(self.study("collect", code=BAD_DATA).stderr, "1 of 6 runs are not done")
        told = json.loads(self.study("collect", "--incomplete", "--json").stdout)
        self.assertEqual(told["indicators"]["max_depth"]["variants"][1]["count"], 1)

    def test_a_failed_run_does_not_keep_the_others_from_being_done(self):
        self.write("soft.yaml", SOFT % (0, 0))  # outside the town
        done = self.study("run", "--threads", "1", code=RUN_FAILED)
        self.assertIn("4 runs computed, 2 failed", done.stdout)
        self.assertEqual(self.states(), {"done": 4, "failed": 2})
        error = json.loads((self.folder / "made" / "runs" / "soft" / "30_mm_h" / "run.json").read_text())["error"]
        self.assertIn("soft.yaml:1:", error)
        first = STUDY.replace("  today:\n  plain", "  plain").replace("  soft: {measures: [soft.yaml]}\n", "")
        first = first.replace("variants:\n", "variants:\n  soft: {measures: [soft.yaml]}\n")
        for path in (self.folder / "made").rglob("run.json"):
            path.unlink()
        self.study("run", "--threads", "1", text=first + "on_failure: stop\n", code=RUN_FAILED)
        self.assertEqual(self.states(), {"failed": 1, "missing": 5})
        self.write("soft.yaml", SOFT % (700100, 6599900))
        self.study("resume")
        self.assertEqual(self.states(), {"done": 6})

    def test_faults_of_runs_are_told_once_at_their_place_in_the_study(self):
        done = self.study("plan", text=STUDY.replace("first_order", "third_order"), code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "study.yaml:6:38: models.flood.scheme", "second_order")
        done = self.study("plan", text=STUDY.replace("flood.scheme", "flood.sceme"),
                          code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "study.yaml:6", "did you mean 'scheme'?")
        done = self.study("run", text=STUDY.replace("base.yaml", "bas.yaml"), code=BAD_CONFIGURATION)
        self.assert_one_fault(done.stderr, "study.yaml:3:7: base", "bas.yaml")
        self.write("soft.yaml", "- plant_tree: {}\n")
        self.assert_one_fault(self.study("plan", code=BAD_CONFIGURATION).stderr, "soft.yaml:1:3", "plant_trees")

    def test_the_documented_study_has_no_faults_but_computes(self):
        page = (ROOT / "docs" / "study.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```yaml\n(jumelle_study:.*?)^```$", page, re.MULTILINE | re.DOTALL)
        self.assertEqual(len(blocks), 1)
        self.write("trees.yaml", "- plant_trees: {inside: {circle: {centre: [700100, 6599900], radius: 40 m}}, "
                                 "cover: 20 %, height: 8 m}\n")
        self.assertIn("12 runs computed, 0 failed", self.study("run", text=blocks[0]).stdout)

    def test_wrong_use(self):
        self.jumelle("study", code=USAGE)
        self.jumelle("study", "run", code=USAGE)
        self.jumelle("study", "walk", "study.yaml", code=USAGE)
        self.assert_one_fault(self.jumelle("study", "run", "gone.yaml", code=BAD_CONFIGURATION).stderr,
                              "there is no such study")


if __name__ == "__main__":
    main()
