"""The labs' handouts: they tell the rubric's points, and nothing of the
solution."""

import glob
import json
import os
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
WORTH_HIDING = 12  # characters: `}` and `return 0;` are nobody's secret


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def lines_below(folder):
    return {line.strip() for name in os.listdir(folder)
            for line in read(folder, name).splitlines()}


class Handouts(unittest.TestCase):
    def setUp(self):
        self.labs = [os.path.dirname(path) for path in glob.glob(
            os.path.join(ROOT, "labs", "assignments", "*", "rubric.json"))]
        self.assertTrue(self.labs)

    def handouts(self):
        """Lab, its folder, its rubric, its handout."""
        for lab in self.labs:
            name = os.path.basename(lab)
            with self.subTest(lab=name):
                yield (lab, json.loads(read(lab, "rubric.json")),
                       read(ROOT, "handouts", name + ".md"))

    def test_have_a_row_for_each_test_with_its_points_and_title(self):
        for _, rubric, handout in self.handouts():
            for test in rubric["tests"]:
                self.assertIn(f"| `{test['id']}` | {test['points']} | "
                              f"{test['title']} |\n", handout)

    def test_tell_the_points_of_each_part(self):
        for _, rubric, handout in self.handouts():
            parts = {}
            for test in rubric["tests"]:
                parts.setdefault(test["group"], 0)
                parts[test["group"]] += test["points"]
            for group, points in parts.items():
                number, title = group.split(" ", 1)
                self.assertIn(
                    f"### Part {number}: {title[0].lower()}{title[1:]} "
                    f"({points} points)\n", handout)
            self.assertIn(f"{sum(parts.values())} points. ", handout)

    def test_hold_no_line_of_the_solution(self):
        for lab, rubric, handout in self.handouts():
            with tempfile.TemporaryDirectory() as starter:
                solution = os.path.join(lab, "solution")
                subprocess.run([os.path.join(ROOT, "scripts/derive-starter"),
                                solution, starter], check=True)
                secrets = lines_below(solution) - lines_below(starter)
            shown = handout + json.dumps(rubric)
            for line in secrets:
                if len(line) >= WORTH_HIDING:
                    self.assertNotIn(line, shown)

    def test_tell_staff_about_every_mutant(self):
        for lab, rubric, _ in self.handouts():
            staff = read(ROOT, "handouts", "staff", rubric["lab"] + ".md")
            for name in os.listdir(os.path.join(lab, "mutants")):
                header = dict(line.split(": ", 1) for line in
                              read(lab, "mutants", name).splitlines()[:4])
                self.assertIn(
                    f"| `{name.removesuffix('.patch')}` | "
                    f"`{header['Caught-by']}` | `{header['Verdict']}` |",
                    staff)


if __name__ == "__main__":
    unittest.main()
