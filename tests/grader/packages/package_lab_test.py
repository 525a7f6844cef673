#!/usr/bin/env python3
"""Each kind of archive, laid out and started as its platform does.

  package_lab_test.py BUILD
"""

import base64
import json
import os
import re
import shutil
import subprocess

import packed
from packed import PACKAGE_LAB, SOLUTION, PackageTest


class Archives(PackageTest):
    def test_are_the_same_each_time(self):
        for platform in ("student", "gradescope", "autolab", "classroom"):
            archives = []
            for name in ("first", "second"):
                with open(self.pack(platform, name), "rb") as file:
                    archives.append(file.read())
            self.assertEqual(archives[0], archives[1], platform)

    def test_hold_what_their_manifest_says(self):
        folder = os.path.join(self.unpacked("student"), "fork-lab")
        self.run_in(folder, "sha256sum", "--check", "--quiet", "MANIFEST")

    def test_that_would_leak_are_not_made(self):
        tree = self.path("tree")
        for part in ("scripts", "csapp", "handouts",
                     os.path.join("labs", "assignments")):
            shutil.copytree(os.path.join(packed.ROOT, part),
                            os.path.join(tree, part))
        with open(os.path.join(tree, "handouts", "fork.md"), "a",
                  encoding="utf-8") as handout:
            handout.write("\n    prctl(PR_SET_PDEATHSIG, SIGKILL);\n")
        done = subprocess.run(
            [os.path.join(tree, "scripts", "package-lab"), "fork", "--for",
             "student", "--build", self.build, "-o", self.path("leak.tar.gz")],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("a line of the solution", done.stderr)
        self.assertFalse(os.path.exists(self.path("leak.tar.gz")))

    def test_of_unknown_platforms_are_wrong_usage(self):
        self.run_in(self.folder, PACKAGE_LAB, "fork", "--for", "nobody",
                    status=2)


class Platforms(PackageTest):
    """With the solution as what was handed in."""

    def test_gradescope_runs_the_autograder(self):
        source = self.unpacked("gradescope")
        autograder = self.path("autograder")
        shutil.move(source, os.path.join(autograder, "source"))
        os.makedirs(os.path.join(autograder, "submission"))
        shutil.copy(SOLUTION, os.path.join(autograder, "submission"))
        shutil.copy(os.path.join(autograder, "source", "run_autograder"),
                    autograder)
        self.run_in(autograder, "bwrap", "--dev-bind", "/", "/", "--tmpfs",
                    "/mnt", "--bind", autograder, "/mnt", "sh", "-c",
                    "sed -i s,/autograder,/mnt,g /mnt/run_autograder && "
                    "/mnt/run_autograder")
        with open(os.path.join(autograder, "results", "results.json"),
                  encoding="utf-8") as file:
            self.assertEqual(json.load(file)["score"], 100)

    def test_autolab_makes_and_reads_the_last_line(self):
        folder = self.unpacked("autolab")
        os.rename(os.path.join(folder, "autograde-Makefile"),
                  os.path.join(folder, "Makefile"))
        shutil.copy(SOLUTION, folder)
        last = self.run_in(folder, "make").strip().splitlines()[-1]
        # As Autolab does before it parses.
        scores = json.loads(re.sub(r'(\w+):', r'"\1":', last)
                            if '"' not in last else last)["scores"]
        self.assertEqual(sum(scores.values()), 100)

    def test_classroom_gets_its_result_from_the_step(self):
        folder = self.unpacked("classroom")
        shutil.copy(SOLUTION, folder)
        with open(os.path.join(folder, ".github", "workflows",
                               "classroom.yml"), encoding="utf-8") as file:
            step = re.search(r"run: >\n((?: {10}.*\n)+)", file.read())[1]
        output = self.path("output")
        command = " ".join(line.strip() for line in step.splitlines())
        log = self.run_in(folder, "bash", "-e", "-c", command,
                          env=dict(os.environ, GITHUB_OUTPUT=output))
        self.assertNotIn("::", log)
        with open(output, encoding="utf-8") as file:
            result = re.search(r"^result=(.*)$", file.read(), re.M)[1]
        document = json.loads(base64.b64decode(result))
        self.assertEqual(document["status"], "pass")


if __name__ == "__main__":
    packed.main()
