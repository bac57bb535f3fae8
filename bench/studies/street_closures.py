#!/usr/bin/python3
"""A study in which one street after the other closes: what a run takes, all in one process.

    bench/studies/street_closures.py build/release/bin/jumelle DATA [--closures 200] [--as measure] [--threads 1]

DATA is the folder of the reference networks, with Chicago-Sketch in it; streets are drawn with a fixed seed. Told are
processor seconds of the whole process, over its runs (territory, equilibria to a relative gap of 1e-6, results on
disk), and those inside the runs. The exit code is 1 where a run with its files takes more than 25 ms, or one of five runs
gives other numbers by itself.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

BASE = """\
jumelle: 1
name: Chicago
territory:
  roads: {{tntp: {data}/Chicago-Sketch/ChicagoSketch_net.tntp, time_unit: 1 min, length_unit: 1 mile, period: 1 h}}
  demand: {{tntp: {data}/Chicago-Sketch/ChicagoSketch_trips.tntp}}
time: {{duration: 1 h, exchange_every: 1 h}}
models:
  traffic: {{gap: 1e-6, value_of_time: 1500 1/h, distance_cost: 1.49 s/km}}
outputs: {{every: 1 h}}
"""
ZONES = 387  # of Chicago-Sketch; links that touch one are connectors
MOST_S = 0.025
LOOKED_AT = 5


def streets(data):
    """Names of all links between nodes that are no zones."""
    lines = (data / "Chicago-Sketch" / "ChicagoSketch_net.tntp").read_text(encoding="utf-8").splitlines()
    ends = [line.split()[:2] for line in lines if line.strip().endswith(";") and line.split()[0].isdigit()]
    return [f"{a}-{b}" for a, b in ends if int(a) > ZONES and int(b) > ZONES]


def variant(street, kind):
    if kind == "measure":
        return f"  close {street}: {{measures: [{{close_road: {{edges: ['{street}']}}}}]}}\n"
    return f"  close {street}: {{set: {{models.traffic.closures: [{{edges: ['{street}']}}]}}}}\n"


def write_study(folder, closed, arguments):
    (folder / "base.yaml").write_text(BASE.format(data=arguments.data.resolve()), encoding="utf-8")
    text = "jumelle_study: 1\nname: Closures\nbase: base.yaml\nvariants:\n"
    text += "".join(variant(street, arguments.kind) for street in closed)
    (folder / "study.yaml").write_text(text, encoding="utf-8")


def processor_s(command, folder):
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"{' '.join(command)}: exit code {status}")
    return usage.ru_utime + usage.ru_stime


def reports(folder):
    """Of each run of the study, in its order."""
    with (folder / "made" / "design.csv").open(encoding="utf-8") as design:
        results = [folder / "made" / row["results"] for row in csv.DictReader(design)]
    return [json.loads(run.with_name("run.json").read_text(encoding="utf-8")) for run in results]


def differs_alone(arguments, folder, number, told):
    """Whether a run of the study gives other numbers when nothing else was computed in its process."""
    subprocess.run([arguments.program, "study", "run", "study.yaml", "-o", f"alone{number}", "--member", str(number)],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (report,) = (folder / f"alone{number}").glob("**/run.json")
    return json.loads(report.read_text(encoding="utf-8"))["data_sha256"] != told["data_sha256"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--closures", type=int, default=200)
    parser.add_argument("--as", dest="kind", choices=["parameter", "measure"], default="parameter")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    chosen = random.Random(1).sample(streets(arguments.data), arguments.closures)
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        write_study(folder, chosen, arguments)
        all_s = processor_s([arguments.program, "study", "run", "study.yaml", "-o", "made", "--threads",
                             str(arguments.threads)], folder)
        told = reports(folder)
        run_s = all_s / len(told)
        inner = sorted(report["timing"]["cpu_s"] for report in told)
        print(f"{len(told)} closures: {1e3 * run_s:.1f} ms of processor time a run with reading and writing; inside "
              f"runs {1e3 * sum(inner) / len(inner):.1f} ms, {1e3 * inner[len(inner) // 2]:.1f} ms in the middle")
        others = sum(differs_alone(arguments, folder, n, told[n])
                     for n in range(0, len(told), max(len(told) // LOOKED_AT, 1)))
    if others:
        print(f"{others} runs give other numbers by themselves")
    return 1 if run_s > MOST_S or others else 0


if __name__ == "__main__":
    sys.exit(main())
