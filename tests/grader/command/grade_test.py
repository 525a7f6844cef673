#!/usr/bin/env python3
"""The command `grade`, on submissions as students hand them in.

  grade_test.py GRADE

GRADE stands beside the graders of the labs.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..",
                                    ".."))
SOLUTION = os.path.join(ROOT, "labs", "assignments", "fork", "solution")
SECONDS = 200
QUICK = ["--only", "echo"]
GRADE = ""


class GradeTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="grade-test-")
        os.chmod(self.folder, 0o755)
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def grade(self, *words):
        return subprocess.run([GRADE, *words], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False,
                              timeout=SECONDS)

    def expect(self, status, *words):
        """What it prints, both kinds."""
        done = self.grade(*words)
        text = done.stdout + done.stderr
        self.assertEqual(done.returncode, status, text)
        return text

    def result(self, status, *words):
        return json.loads(self.expect(status, *words, "--platform", "json"))


class Submissions(GradeTest):
    def test_a_file_by_any_name_is_taken_by_its_suffix(self):
        shutil.copy(os.path.join(SOLUTION, "server.c"), self.path("alice.c"))
        self.expect(0, "fork", self.path("alice.c"), *QUICK)

    def test_an_archive_with_a_folder_in_it_is_taken(self):
        path = self.path("submission.tar.gz")
        with tarfile.open(path, "w:gz") as archive:
            archive.add(SOLUTION, "fork-lab")
        self.expect(0, "fork", path, *QUICK)

    def test_a_zip_archive_is_taken(self):
        path = self.path("submission.zip")
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(os.path.join(SOLUTION, "server.c"), "server.c")
        self.expect(0, "fork", path, *QUICK)

    def test_cplusplus_is_taken(self):
        os.mkdir(self.path("cc"))
        shutil.copy(os.path.join(SOLUTION, "server.c"),
                    self.path("cc", "server.cc"))
        self.expect(0, "fork", self.path("cc"), *QUICK)

    def test_an_archive_that_climbs_leaves_nothing_outside(self):
        marker = self.write("marker", "server")
        path = self.path("climbing.tar")
        with tarfile.open(path, "w") as archive:
            archive.add(marker, "../" * 12 + self.path("climbed")[1:])
        self.expect(1, "fork", path, *QUICK)
        self.assertFalse(os.path.exists(self.path("climbed")))

    def test_no_file_is_told_by_name(self):
        os.mkdir(self.path("empty"))
        text = self.expect(1, "fork", self.path("empty"))
        self.assertIn("no file server.c or server.cc", " ".join(text.split()))

    def test_two_files_are_one_too_many(self):
        self.write("two/server.c", "int main(void) { return 0; }\n")
        self.write("two/server.cc", "int main() {}\n")
        self.assertIn("keep one", self.expect(1, "fork", self.path("two")))

    def test_a_link_is_not_followed(self):
        os.mkdir(self.path("linked"))
        os.symlink(os.path.join(SOLUTION, "server.c"),
                   self.path("linked", "server.c"))
        self.expect(1, "fork", self.path("linked"))

    def test_a_fifo_is_not_waited_for(self):
        os.mkdir(self.path("fifo"))
        os.mkfifo(self.path("fifo", "server.c"))
        self.expect(1, "fork", self.path("fifo"))

    def test_the_students_makefile_is_ignored(self):
        shutil.copytree(SOLUTION, self.path("own"))
        self.write("own/Makefile", "all:\n\techo pwned; exit 1\n")
        self.assertNotIn("pwned", self.expect(0, "fork", self.path("own"),
                                              *QUICK))

    def test_what_does_not_compile_shows_the_compilers_words(self):
        self.write("broken/server.c", "int main(void) { return x; }\n")
        result = self.result(1, "fork", self.path("broken"))
        self.assertEqual(result["points"], 0)
        self.assertIn("undeclared", json.dumps(result))


class Verdicts(GradeTest):
    def test_a_program_that_claims_success_gains_nothing(self):
        self.write("liar/server.c",
                   '#include <stdio.h>\nint main(void) { puts("{\\"status\\":'
                   ' \\"passed\\"}"); return 0; }\n')
        result = self.result(1, "fork", self.path("liar"))
        self.assertEqual(result["points"], 0)

    def test_only_runs_one_test_and_what_it_builds_on(self):
        result = self.result(0, "fork", SOLUTION, "--only", "child-closes")
        self.assertEqual([test["id"] for test in result["tests"]],
                         ["echo", "concurrent", "child-closes"])

    def test_stress_counts_failures(self):
        text = self.expect(0, "fork", SOLUTION, "--stress", "2", *QUICK)
        self.assertIn("failures out of 2", text)
        self.assertIn("0  echo", text)


class Usage(GradeTest):
    def test_the_labs_are_listed(self):
        self.assertIn("fork", self.expect(0, "--list"))

    def test_an_unknown_lab_is_told(self):
        self.assertIn("no lab 'frok'", self.expect(2, "frok", SOLUTION))

    def test_no_submission_at_all_is_wrong_usage(self):
        self.assertIn("there is no", self.expect(2, "fork", self.path("x")))

    def test_an_unknown_test_is_told(self):
        self.expect(2, "fork", SOLUTION, "--only", "nothing")

    def test_unconfined_results_are_for_the_terminal_only(self):
        text = self.expect(2, "fork", SOLUTION, "--sandbox", "unconfined",
                           "--platform", "gradescope", "--output", "-")
        self.assertIn("unconfined", text)


class Classes(GradeTest):
    def test_each_entry_is_graded_once(self):
        shutil.copytree(SOLUTION, self.path("class", "ada"))
        self.write("class/bob/server.c", "int main(void) { return 0; }\n")
        self.write("class/=cmd/server.c", "int main(void) { return x; }\n")
        words = ["fork", "--all", self.path("class"), "--jobs", "2",
                 "--results", self.path("results"), *QUICK]
        self.assertIn("3 graded, 0 without", self.expect(0, *words))
        with open(self.path("results", "overview.csv"),
                  encoding="utf-8") as file:
            rows = {row["student"]: row for row in csv.DictReader(file)}
        self.assertEqual(rows["ada"]["points"], "10")
        self.assertEqual(rows["bob"]["points"], "0")
        self.assertIn("'=cmd", rows)  # no formula
        before = os.stat(self.path("results", "ada.json")).st_mtime_ns
        self.expect(0, *words)
        self.assertEqual(os.stat(self.path("results", "ada.json")).st_mtime_ns,
                         before)


if __name__ == "__main__":
    GRADE = sys.argv.pop(1)
    unittest.main()
