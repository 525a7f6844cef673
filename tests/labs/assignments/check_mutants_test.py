"""scripts/check_mutants, on every lab and on patches that are broken."""

import glob
import json
import os
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
CHECK = os.path.join(ROOT, "scripts", "check_mutants")

SOLUTION = """int one(void);

int one(void) {
  int x = 1;
  return x;
}
"""
HEADER = """Bug: two instead of one
Caught-by: counts
Verdict: counts-one
Source: a course's FAQ

"""
DIFF = """--- a/a.c
+++ b/a.c
@@ -2,5 +2,5 @@

 int one(void) {
-  int x = 1;
+  int x = 2;
   return x;
 }
"""
RUBRIC = {"tests": [{"id": "counts", "needs": ["counts-one"]}]}


def check(lab):
    return subprocess.run([CHECK, lab], stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, check=False)


class CheckMutants(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="echolab-mutants-")
        self.addCleanup(folder.cleanup)
        self.lab = folder.name
        self.write("solution/a.c", SOLUTION)
        self.write("rubric.json", json.dumps(RUBRIC))
        os.mkdir(os.path.join(self.lab, "mutants"))

    def write(self, name, text):
        path = os.path.join(self.lab, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def complaints(self, patch, name="m"):
        """What is said about that patch, without its path."""
        self.write(f"mutants/{name}.patch", patch)
        result = check(self.lab)
        self.assertEqual(result.returncode, 1 if result.stdout else 0)
        return [line.split(".patch: ")[-1]
                for line in result.stdout.splitlines()]

    def test_accepts_what_is_right(self):
        self.assertEqual(self.complaints(HEADER + DIFF), [])

    def test_accepts_every_lab(self):
        labs = glob.glob(os.path.join(ROOT, "labs/assignments/*/mutants"))
        self.assertTrue(labs)
        for mutants in labs:
            result = check(os.path.dirname(mutants))
            self.assertEqual((result.returncode, result.stdout), (0, ""))

    def test_wants_each_line_of_the_header(self):
        for line in HEADER.splitlines()[:4]:
            field = line.split(":")[0]
            with self.subTest(field=field):
                self.assertIn(f"no line '{field}: ...'", self.complaints(
                    HEADER.replace(line + "\n", "") + DIFF))

    def test_a_field_behind_the_diff_does_not_count(self):
        bug = HEADER.splitlines()[0] + "\n"
        self.assertIn("no line 'Bug: ...'", self.complaints(
            HEADER.replace(bug, "") + DIFF + bug))

    def test_wants_a_test_of_the_rubric_and_one_of_its_needs(self):
        self.assertIn(
            "Caught-by 'weighs' is no test of the rubric",
            self.complaints(HEADER.replace("counts\n", "weighs\n") + DIFF))
        self.assertEqual(
            self.complaints(HEADER.replace("counts-one", "x") + DIFF),
            ["Verdict is no need of 'counts'"])

    def test_wants_a_mutant_for_each_test(self):
        self.write("rubric.json", json.dumps(
            {"tests": [*RUBRIC["tests"], {"id": "other", "needs": ["x"]}]}))
        self.write("mutants/m.patch", HEADER + DIFF)
        result = check(self.lab)
        self.assertEqual(result.returncode, 1)
        self.assertIn("rubric.json: no mutant is caught by 'other'",
                      result.stdout)

    def test_rejects_a_patch_that_needs_fuzz(self):
        [complaint] = self.complaints(
            HEADER + DIFF.replace(" int one(void) {", " int won(void) {"))
        self.assertIn("does not apply", complaint)

    def test_rejects_a_patch_that_changes_nothing(self):
        [complaint] = self.complaints(HEADER)
        self.assertIn("does not apply", complaint)

    def test_rejects_the_same_bug_twice(self):
        self.write("mutants/first.patch", HEADER + DIFF)
        self.assertEqual(self.complaints(HEADER + DIFF, "second"),
                         ["the same Bug as first.patch"])

    def test_wants_mutants(self):
        result = check(self.lab)
        self.assertEqual(result.returncode, 1)
        self.assertIn("no mutants", result.stdout)


if __name__ == "__main__":
    unittest.main()
