"""Runs one scenario of the gallery and compares run.json with the ranges in its expect.yaml.

expect.yaml:
    needs_data: true                       # skipped, loudly, where the data folder is absent
    indicators: {name: [low, high]}
    balance: {model: largest relative error}
    gauges: {mean_absolute_error: largest}
    traffic: {name: [low, high]}
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import yaml

SKIPPED = 77


def data_folder(scenario_dir):
    named = os.environ.get("JUMELLE_DATA")
    return pathlib.Path(named) if named else scenario_dir.parent.parent.parent / "shared" / "data"


def faults(run, expect):
    """What does not hold, one sentence each."""
    found = []
    for name, (low, high) in expect.get("indicators", {}).items():
        value = run["indicators"].get(name, {}).get("value")
        if value is None or not low <= value <= high:
            found.append(f"indicator {name} is {value}, expected {low} .. {high}")
    for model, limit in expect.get("balance", {}).items():
        error = run["balance"][model]["error_relative"]
        if not error <= float(limit):
            found.append(f"balance of {model} is off by {error}, allowed {limit}")
    for name, (low, high) in expect.get("traffic", {}).items():
        value = run.get("traffic", {}).get(name)
        if value is None or not low <= value <= high:
            found.append(f"{name} of the traffic is {value}, expected {low} .. {high}")
    limit = expect.get("gauges", {}).get("mean_absolute_error")
    if limit is not None:
        errors = [abs(gauge["error"]) for gauge in run["gauges"]]
        mean = sum(errors) / len(errors)
        print(f"mean absolute error at {len(errors)} gauges: {mean:.3f}")
        if not mean <= limit:
            found.append(f"mean absolute error at the gauges is {mean:.3f}, allowed {limit}")
    return found


def main():
    jumelle, scenario_dir = sys.argv[1], pathlib.Path(sys.argv[2])
    expect = yaml.safe_load((scenario_dir / "expect.yaml").read_text())
    if expect.get("needs_data") and not data_folder(scenario_dir).is_dir():
        print(f"SKIPPED: {scenario_dir.name} needs the data folder {data_folder(scenario_dir)} (set JUMELLE_DATA)")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([jumelle, "run", str(scenario_dir / "scenario.yaml"), "-o", folder, "--json"],
                              capture_output=True, text=True, check=False)
        print(done.stderr)
        if done.returncode != 0:
            print(f"FAILED: exit code {done.returncode}")
            return 1
        run = json.loads(done.stdout)
        assert json.loads((pathlib.Path(folder) / "run.json").read_text()) == run
    found = faults(run, expect)
    # The checker itself must be able to fail: an impossible range has to be found.
    numbers = ("indicators", "traffic")
    impossible = {kind: {name: [1.0, -1.0] for name in run.get(kind, {})} for kind in numbers}
    assert len(faults(run, impossible)) == sum(len(run.get(kind, {})) for kind in numbers)
    for fault in found:
        print("FAILED:", fault)
    print(json.dumps({name: value["value"] for name, value in run["indicators"].items()}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
