"""Kills a writer with SIGKILL at random moments: every flushed step must stay readable.

usage: kill_test.py WRITE_SAMPLE PROBE_RESULTS
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

KILLS = 10
LONGEST_LIFE_S = 0.4
ROWS, COLUMNS = 300, 600


def flushed_before_kill(write_sample, path, life_s):
    """Lets the writer flush its first step, live on for `life_s`, and kills it; returns what it had told."""
    writer = subprocess.Popen([write_sample, path, "forever", str(ROWS), str(COLUMNS)],
                              stdout=subprocess.PIPE, text=True)
    first = writer.stdout.readline()
    time.sleep(life_s)
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read()
    assert writer.wait() == -signal.SIGKILL
    lines = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return int(lines[-1].split()[1])


def expected_depth_m(step):
    row, column = np.mgrid[0:ROWS, 0:COLUMNS]
    depth = 0.25 * (step + 1) + (row + column) / 128
    depth[: ROWS // 2] = 0
    return depth


def check_with_h5py(part, flushed):
    with h5py.File(part, "r") as file:
        times = file["time"][:]
        assert (times[:flushed] == 900.0 * np.arange(flushed)).all(), times
        for step in range(flushed):
            assert np.abs(file["water_depth"][step] - expected_depth_m(step)).max() <= 0.5e-4, step


def main():
    write_sample, probe_results = sys.argv[1:]
    seed = int(time.time())
    print(f"seed {seed}")
    lives = random.Random(seed)
    for kill in range(KILLS):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "run.nc")
            part = path + ".part"
            flushed = flushed_before_kill(write_sample, path, lives.uniform(0, LONGEST_LIFE_S))
            assert not os.path.exists(path)
            probe = subprocess.run([probe_results, part], capture_output=True, text=True)
            assert probe.returncode == 0, probe.stderr
            readable = int(probe.stdout)
            assert readable >= flushed >= 1, (readable, flushed)
            check_with_h5py(part, flushed)
            subprocess.run(["ncdump", "-v", "time", part], check=True, stdout=subprocess.DEVNULL)
            # The lock of the killed writer is taken over.
            subprocess.run([write_sample, path, "1"], check=True)
            assert sorted(os.listdir(folder)) == ["run.nc"], os.listdir(folder)
            print(f"kill {kill}: {flushed} steps flushed, {readable} readable")


main()
