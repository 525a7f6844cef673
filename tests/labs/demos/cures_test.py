"""Each cure passes valgrind, and ThreadSanitizer natively if it has threads;
those that are not explored are right in each run, and leave no process."""

import concurrent.futures
import os
import subprocess
import tempfile
import unittest

from demo_catalogue import ROOT, entries, programs_of

BUILD = os.environ.get("ECHOLAB_BUILD", os.path.join(ROOT, "build", "release"))
PROGRAMS = os.path.join(BUILD, "libexec", "echolab", "demos")
COMPILERS = {".cc": ["g++", "-std=c++20"], ".c": ["gcc"]}
FEW = {"lost_update_fixed": ["1000"]}  # rounds, where there may be many
RUNS = 100  # scripts/demo-check --cures runs more


def source_of(program):
    start = os.path.join(ROOT, "labs", "demos", program)
    return next(start + extension for extension in COMPILERS
                if os.path.exists(start + extension))


def arguments_of(entry, program):
    return FEW.get(program, entry.get("arguments", []))


def has_threads(program):
    with open(source_of(program), encoding="utf-8") as file:
        text = file.read()
    return "pthread_create" in text or "<thread>" in text


def run(words):
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, timeout=240, check=False)
    return "" if done.returncode == 0 else f"{words}: {done.stdout}"


def under_valgrind(entry, program):
    return run(["valgrind", "--quiet", "--leak-check=full",
                "--error-exitcode=9", os.path.join(PROGRAMS, program),
                *arguments_of(entry, program)])


def under_sanitizer(entry, program):
    if not has_threads(program):
        return ""
    source = source_of(program)
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        binary = os.path.join(folder, program)
        compiler = COMPILERS[os.path.splitext(source)[1]]
        return run([*compiler, "-O1", "-g", "-pthread", "-fsanitize=thread",
                    source, "-o", binary]) or run(
                        [binary, *arguments_of(entry, program)])


def often(entry, _):
    if not entry.get("unexplored"):
        return ""
    return run([os.path.join(BUILD, "bin", "demo"), entry["name"], "--fixed",
                "--runs", str(RUNS)])


class Cures(unittest.TestCase):
    def expect_silence(self, trial, pairs):
        self.assertTrue(pairs)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for complaint in pool.map(lambda pair: trial(*pair), pairs):
                self.assertEqual(complaint, "")

    def every_cure(self):
        return [(entry, cure) for entry in entries()
                for cure in programs_of(entry)[1:]]

    def test_valgrind_finds_nothing(self):
        self.expect_silence(under_valgrind, self.every_cure())

    def test_the_thread_sanitizer_finds_nothing(self):
        self.expect_silence(under_sanitizer, self.every_cure())

    def test_each_of_many_runs_is_right_and_leaves_no_process(self):
        self.expect_silence(often, [(entry, None) for entry in entries()])


if __name__ == "__main__":
    unittest.main()
