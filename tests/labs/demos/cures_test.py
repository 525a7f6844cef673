"""Each <name>_fixed passes valgrind, and ThreadSanitizer natively."""

import concurrent.futures
import glob
import os
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
BUILD = os.environ.get("ECHOLAB_BUILD", os.path.join(ROOT, "build", "release"))
PROGRAMS = os.path.join(BUILD, "libexec", "echolab", "demos")
COMPILERS = {".cc": ["g++", "-std=c++20"], ".c": ["gcc"]}
FEW = {"lost_update_fixed": ["1000"]}  # rounds, where there may be many


def sources():
    return sorted(glob.glob(os.path.join(ROOT, "labs/demos/*_fixed.c*")))


def run(words):
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, timeout=120, check=False)
    return "" if done.returncode == 0 else f"{words}: {done.stdout}"


def under_valgrind(source):
    name = os.path.splitext(os.path.basename(source))[0]
    return run(["valgrind", "--quiet", "--leak-check=full",
                "--error-exitcode=9", os.path.join(PROGRAMS, name),
                *FEW.get(name, [])])


def under_sanitizer(source):
    name, extension = os.path.splitext(os.path.basename(source))
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        program = os.path.join(folder, name)
        return run([*COMPILERS[extension], "-O1", "-g", "-fsanitize=thread",
                    source, "-o", program]) or run(
                        [program, *FEW.get(name, [])])


class Cures(unittest.TestCase):
    def expect_silence(self, trial):
        self.assertTrue(sources())
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for complaint in pool.map(trial, sources()):
                self.assertEqual(complaint, "")

    def test_valgrind_finds_nothing(self):
        self.expect_silence(under_valgrind)

    def test_the_thread_sanitizer_finds_nothing(self):
        self.expect_silence(under_sanitizer)


if __name__ == "__main__":
    unittest.main()
