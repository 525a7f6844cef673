"""What gradings take: one by itself, its compiling, and those of a class."""

import json
import os
import subprocess
import tempfile
import time

from .submissions import ROOT, Failed, run

CLASS_SIZE = 100


def compile_seconds(lab, build):
    """Of `make` on the solution, in a student's folder outside of a box."""
    with tempfile.TemporaryDirectory(prefix="prove-make-") as folder:
        archive = os.path.join(folder, "lab.tar.gz")
        run([os.path.join(ROOT, "scripts", "package-lab"), lab.name, "--for",
             "student", "--build", build, "-o", archive])
        run(["tar", "-xf", archive, "-C", folder, "--strip-components=1"])
        run(["cp", "-r", lab.submission("solution") + "/.", folder])
        if os.path.isdir(os.path.join(folder, "csapp")):
            run(["make", "-s", "-C", folder, "given"])  # built beforehand
        started = time.monotonic()
        run(["make", "-s", "-C", folder])
        return time.monotonic() - started


def grade_class(lab, build, jobs):
    """Seconds, and problems: a class of solutions, starters and mutants."""
    names = ["solution", "starter", *lab.mutants]
    with tempfile.TemporaryDirectory(prefix="prove-class-") as folder:
        handed_in = os.path.join(folder, "in")
        os.mkdir(handed_in)
        for number in range(CLASS_SIZE):
            name = names[number % len(names)]
            run(["cp", "-r", lab.submission(name),
                 os.path.join(handed_in, f"{number:03}-{name}")])
        started = time.monotonic()
        done = subprocess.run(
            [os.path.join(build, "bin", "grade"), lab.name, "--all", handed_in,
             "--results", os.path.join(folder, "out"), "--jobs", str(jobs),
             "--sandbox", lab.sandbox],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            check=False)
        taken = time.monotonic() - started
        if done.returncode != 0:
            raise Failed(f"grade --all: {done.stderr}")
        return taken, list(problems_of_class(os.path.join(folder, "out"), lab))


def problems_of_class(folder, lab):
    """Only the solutions may have all points."""
    found = 0
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        found += 1
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            result = json.load(file)
        points = sum(test["points"] or 0 for test in result["tests"])
        is_solution = "-solution" in name
        if (points == lab.points()) != is_solution:
            yield f"{name} has {points} points"
    if found != CLASS_SIZE:
        yield f"{found} results of {CLASS_SIZE} submissions"
