"""Every equilibrium that a C++ test finds is checked by plain Dijkstra: tests solve by `solved` of
tests/models/traffic/equilibrium_check.hpp, and nothing else calls a solver."""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
HELPER = "equilibrium_check.hpp"
SOLVES = re.compile(r"\b(assignment|solver|first|cold|variant|warm)\w*(\(\))?\.solve\(|\bTapas\([^;]*\)\.solve\(|"
                    r"\bAssignment\([^;]*\)\.solve\(")


def unchecked(text):
    """Calls of a solver."""
    return [match.group(0) for match in SOLVES.finditer(text)]


class CheckedEquilibria(unittest.TestCase):
    def test_solvers_are_called_by_the_checking_helper_alone(self):
        wrong = []
        for path in sorted(ROOT.glob("tests/**/*.?pp")):
            text = path.read_text(encoding="utf-8")
            if path.name != HELPER and "models/traffic" in text:
                wrong += [f"{path.relative_to(ROOT)}: {call}" for call in unchecked(text)]
        self.assertEqual(wrong, [])

    def test_an_unchecked_call_would_be_found(self):
        self.assertEqual(len(unchecked("solver.solve({1e-6}); Assignment(a, b).solve({1}).flow;")), 2)

    def test_flows_of_the_second_solver_are_checked_too(self):
        for path in sorted(ROOT.glob("tests/**/*.cpp")):
            text = path.read_text(encoding="utf-8")
            self.assertLessEqual(len(re.findall(r"= frank_wolfe\(", text)),
                                 text.count("expect_totals_in_equilibrium("), path)


if __name__ == "__main__":
    unittest.main()
