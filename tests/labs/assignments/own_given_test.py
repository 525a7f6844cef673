"""Labs with a folder given/ of their own: what students get builds as it is,
from C and from C++."""

import glob
import json
import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))


class OwnGiven(unittest.TestCase):
    def labs(self):
        """The lab's folder, and one of a student who has just begun."""
        labs = glob.glob(os.path.join(ROOT, "labs", "assignments", "*",
                                      "given", "Makefile"))
        self.assertTrue(labs)
        for lab in [os.path.dirname(os.path.dirname(path)) for path in labs]:
            with self.subTest(lab=os.path.basename(lab)), \
                    tempfile.TemporaryDirectory(prefix="student-") as folder:
                shutil.copytree(os.path.join(lab, "given"), folder,
                                dirs_exist_ok=True)
                self.run_in(ROOT, "scripts/derive-starter",
                            os.path.join(lab, "solution"), folder)
                yield lab, folder

    def run_in(self, folder, *words, status=0):
        done = subprocess.run(words, cwd=folder, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, status, f"{words}: {done.stdout}")
        return done.stdout

    def names(self, lab):
        """What is handed in, in C and in C++."""
        with open(os.path.join(lab, "rubric.json"), encoding="utf-8") as file:
            return sorted(json.load(file)["submit"])

    def test_builds_c_and_cplusplus_without_a_warning(self):
        for lab, folder in self.labs():
            in_c, in_cplusplus = self.names(lab)
            self.assertNotIn("warning", self.run_in(folder, "make"))
            self.run_in(folder, "make", "--silent", "clean")
            os.rename(os.path.join(folder, in_c),
                      os.path.join(folder, in_cplusplus))
            built = self.run_in(folder, "make")
            self.assertNotIn("warning", built)
            self.assertIn(in_cplusplus, built)

    def test_clean_leaves_what_was_given(self):
        for _, folder in self.labs():
            before = sorted(os.listdir(folder))
            self.run_in(folder, "make")
            self.assertNotEqual(sorted(os.listdir(folder)), before)
            self.run_in(folder, "make", "clean")
            self.assertEqual(sorted(os.listdir(folder)), before)

    def test_grade_runs_the_grader_on_what_it_has_built(self):
        for _, folder in self.labs():
            grade = os.path.join(folder, "grade")
            with open(grade, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\necho graded\n")
            os.chmod(grade, 0o755)
            self.assertTrue(self.run_in(folder, "make", "grade")
                            .endswith("graded\n"))

    def test_wants_exactly_one_source(self):
        for lab, folder in self.labs():
            in_c, in_cplusplus = self.names(lab)
            shutil.copy(os.path.join(folder, in_c),
                        os.path.join(folder, in_cplusplus))
            self.assertRegex(self.run_in(folder, "make", status=2),
                             f"an? {in_c} or an? {in_cplusplus} here")


if __name__ == "__main__":
    unittest.main()
