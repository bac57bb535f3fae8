"""Every folder has a README of 3 to 15 lines; no file names a place of one machine."""

import re
import unittest

from tree import ROOT, files_of, lines_of, planted

# Folders of other tools, and folders of files that the README of their parent speaks of.
WITHOUT_README = re.compile(r"(^|/)(\.ci|\.github|data|expected|messages|pictures)(/|$)")
# The front page, the pages of docs and the tutorials of the gallery are as long as they need to be.
LONG_README = re.compile(r"^(README\.md|docs/.*|scenarios/.*|deploy/.*)$")
SHORTEST, LONGEST = 3, 15
# Put together here, so that this file does not contain them.
MACHINE_PATHS = ["/" + "work/", "/" + "home/", "/" + "root/", "/" + "Users/"]


def folders_of(root):
    folders = set()
    for name in files_of(root):
        parts = name.split("/")[:-1]
        folders.update("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return sorted(folders)


def without_readme(root):
    return [folder for folder in folders_of(root)
            if not WITHOUT_README.search(folder) and not (root / folder / "README.md").is_file()]


def wrong_length(root):
    faults = []
    for name in files_of(root):
        if not name.endswith("README.md") or LONG_README.match(name):
            continue
        length = len(lines_of(root, name))
        if not SHORTEST <= length <= LONGEST:
            faults.append(f"{name} has {length} lines, not {SHORTEST} to {LONGEST}")
    return faults


def machine_paths(root):
    return [f"{name}:{number}: {path}" for name in files_of(root)
            for number, line in enumerate(lines_of(root, name), 1)
            for path in MACHINE_PATHS if re.search(r"(?<![\w.-])" + path, line)]


class Readmes(unittest.TestCase):
    def test_every_folder_has_one(self):
        self.assertEqual(without_readme(ROOT), [])

    def test_each_is_short(self):
        self.assertEqual(wrong_length(ROOT), [])

    def test_no_file_names_a_place_of_one_machine(self):
        self.assertEqual(machine_paths(ROOT), [])

    def test_finds_a_folder_without_readme(self):
        with planted({"core/README.md": "a\nb\nc\n", "core/run/a.cpp": "", ".ci/run": "",
                      "scenarios/README.md": "a\nb\nc\n", "scenarios/01/data/dem.asc": ""}) as root:
            self.assertEqual(without_readme(root), ["core/run", "scenarios/01"])

    def test_finds_a_readme_that_says_too_little_or_too_much(self):
        with planted({"core/README.md": "a\n", "io/README.md": "a\n" * 16, "README.md": "a\n" * 90}) as root:
            self.assertEqual(len(wrong_length(root)), 2)

    def test_finds_a_machine_path(self):
        with planted({"core/a.cpp": f'open("{MACHINE_PATHS[0]}x");\n', "docs/a.md": "docs" + MACHINE_PATHS[0]}) as root:
            self.assertEqual(machine_paths(root), [f"core/a.cpp:1: {MACHINE_PATHS[0]}"])


if __name__ == "__main__":
    unittest.main()
