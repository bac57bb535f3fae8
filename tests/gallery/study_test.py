"""Runs the study of a gallery folder and compares the changes of its variants with `study` in expect.yaml.

expect.yaml:
    study: {variant: {indicator: [low, high]}}   # paired change of the mean against the first variant, as a share
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import yaml


def faults(told, expect):
    """What does not hold, one sentence each."""
    found = []
    for variant, indicators in expect.items():
        for name, (low, high) in indicators.items():
            variants = told["indicators"].get(name, {}).get("variants", [])
            shares = [one["share"] for one in variants if one["variant"] == variant]
            if len(shares) != 1 or shares[0] is None or not low <= shares[0] <= high:
                found.append(f"{variant}: {name} changes by {shares}, expected {low} .. {high}")
    return found


def call(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stderr)
    if done.returncode != 0:
        raise SystemExit(f"FAILED: {' '.join(command)} ended with {done.returncode}")
    return done.stdout


def main():
    jumelle, scenario_dir = sys.argv[1], pathlib.Path(sys.argv[2])
    expect = yaml.safe_load((scenario_dir / "expect.yaml").read_text())["study"]
    study = str(scenario_dir / "study.yaml")
    with tempfile.TemporaryDirectory() as folder:
        call(jumelle, "study", "run", study, "-o", folder)
        told = json.loads(call(jumelle, "study", "collect", study, "-o", folder, "--json"))
    found = faults(told, expect)
    # The checker itself must be able to fail.
    impossible = {variant: {name: [1.0, -1.0] for name in indicators} for variant, indicators in expect.items()}
    assert len(faults(told, impossible)) == sum(len(indicators) for indicators in expect.values())
    for fault in found:
        print("FAILED:", fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
