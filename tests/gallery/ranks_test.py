"""The field data of a run must be the same to the last bit for any number of ranks and threads.

    ranks_test.py JUMELLE SCENARIOS [--all] -- MPIRUN...

Without --all only some of 1-4 ranks x 1-2 threads are tried, and shorter runs.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

SOME = [(1, 1), (2, 2), (3, 1), (4, 1)]
ALL = [(ranks, threads) for ranks in (1, 2, 3, 4) for threads in (1, 2)]

# A coupled town: water, heat and traffic tell each other of themselves, drains and measures apart.
SMALL_TOWN = ["territory.synthetic_town.size=400 m", "time.duration=40 min", "time.exchange_every=10 min",
              "outputs.every=20 min", "forcing.rain.design_storm.start=5 min",
              "forcing.rain.design_storm.duration=20 min", "models.heat.spin_up=2 h"]
HOT_DAY = ["territory.synthetic_town.size=400 m", "time.start=2025-07-01T09:00+01:00", "time.duration=4 h",
           "models.heat.spin_up=2 h"]


def run(jumelle, mpirun, scenario, sets, ranks, threads):
    with tempfile.TemporaryDirectory() as folder:
        command = [*mpirun, "-n", str(ranks)] if ranks > 1 else []
        command += [jumelle, "-q", "run", str(scenario), "-o", folder, "--threads", str(threads)]
        for value in sets:
            command += ["--set", value]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads((pathlib.Path(folder) / "run.json").read_text())


def differs(jumelle, mpirun, scenario, sets, choices):
    """Whether any choice gives other fields, indicators or balances than the first."""
    first, failed = None, False
    for ranks, threads in choices:
        told = run(jumelle, mpirun, scenario, sets, ranks, threads)
        parallel = told.get("parallel", {"ranks": 1})
        print(f"  {ranks} x {threads}: {told['data_sha256'][:16]} {told['timing']['wall_s']:.2f} s {parallel}")
        answer = [told[key] for key in ("data_sha256", "indicators", "balance")] + [told.get("series")]
        first = first or answer
        failed |= answer != first or parallel["ranks"] != ranks
        if ranks > 1:
            failed |= parallel["collective_bytes"] <= 0
            failed |= "flood" in told["balance"] and min(parallel["halo_bytes"], parallel["halo_messages"]) <= 0
    return failed


def main():
    own, mpirun = sys.argv[1 : sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1 :]
    jumelle, scenarios = own[0], pathlib.Path(own[1])
    is_all = "--all" in own
    data = pathlib.Path(os.environ.get("JUMELLE_DATA", scenarios.parent.parent / "shared" / "data"))
    cases = [("04_hot_day_in_a_grid_town", [] if is_all else HOT_DAY),
             ("07_trees_or_basins", [] if is_all else SMALL_TOWN)]
    if data.is_dir():
        cases.append(("03_merewether", [] if is_all else ["time.duration=1 min"]))
    else:
        print(f"SKIPPED: 03_merewether needs the data folder {data}")
    failed = False
    for name, sets in cases:
        print(name, flush=True)
        failed |= differs(jumelle, mpirun, scenarios / name / "scenario.yaml", sets, ALL if is_all else SOME)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
