"""Do native runs, ThreadSanitizer and Helgrind show the corpus's bugs?

A native run shows a bug if it fails or hangs; a tool shows it if it reports
something, too. What it reports for the correct twin as well is marked: such a
report says nothing about the bug.
"""

import hashlib
import os
import subprocess

from toolbox import PROGRAMS, bugs, in_parallel, programs, run, say

NATIVE_RUNS = 100
TOOL_RUNS = 10
HANGS = 2  # so many end the runs of a program
COMPILE_SECONDS = 300
LIMITS = {"native": 5, "tsan": 10, "helgrind": 40}


def measure(tools, results):
    tasks = [program for program in bugs()
             if not results.has("compare", program.name)]

    def one(program):
        results.add("compare", [program.name], compare(tools, program))
        say(f"compare: {program.name}")

    # More than there are processors: programs that hang only wait.
    in_parallel(5 * os.cpu_count(), one, tasks)


def compare(tools, program):
    if "--client" in program.options:
        return {"skipped": "needs clients"}
    twin = {p.name: p for p in programs()}.get(program.twin)
    return {
        "native": runs(tools, "native", program,
                       NATIVE_RUNS // (10 if tools.quick else 1)),
        "tsan": with_twin(tools, "tsan", program, twin),
        "helgrind": with_twin(tools, "helgrind", program, twin)}


def with_twin(tools, way, program, twin):
    found = runs(tools, way, program, 2 if tools.quick else TOOL_RUNS,
                 first=True)
    if twin is not None and found.get("shown"):
        again = runs(tools, way, twin, 1)
        found["twin"] = again.get("shown", 0)
        found["twin_how"] = again.get("how", [])
    return found


def runs(tools, way, program, count, first=False):
    """`first`: the first run that shows the bug is the last."""
    try:
        path = built(tools, program, way == "tsan")
    except subprocess.CalledProcessError as error:
        return {"problem": "not built: " + str(error.stderr)[-300:]}
    shown = hangs = done = 0
    how = set()
    while done < count and hangs < HANGS and not (first and shown):
        done += 1
        what = symptom(way, run_once(way, path))
        hangs += what == "hang"
        shown += bool(what)
        how |= {what} if what else set()
    return {"runs": done, "shown": shown, "how": sorted(how)}


def run_once(way, path):
    if way == "tsan":
        # Its mappings collide with random addresses of newer kernels.
        return run(["setarch", "-R", path], LIMITS[way],
                   {"TSAN_OPTIONS": "exitcode=66"})
    if way == "helgrind":
        return run(["valgrind", "--tool=helgrind", "--error-exitcode=99",
                    path], LIMITS[way])
    return run([path], LIMITS[way])


def symptom(way, ran):
    """In a word; "" if nothing showed."""
    if way == "tsan" and ("DEADLYSIGNAL" in ran.output
                          or "nested bug" in ran.output
                          or "FATAL: ThreadSanitizer" in ran.output
                          or "CHECK failed" in ran.output):
        return "broke"
    if way == "tsan" and "WARNING: ThreadSanitizer" in ran.output:
        return "report"
    if way == "helgrind" and _helgrind_errors(ran.output):
        return "report"
    if ran.timed_out:
        return "hang"
    return "failure" if ran.status else ""


def _helgrind_errors(output):
    # Says "thread #1 unlocked ..." and the like, and sums up at the end.
    marks = ("Possible data race", "lock order", "unlocked a", "Thread #",
             "still holds", "destroy of a locked", "pthread_cond_signal")
    own = [line for line in output.splitlines() if line.startswith("==")]
    return any(mark in line for line in own for mark in marks
               if "announce" not in line)


def built(tools, program, tsan):
    """Without optimisation, as the explored program is."""
    folder = os.path.join(tools.top, "compare")
    os.makedirs(folder, exist_ok=True)
    key = hashlib.sha256((program.file + program.text).encode()).hexdigest()
    target = os.path.join(folder, f"{program.name}-{key[:12]}"
                          + ("-tsan" if tsan else ""))
    if not os.path.exists(target):
        compiler = (["gcc"] if program.language == "c"
                    else ["g++", "-std=c++20"])
        csapp = tools.csapp() if '"csapp.h"' in program.text else []
        include, library = csapp[:2], csapp[2:]
        sanitize = ["-fsanitize=thread"] if tsan else []
        aside = target + ".new"
        subprocess.run(
            [*compiler, "-g", "-w", "-pthread", "-I", PROGRAMS, *sanitize,
             *include, program.path, *library, "-o", aside],
            check=True, capture_output=True, text=True,
            timeout=COMPILE_SECONDS)
        os.replace(aside, target)
    return target
