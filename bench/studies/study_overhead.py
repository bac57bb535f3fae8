#!/usr/bin/python3
"""A study of many short runs on a town of 64 × 64 cells: what it costs beside its runs, whether its memory is flat, how
many files it makes.

    bench/studies/study_overhead.py build/release/bin/jumelle [--runs 1000] [--minutes 60] [--threads 2]

Processor seconds are told, not wall time: other work on the machine does not change them much. The exit code is 1 where
a goal is missed: overhead above 5 %, memory that grows by more than 5 % from run 50 to the last one, more than 5 files
a run.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

BASE = """\
jumelle: 1
name: A small town
territory:
  synthetic_town: {{seed: 7, size: 256 m}}
  resolution: 4 m
forcing:
  rain: {{design_storm: {{depth: 40 mm, duration: 40 min, shape: chicago, peak: 0.4}}}}
time: {{start: 2025-07-01T16:00+02:00, duration: {minutes} min, exchange_every: 1 min}}
models:
  flood: {{}}
outputs: {{every: {minutes} min, fields: [water_depth]}}
"""
MOST_OVERHEAD = MOST_GROWTH = 0.05
MOST_FILES_A_RUN = 5
FIRST_LOOK = 50  # runs after which memory should grow no more
SINGLE_RUNS = 15


def values_of(runs):
    """Two lists of values whose product has `runs` members."""
    columns = next(n for n in (25, 20, 10, 5, 4, 2, 1) if runs % n == 0)
    depths = [f"{20 + 60 * i / (runs // columns):.4f} mm" for i in range(runs // columns)]
    mannings = [f"{0.02 + 0.04 * i / columns:.5f} s/m^(1/3)" for i in range(columns)]
    return depths, mannings


def study_text(runs):
    depths, mannings = values_of(runs)
    return ("jumelle_study: 1\nname: Overhead\nbase: base.yaml\nvariants: {today: {}}\nsamples:\n  matrix:\n"
            f"    forcing.rain.design_storm.depth: [{', '.join(depths)}]\n"
            f"    models.flood.manning: [{', '.join(mannings)}]\n")


def single_run_s(program, folder, depth, manning):
    """Processor seconds of the whole process, and of the computing in it."""
    process = subprocess.Popen(
        [program, "run", "base.yaml", "-o", "single", "--threads", "1", "--json", "-q", "--set",
         f"forcing.rain.design_storm.depth={depth}", "--set", f"models.flood.manning={manning}"],
        cwd=folder, stdout=subprocess.PIPE, text=True)
    told = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return usage.ru_utime + usage.ru_stime, told["timing"]["cpu_s"]


def peak_kb(pid):
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", text).group(1))


def run_study(program, folder, threads):
    """Processor seconds, and the largest memory after each run [kB]."""
    process = subprocess.Popen([program, "study", "run", "study.yaml", "-o", "made", "--threads", str(threads)],
                               cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peaks = []
    for line in process.stderr:
        if re.search(r"\d+ of \d+: ", line):
            try:
                peaks.append(peak_kb(process.pid))
            except (FileNotFoundError, AttributeError):
                pass  # it has ended
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"the study failed: {status}")
    return usage.ru_utime + usage.ru_stime, peaks


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--minutes", type=int, default=60, help="of model time in each run")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    program = str(options.program.resolve())
    with tempfile.TemporaryDirectory(prefix="jumelle_bench_") as name:
        folder = pathlib.Path(name)
        (folder / "base.yaml").write_text(BASE.format(minutes=options.minutes))
        (folder / "study.yaml").write_text(study_text(options.runs))
        depths, mannings = values_of(options.runs)
        single = [single_run_s(program, folder, depths[i * len(depths) // SINGLE_RUNS],
                               mannings[i * len(mannings) // SINGLE_RUNS]) for i in range(SINGLE_RUNS)]
        cpu_s, peaks = run_study(program, folder, options.threads)
        files = sum(1 for path in (folder / "made").rglob("*") if path.is_file())
    process_s, compute_s = (statistics.mean(column) for column in zip(*single))
    each_s = cpu_s / options.runs
    first, last = peaks[min(FIRST_LOOK, len(peaks)) - 1], peaks[-1]
    print(f"{options.runs} runs, {options.minutes} min of model time each, {options.threads} threads; "
          f"load of the machine {os.getloadavg()[0]:.1f}")
    print(f"a run by itself:   {process_s * 1e3:8.1f} ms of processor time, {compute_s * 1e3:.1f} ms of it computing")
    print(f"a run of a study:  {each_s * 1e3:8.1f} ms: {100 * (each_s / process_s - 1):+.1f} % of the process, "
          f"{100 * (each_s / compute_s - 1):+.1f} % of the computing")
    print(f"memory:            {first} kB after run {min(FIRST_LOOK, len(peaks))}, {last} kB after the last: "
          f"{100 * (last / first - 1):+.1f} %")
    print(f"files:             {files}, {files / options.runs:.2f} a run")
    missed = (each_s / compute_s - 1 > MOST_OVERHEAD or last / first - 1 > MOST_GROWTH
              or files > MOST_FILES_A_RUN * options.runs)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
