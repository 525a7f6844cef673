"""scripts/repeat, on a build folder with tests that pass and fail at will."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
REPEAT = os.path.join(ROOT, "scripts", "repeat")

TESTS = """
add_test(Good.one "true")
add_test(Bad.one "false")
add_test(Held.one "cat" "{folder}/held")
set_tests_properties(Good.one PROPERTIES LABELS unit)
"""
DEADLINE_SECONDS = 20


class Repeat(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="echolab-repeat-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.results = os.path.join(self.folder, "results.txt")
        with open(os.path.join(self.folder, "CTestTestfile.cmake"), "w",
                  encoding="utf-8") as file:
            file.write(TESTS.format(folder=self.folder))

    def command(self, *arguments):
        return [REPEAT, *arguments, "--build", self.folder,
                "--results", self.results]

    def repeat(self, *arguments):
        return subprocess.run(
            self.command(*arguments), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False)

    def lines(self):
        with open(self.results, encoding="utf-8") as file:
            return file.read().splitlines()

    def test_writes_one_line_a_run_between_header_and_total(self):
        verdict = self.repeat("3", "Good")
        self.assertEqual(verdict.returncode, 0, verdict.stdout)
        header = [line.split(":")[0] for line in self.lines()[:5]]
        self.assertEqual(header, ["# test", "# commit", "# machine", "# busy",
                                  "# date"])
        for number, line in enumerate(self.lines()[5:8], 1):
            self.assertRegex(line, rf"^ +{number} passed \d+\.\d s$")
        self.assertEqual(self.lines()[8:], ["# total: 3 passed, 0 failed"])

    def test_fails_when_a_run_failed_and_keeps_its_output(self):
        verdict = self.repeat("2", "Bad")
        self.assertEqual(verdict.returncode, 1)
        self.assertEqual(self.lines()[-1], "# total: 0 passed, 2 failed")
        with open(self.results + ".run-2.log", encoding="utf-8") as file:
            self.assertIn("Bad.one", file.read())

    def test_takes_a_label(self):
        self.assertEqual(self.repeat("1", "-L", "unit").returncode, 0)

    def test_goes_on_where_an_interrupted_call_stopped(self):
        self.repeat("3", "Good")
        kept = [line.replace(" passed", " failed")
                for line in self.lines()[:6]]
        with open(self.results, "w", encoding="utf-8") as file:
            file.write("\n".join(kept) + "\n")
        verdict = self.repeat("3", "Good")
        self.assertEqual(verdict.returncode, 1, verdict.stdout)
        self.assertEqual(self.lines()[-1], "# total: 2 passed, 1 failed")

    def test_does_not_mix_different_tests(self):
        self.repeat("2", "Bad")
        self.assertEqual(self.repeat("1", "Good").returncode, 0)
        self.assertEqual(self.lines()[-1], "# total: 1 passed, 0 failed")

    def test_refuses_nonsense(self):
        for nonsense in (["x", "Good"], ["2"], ["0", "Good"], ["2", "No"],
                         ["2", "--what", "Good"]):
            self.assertEqual(self.repeat(*nonsense).returncode, 2, nonsense)

    def test_ends_its_busy_loops_when_interrupted(self):
        os.mkfifo(os.path.join(self.folder, "held"))
        repeat = subprocess.Popen(
            self.command("9", "--busy", "Held"), start_new_session=True,
            stdout=subprocess.DEVNULL)
        self.wait_until(lambda: len(self.busy(repeat.pid)) == os.cpu_count(),
                        "every core has a busy loop")
        self.assertTrue(os.path.exists(self.results))
        os.killpg(repeat.pid, signal.SIGINT)
        repeat.wait(timeout=DEADLINE_SECONDS)
        self.assertNotEqual(repeat.returncode, 0)
        self.wait_until(lambda: not members(repeat.pid), "all have ended")

    def busy(self, group):
        return [pid for pid in members(group) if processor_time(pid) > 2]

    def wait_until(self, condition, what):
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"never: {what}")
            time.sleep(0.01)  # sleep: between two looks at /proc


def stat_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def members(group):
    """The processes of a process group, zombies left out."""
    found = []
    for name in filter(re.compile(r"\d+").fullmatch, os.listdir("/proc")):
        stat = stat_of(name)
        if stat and int(stat[2]) == group and stat[0] != "Z":
            found.append(int(name))
    return found


def processor_time(pid):
    stat = stat_of(pid)
    return int(stat[11]) if stat else 0


if __name__ == "__main__":
    unittest.main()
