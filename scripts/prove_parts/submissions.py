"""A lab, what can be handed in for it, and what its grader says of that."""

import json
import os
import re
import shutil
import subprocess
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
GRADING_SECONDS = 600


class Failed(Exception):
    """Something could not be tried."""


class Mutant:
    """A patch on the solution, and what its header declares."""

    def __init__(self, path):
        self.path = path
        self.name = os.path.basename(path).removesuffix(".patch")
        with open(path, encoding="utf-8") as file:
            header = re.findall(r"^([A-Z][a-z-]+): (.+)$", file.read(), re.M)
        fields = dict(header)
        self.caught_by = fields.get("Caught-by", "")
        self.verdict = fields.get("Verdict", "")


class Lab:
    """A lab's folder, its grader, and a folder for submissions."""

    def __init__(self, name, build, sandbox, folder):
        self.name = name
        self.source = os.path.join(ROOT, "labs", "assignments", name)
        self.grader = os.path.join(os.path.abspath(build), "bin",
                                   f"{name}_grader")
        self.sandbox = sandbox
        self.folder = os.path.join(folder, name)
        os.mkdir(self.folder)
        with open(os.path.join(self.source, "rubric.json"),
                  encoding="utf-8") as file:
            self.rubric = json.load(file)
        patches = os.path.join(self.source, "mutants")
        mutants = [Mutant(os.path.join(patches, name))
                   for name in sorted(os.listdir(patches))
                   if name.endswith(".patch")]
        self.mutants = {mutant.name: mutant for mutant in mutants}
        self.making = threading.Lock()  # a submission, that others look for

    def points(self):
        return sum(test["points"] for test in self.rubric["tests"])

    def submission(self, name):
        """The folder of "solution", "starter" or a mutant."""
        if name == "solution":
            return os.path.join(self.source, "solution")
        folder = os.path.join(self.folder, name)
        with self.making:
            if not os.path.isdir(folder):
                self.make(name, folder)
        return folder

    def make(self, name, folder):
        solution = self.submission("solution")
        if name == "starter":
            run([os.path.join(ROOT, "scripts", "derive-starter"), solution,
                 folder])
            return
        shutil.copytree(solution, folder)
        run(["patch", "--silent", "--fuzz=0", "-p1", "-d", folder,
             "-i", self.mutants[name].path])

    def grade(self, name):
        """The neutral result, and the seconds it took."""
        started = time.monotonic()
        done = subprocess.run(
            [self.grader, self.submission(name), "--platform", "json",
             "--sandbox", self.sandbox],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, timeout=GRADING_SECONDS, check=False)
        if done.returncode not in (0, 1):
            raise Failed(f"{self.name}: grading {name} gives no verdict: "
                         f"{reason_of(done)}")
        return json.loads(done.stdout), time.monotonic() - started


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: {done.stdout}")


def reason_of(done):
    """Why a grader came to no verdict."""
    try:
        result = json.loads(done.stdout)
    except ValueError:
        return done.stderr.decode(errors="replace")
    faults = [describe(test) for test in result["tests"]
              if test["status"] == "error"]
    return "; ".join([result["fault"]] * bool(result["fault"]) + faults)


def describe(test):
    return (f"{test['id']} ({test['status']}, {test['verdict']}): "
            f"expected {test['expected']}; observed {test['observed']}")
