"""Which folder may include what: docs/design.md, section "Folders", as data."""

import re
import unittest

from tree import ROOT, files_of, lines_of, planted

CORE_BELOW_RUN = ["core/base", "core/parallel", "core/territory", "core/scenario", "core/results", "core/model"]

# Folder: folders of this project that it may include besides itself. The longest matching folder counts.
# `*` stands for one name; `models/*` in the key means: the same name only.
MAY_INCLUDE = {
    "core/base": [],
    "core/parallel": ["core/base"],
    "core/territory": ["core/base", "core/parallel"],
    "core/scenario": ["core/base"],
    "core/results": ["core/base", "core/territory"],
    "core/model": ["core/base", "core/parallel", "core/territory", "core/scenario"],
    "core/run": CORE_BELOW_RUN,
    "core/compare": ["core/base", "core/parallel", "core/territory", "core/results"],
    "models": ["core/model"],
    "models/*": ["core/base", "core/parallel", "core/territory", "core/scenario", "core/model"],
    "models/*/kernels": ["core/base", "core/parallel"],
    "io/checksum": ["core"],
    "io/units": ["core"],
    "io/network": ["core", "io/checksum", "io/units", "io/weather"],
    "io/*": ["core", "io/checksum", "io/units"],
    "app": ["core", "models", "io"],
    "bench": ["core", "models", "io"],
}

# Beginning of an included name: the only folders that may include it.
HOMES = {
    "yaml-cpp/": ["io/yaml"],
    "udunits2": ["io/units"],
    "gdal": ["io/raster"],
    "ogr": ["io/raster"],
    "cpl_": ["io/raster"],
    "proj": ["core/territory", "io/raster"],
    "metis": ["core/territory"],
    "hdf5": ["io/hdf5"],
    "H5": ["io/hdf5"],
    "libdeflate": ["io/hdf5", "io/network", "io/report"],
    "omp.h": ["core/parallel"],
    "tbb/": ["core/parallel"],
    "oneapi/": ["core/parallel"],
    "mpi.h": ["core/parallel"],
    "boost/": ["core/territory", "core/run"],
    "nlohmann/": ["io", "app"],
    "CLI/": ["app"],
    "spdlog/": ["core/base"],
    "openssl/": ["io/checksum"],
    "sqlite3": ["io/sqlite"],
    "Eigen/": ["core/base", "models"],
    "gtest/": [],
    "gmock/": [],
    "benchmark/": ["bench"],
}

OWN = ("core/", "models/", "io/", "app/", "bench/", "tests/")
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
OPENMP = re.compile(r"\s*#\s*pragma\s+omp\b")


def within(name, folder):
    return name == folder or name.startswith(folder + "/")


def rule_of(name):
    """Key of MAY_INCLUDE for a file and the folder that it stands for; nothing outside all of them."""
    parts = name.split("/")[:-1]
    for length in range(len(parts), 0, -1):
        for key in MAY_INCLUDE:
            pattern = key.split("/")
            if len(pattern) == length and all(p in ("*", part) for p, part in zip(pattern, parts)):
                return key, "/".join(parts[:length])
    return None


def fault_of_own(name, target):
    rule = rule_of(name)
    if rule is None:
        return None
    key, folder = rule
    # What lies in a folder with its own rule (models/flood/kernels) is part of the folder above it too.
    allowed = [folder] + MAY_INCLUDE[key]
    if key == "models" and re.fullmatch(r"models/[^/]+/[^/]+_model\.hpp", target):
        return None
    if any(within(target, above) for above in allowed):
        return None
    return f"{folder} may not include {target}"


def fault_of_library(name, target):
    for beginning, homes in HOMES.items():
        if target.startswith(beginning):
            if any(within(name, home) for home in homes):
                return None
            return f"{target} may be included in {', '.join(homes) or 'tests'} only"
    return None


def faults_of(root):
    faults = []
    for name in files_of(root):
        if not name.startswith(OWN[:-1]) or not name.endswith((".hpp", ".cpp", ".in")):
            continue
        for number, line in enumerate(lines_of(root, name), 1):
            found = INCLUDE.match(line)
            fault = None
            if OPENMP.match(line) and not within(name, "core/parallel"):
                fault = "OpenMP may be used in core/parallel only"
            elif found and found[2].startswith(OWN):
                fault = fault_of_own(name, found[2])
            elif found and found[1] == '"' and "@" not in line:
                fault = f"{found[2]} is not written from the root of the repository"
            elif found:
                fault = fault_of_library(name, found[2])
            if fault:
                faults.append(f"{name}:{number}: {fault}")
    return faults


class Layers(unittest.TestCase):
    def test_includes_follow_the_table(self):
        self.assertEqual(faults_of(ROOT), [])

    def test_every_code_folder_has_a_rule(self):
        for name in files_of(ROOT):
            if name.startswith(OWN[:-1]) and name.endswith((".hpp", ".cpp")):
                self.assertIsNotNone(rule_of(name), name)

    def assert_fault(self, name, line, part):
        with planted({name: line + "\n"}) as root:
            faults = faults_of(root)
        self.assertEqual(len(faults), 1, f"{name}: {line}")
        self.assertIn(part, faults[0])

    def assert_no_fault(self, name, line):
        with planted({name: line + "\n"}) as root:
            self.assertEqual(faults_of(root), [])

    def test_finds_arrows_against_the_table(self):
        for name, target in [
                ("core/base/a.hpp", "core/parallel/loops.hpp"),
                ("core/scenario/a.hpp", "core/territory/grid.hpp"),
                ("core/model/a.cpp", "core/run/run.hpp"),
                ("models/flood/a.cpp", "models/decay/decay_model.hpp"),
                ("models/flood/a.cpp", "io/hdf5/writer.hpp"),
                ("models/flood/kernels/a.hpp", "core/territory/grid.hpp"),
                ("models/flood/kernels/a.hpp", "models/flood/flood_model.hpp"),
                ("io/yaml/a.cpp", "io/hdf5/writer.hpp"),
                ("io/yaml/a.cpp", "models/all_models.hpp"),
                ("core/run/a.cpp", "tests/help.hpp"),
        ]:
            self.assert_fault(name, f'#include "{target}"', "may not include")

    def test_finds_libraries_away_from_home(self):
        for name, target in [
                ("io/raster/a.cpp", "yaml-cpp/yaml.h"),
                ("models/flood/a.cpp", "omp.h"),
                ("core/run/a.cpp", "tbb/parallel_for.h"),
                ("io/yaml/a.cpp", "gdal_priv.h"),
                ("core/results/a.cpp", "hdf5.h"),
                ("core/territory/a.hpp", "nlohmann/json.hpp"),
                ("core/model/a.cpp", "boost/graph/adjacency_list.hpp"),
                ("io/hdf5/a.cpp", "CLI/CLI.hpp"),
                ("app/a.cpp", "spdlog/spdlog.h"),
                ("core/base/a.cpp", "gtest/gtest.h"),
        ]:
            self.assert_fault(name, f"#include <{target}>", "may be included")

    def test_finds_openmp_outside_core_parallel(self):
        self.assert_fault("models/flood/a.cpp", "#pragma omp parallel for", "OpenMP")

    def test_finds_includes_relative_to_the_file(self):
        self.assert_fault("core/base/a.cpp", '#include "error.hpp"', "root of the repository")

    def test_lets_allowed_arrows_pass(self):
        for name, line in [
                ("models/all.cpp", '#include "models/flood/flood_model.hpp"'),
                ("models/flood/a.cpp", '#include "models/flood/kernels/hllc.hpp"'),
                ("io/raster/a.cpp", '#include "io/checksum/sha256.hpp"'),
                ("app/main.cpp", '#include "models/all_models.hpp"'),
                ("io/raster/a.cpp", "#include <gdal_priv.h>"),
                ("core/parallel/a.cpp", "#include <omp.h>"),
                ("core/base/a.cpp", "#include <vector>")]:
            self.assert_no_fault(name, line)


if __name__ == "__main__":
    unittest.main()
