"""No file over 600 lines, and no block of twelve lines that stands twice outside tests."""

import unittest

from tree import CODE, ROOT, files_of, lines_of, planted

LONGEST_FILE = 600
COPIED_BLOCK = 12
# Texts and tables that are not ours to split.
NOT_WRITTEN_BY_HAND = ("LICENSE",)
DATA = (".csv", ".asc", ".xyz", ".svg", ".json", ".geojson", ".expected")


def is_code(name):
    return name.endswith(CODE) or name.startswith("tools/")


def too_long(root):
    return [f"{name} has {length} lines, more than {LONGEST_FILE}" for name, length in
            ((name, len(lines_of(root, name))) for name in files_of(root)
             if name not in NOT_WRITTEN_BY_HAND and not name.endswith(DATA))
            if length > LONGEST_FILE]


def copied(root):
    """Blocks of equal lines, spaces and blank lines apart, that stand at two places."""
    seen, faults = {}, []
    for name in files_of(root):
        if not is_code(name) or name.startswith("tests/"):
            continue
        lines = [(number, " ".join(line.split())) for number, line in enumerate(lines_of(root, name), 1)]
        lines = [(number, line) for number, line in lines if line]
        last_fault = -COPIED_BLOCK
        for at in range(len(lines) - COPIED_BLOCK + 1):
            block = tuple(line for _, line in lines[at:at + COPIED_BLOCK])
            here = f"{name}:{lines[at][0]}"
            if block not in seen:
                seen[block] = here
            elif at >= last_fault + COPIED_BLOCK:
                faults.append(f"{here}: the same {COPIED_BLOCK} lines stand at {seen[block]}")
                last_fault = at
    return faults


class Sizes(unittest.TestCase):
    def test_no_file_is_too_long(self):
        self.assertEqual(too_long(ROOT), [])

    def test_no_block_stands_twice(self):
        self.assertEqual(copied(ROOT), [])

    def test_finds_a_file_that_is_too_long(self):
        with planted({"core/a.cpp": "x;\n" * 601, "core/b.cpp": "x;\n" * 600}) as root:
            self.assertEqual(too_long(root), ["core/a.cpp has 601 lines, more than 600"])

    def test_finds_a_copied_block_in_another_file_whatever_its_spaces(self):
        block = "".join(f"int a{i} = {i};\n" for i in range(12))
        spaced = block.replace("int", "\n    int ")
        with planted({"core/a.cpp": block, "models/b.cpp": "int other;\n" + spaced}) as root:
            self.assertEqual(copied(root), ["models/b.cpp:3: the same 12 lines stand at core/a.cpp:1"])

    def test_finds_a_copied_block_in_the_same_file(self):
        block = "".join(f"int a{i} = {i};\n" for i in range(12))
        with planted({"core/a.cpp": block + "int between;\n" + block}) as root:
            self.assertEqual(len(copied(root)), 1)

    def test_lets_eleven_lines_and_tests_pass(self):
        eleven = "".join(f"int a{i} = {i};\n" for i in range(11))
        twelve = eleven + "int last;\n"
        with planted({"core/a.cpp": eleven, "core/b.cpp": eleven, "tests/a.cpp": twelve,
                      "tests/b.cpp": twelve}) as root:
            self.assertEqual(copied(root), [])


if __name__ == "__main__":
    unittest.main()
