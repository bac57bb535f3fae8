"""A study in which one street after the other closes. All its runs begin with the equilibrium on open streets, which a
process finds once; what a run says must not depend on which others the process computes, nor in which order.

Called as: study_closures_test.py PATH_OF_JUMELLE [unittest arguments]
"""

import csv
import json
import random

from user import OK, UserTest, main

SEED = 20251130
SIDE, CLOSURES = 12, 200
BASE = """\
jumelle: 1
name: A town of squares
territory:
  roads: {csv: links.csv, time_unit: 1 min}
  demand: {csv: trips.csv}
time: {duration: 1 h, exchange_every: 30 min}
models:
  traffic: {gap: 1e-6}
outputs: {every: 1 h}
"""


def streets():
    """Both ways between neighbours of a square grid of crossings."""
    pairs = []
    for row in range(SIDE):
        for column in range(SIDE):
            here = row * SIDE + column + 1
            pairs += [(here, here + 1)] if column + 1 < SIDE else []
            pairs += [(here, here + SIDE)] if row + 1 < SIDE else []
    return pairs + [(b, a) for a, b in pairs]


def links_csv(drawn):
    rows = ["from,to,capacity [veh/h],free_time [s]"]
    rows += [f"{a},{b},{drawn.uniform(300.0, 900.0):.1f},{drawn.uniform(30.0, 120.0):.2f}" for a, b in streets()]
    return "\n".join(rows) + "\n"


def trips_csv(drawn):
    rows = ["from,to,trips [veh/h]"]
    for _ in range(400):
        a, b = drawn.sample(range(1, SIDE * SIDE + 1), 2)
        rows.append(f"{a},{b},{drawn.uniform(10.0, 80.0):.2f}")
    return "\n".join(rows) + "\n"


class StudyClosures(UserTest):
    def setUp(self):
        super().setUp()
        drawn = random.Random(SEED)
        self.write("base.yaml", BASE)
        self.write("links.csv", links_csv(drawn))
        self.write("trips.csv", trips_csv(drawn))
        self.closed = [f"{a}-{b}" for a, b in drawn.sample(streets(), CLOSURES)]

    def write_study(self, names, change):
        text = "jumelle_study: 1\nname: Closures\nbase: base.yaml\nvariants:\n  open:\n"
        self.write("study.yaml", text + "".join(f"  close {name}: {change(name)}\n" for name in names))

    def by_parameter(self, name):
        return f"{{set: {{models.traffic.closures: [{{edges: ['{name}']}}]}}}}"

    def by_measure(self, name):
        return f"{{measures: [{{close_road: {{edges: ['{name}']}}}}]}}"

    def run_study(self, folder, *arguments, code=OK):
        self.jumelle("study", "run", "study.yaml", "-o", folder, *arguments, code=code, timeout=120)

    def told(self, folder):
        """variant: what run.json says of those that have been computed"""
        with (self.folder / folder / "design.csv").open(encoding="utf-8") as design:
            reports = {row["variant"]: (self.folder / folder / row["results"]).with_name("run.json")
                       for row in csv.DictReader(design)}
        return {name: json.loads(path.read_text()) for name, path in reports.items() if path.exists()}

    def sums(self, folder):
        return {name: told["data_sha256"] for name, told in self.told(folder).items()}

    def indicator(self, told, name):
        return told["indicators"][name]["value"]

    def test_two_hundred_closures_say_the_same_in_any_order_on_any_threads_and_in_shards(self):
        self.write_study(self.closed, self.by_parameter)
        self.run_study("whole", "--threads", "1")
        whole = self.sums("whole")
        self.assertEqual(len(whole), CLOSURES + 1)
        self.assertGreater(len(set(whole.values())), CLOSURES // 2, "closures change the flows")
        self.write_study(reversed(self.closed), self.by_parameter)
        self.run_study("shards", "--shard", "1/2", "--threads", "3")
        self.assertLess(len(self.sums("shards")), CLOSURES)
        self.run_study("shards", "--shard", "0/2", "--threads", "2")
        self.assertEqual(self.sums("shards"), whole)

    def test_a_run_of_the_study_is_the_run_by_itself(self):
        self.write_study(self.closed[:5], self.by_parameter)
        self.run_study("whole", "--threads", "1")
        whole = self.sums("whole")
        for name in self.closed[:5]:
            self.jumelle("run", "base.yaml", "-o", "alone", "--set",
                         f"models.traffic.closures=[{{edges: ['{name}']}}]")
            alone = json.loads((self.folder / "alone" / "run.json").read_text())
            self.assertEqual(alone["data_sha256"], whole[f"close {name}"])

    def test_closing_a_street_by_a_measure_says_what_closing_it_by_a_parameter_says(self):
        self.write_study(self.closed[:8], self.by_parameter)
        self.run_study("parameter", "--threads", "2")
        self.write_study(self.closed[:8], self.by_measure)
        self.run_study("measure", "--threads", "2")
        self.assertEqual(self.sums("measure"), self.sums("parameter"))

    def test_from_nothing_the_same_hours_are_driven_to_the_gap(self):
        self.write_study(self.closed[:8], self.by_parameter)
        self.write("base.yaml", BASE.replace("gap: 1e-6", "gap: 1e-9"))
        self.run_study("warm", "--threads", "2")
        self.write("base.yaml", BASE.replace("gap: 1e-6", "gap: 1e-9, start: nothing"))
        self.run_study("cold", "--threads", "2")
        warm, cold = self.told("warm"), self.told("cold")
        self.assertNotEqual(self.sums("warm"), self.sums("cold"), "they go different ways to the equilibrium")
        for name, told in warm.items():
            hours = self.indicator(told, "vehicle_hours")
            self.assertLess(abs(self.indicator(cold[name], "vehicle_hours") / hours - 1.0), 1e-5, name)


if __name__ == "__main__":
    main()
