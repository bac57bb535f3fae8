"""Scenarios on published networks give the best-known objectives through the program itself.

Called as: published_objectives_test.py PATH_OF_JUMELLE [NAME]...
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
SCENARIO = """\
jumelle: 1
name: {name}
territory:
  roads: {{{roads}}}
  demand: {{{demand}}}
time: {{duration: 1 h, exchange_every: 1 h}}
models:
  traffic: {{gap: {gap}, iterations: 1000, {costs}}}
outputs: {{every: 1 h}}
"""


class Network:
    """Files and units of a network, the objective, how near a run must come, and trips without a way."""

    def __init__(self, net, trips, objective, **more):
        self.net, self.trips, self.objective = net, trips, objective
        self.units = more.get("units", "time_unit: 1 min")
        self.costs = more.get("costs", "water: ignored")
        self.gap, self.error = more.get("gap", "1e-13"), more.get("error", 1e-12)
        self.unreachable = more.get("unreachable", 0.0)


NETWORKS = {
    "SiouxFalls": Network("SiouxFalls_net.tntp", "SiouxFalls_trips.tntp", 4231335.287107440, units="time_unit: 0.01 h"),
    "EMA": Network("EMA_net.tntp", "EMA_trips.tntp", 26160.345922911, units="time_unit: 1 h"),
    "Anaheim": Network("Anaheim_net.tntp", "Anaheim_trips.tntp", 1286032.171096032),
    "Barcelona": Network("Barcelona_net.tntp", "Barcelona_trips.tntp", 1265654.922031766),
    "Chicago-Sketch": Network("ChicagoSketch_net.tntp", "ChicagoSketch_trips.tntp", 17313018.738747790,
                              units="time_unit: 1 min, length_unit: 1 mile",
                              costs="distance_cost: 0.04 min/mile, value_of_time: 3000 1/h"),
    "Berlin-Center": Network("berlin-center_net.tntp", "berlin-center_trips.tntp", 20817218.443236634, gap="1e-11",
                             error=1e-10),
    "Austin": Network("austin_closure_net.txt", "austin_trips.txt", 17720214.500504564, gap="1e-11", error=1e-10,
                      unreachable=3075.0),
}


def run(program, folder, name, network):
    data = pathlib.Path(folder) / name
    with tempfile.TemporaryDirectory() as out:
        scenario = pathlib.Path(out) / "scenario.yaml"
        scenario.write_text(SCENARIO.format(name=name, roads=f"tntp: {data / network.net}, {network.units}",
                                            demand=f"tntp: {data / network.trips}", gap=network.gap, costs=network.costs))
        done = subprocess.run([program, "run", scenario, "-o", out, "--json"], capture_output=True, text=True, check=False)
        print(done.stderr)
        return json.loads(done.stdout)


def faults(told, network):
    """What does not hold, one sentence each."""
    found = []
    error = told["traffic"]["objective"] / network.objective - 1
    if not abs(error) <= network.error:
        found.append(f"the objective is {told['traffic']['objective']}, off by {error}")
    if not abs(told["traffic"]["relative_gap"]) <= float(network.gap):
        found.append(f"the gap is {told['traffic']['relative_gap']}")
    if not abs(told["indicators"]["unreachable_trips"]["value"] - network.unreachable) <= 1e-6:
        found.append(f"{told['indicators']['unreachable_trips']['value']} trips are unreachable")
    if not told["balance"]["traffic"]["error_relative"] <= 1e-10:
        found.append(f"the account is off by {told['balance']['traffic']['error_relative']}")
    return found


def main():
    program, names = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:] or list(NETWORKS)
    root = pathlib.Path(__file__).resolve().parents[3]
    folder = pathlib.Path(os.environ.get("JUMELLE_DATA", root.parent / "shared/data")) / "traffic"
    if not folder.is_dir():
        print(f"*** NOT TESTED: objectives of {', '.join(names)}; {folder} is not there. Set JUMELLE_DATA.")
        return SKIPPED
    failed = 0
    for name in names:
        told = run(program, folder, name, NETWORKS[name])
        found = faults(told, NETWORKS[name])
        print(name, told["traffic"], told["timing"]["cpu_s"], "CPU s", *found, sep="\n  ")
        failed += len(found)
        # The checker itself must be able to fail.
        told["traffic"]["objective"] *= 1 + 1e-9
        assert faults(told, NETWORKS[name])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
