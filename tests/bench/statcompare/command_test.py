"""The `statcompare` command: what it reads and prints, and how it ends."""

import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
BUILD = os.environ.get("ECHOLAB_BUILD", os.path.join(ROOT, "build", "release"))
STATCOMPARE = os.path.join(BUILD, "bin", "statcompare")


class Statcompare(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="echolab-statcompare-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("low", "1\n2\n3\n")
        self.write("high", "# in ms\n101\n\n102\n103\n")
        self.write("wide", "3\n5\n7\n")

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w",
                  encoding="utf-8") as file:
            file.write(text)

    def run_it(self, *words, given="", stdout=subprocess.PIPE):
        return subprocess.run(
            [STATCOMPARE, *words], cwd=self.folder, input=given, text=True,
            stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False)

    def assert_refused(self, message, *words, given=""):
        result = self.run_it(*words, given=given)
        self.assertEqual((result.returncode, result.stdout), (2, ""), words)
        self.assertEqual(result.stderr, f"statcompare: {message}\n")

    def test_prints_table_plot_and_verdict(self):
        result = self.run_it("low", "wide")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(result.stdout, WHOLE)

    def test_ends_with_1_when_a_difference_is_proven(self):
        result = self.run_it("low", "high")
        self.assertEqual(result.returncode, 1)
        self.assertIn("B against A: difference proven at 95 % confidence\n",
                      result.stdout)

    def test_compares_every_further_set_with_the_first(self):
        result = self.run_it("low", "high", "wide")
        self.assertEqual(result.returncode, 1)
        self.assertIn("B against A: difference proven", result.stdout)
        self.assertIn("C against A: no difference proven", result.stdout)
        self.assertEqual(self.run_it("low", "wide", "high").returncode, 1)
        self.assertEqual(self.run_it("low", "wide", "low").returncode, 0)

    def test_confidence_decides(self):
        # The interval of low and wide excludes 0 at 90 %, not at 95 %.
        expected = {"80": 1, "90": 1, "95": 0, "98": 0, "99": 0, "99.5": 0,
                    "99.9": 0}
        for confidence, status in expected.items():
            result = self.run_it("--confidence", confidence, "low", "wide")
            self.assertEqual(result.returncode, status, confidence)
            self.assertIn(f" at {confidence} % confidence\n", result.stdout)

    def test_reads_standard_input(self):
        result = self.run_it("-", "low", given="101\n102\n103")
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("A  standard input\nB  low\n", result.stdout)
        self.assertIn("difference  -100.", result.stdout)

    def test_takes_the_column_asked_for(self):
        self.write("columns", "a 1\nb 2\nc 3\n")
        result = self.run_it("--column", "2", "columns", "columns")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout, r"\nmedian +2\.00 +2\.00\n")

    def test_welch_is_used_where_the_deviations_differ(self):
        self.write("noisy", "0\n4\n8\n")
        self.assertIn("see --welch\n", self.run_it("low", "noisy").stdout)
        welch = self.run_it("--welch", "low", "noisy", "high").stdout
        self.assertEqual(welch.count("Welch's t, "), 1)
        self.assertEqual(welch.count("Student's t, "), 1)

    def test_names_file_and_line_of_a_bad_number(self):
        self.write("bad", "1\n# 2\nthree\n")
        self.assert_refused("bad:3: not a number: 'three'", "low", "bad")
        self.assert_refused("low:1: there is no column 2", "--column", "2",
                            "low", "high")
        self.assert_refused("standard input:1: not a number: '?'", "low", "-",
                            given="?")

    def test_refuses_sets_that_are_too_small(self):
        self.write("none", "# nothing\n")
        self.write("one", "1\n")
        tail = ", where two or more are needed"
        self.assert_refused("none: no number" + tail, "low", "none")
        self.assert_refused("one: one number" + tail, "one", "low")
        self.assert_refused("standard input: no number" + tail, "low", "-")

    def test_refuses_what_it_cannot_read(self):
        self.assert_refused("absent: No such file or directory", "low",
                            "absent")
        self.assert_refused(".: cannot be read", "low", ".")

    def test_refuses_wrong_usage_in_one_line(self):
        for words in ([], ["low"], ["-", "-"], ["low"] * 27,
                      ["--confidence", "97", "low", "wide"],
                      ["--confidence", "x", "low", "wide"],
                      ["--column", "0", "low", "wide"],
                      ["--column", "-1", "low", "wide"],
                      ["--what", "low", "wide"]):
            result = self.run_it(*words)
            self.assertEqual((result.returncode, result.stdout), (2, ""),
                             words)
            self.assertRegex(result.stderr,
                             r"\Astatcompare: .+ \(see --help\)\n\Z")

    def test_says_when_it_cannot_write(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = self.run_it("low", "wide", stdout=full)
        self.assertEqual(result.returncode, 2)
        self.assertEqual(result.stderr, "statcompare: cannot write to "
                                        "standard output\n")

    def test_help_and_lines_fit_in_eighty_columns(self):
        help_text = self.run_it("--help")
        self.assertEqual((help_text.returncode, help_text.stderr), (0, ""))
        self.assertIn("Exit status:", help_text.stdout)
        many = self.run_it(*["high"] * 26)
        for line in (help_text.stdout + many.stdout).splitlines():
            self.assertLessEqual(len(line), 80, line)
        version = self.run_it("--version")
        self.assertRegex(version.stdout, r"\Astatcompare \(echolab\) \d")


WHOLE = """\
A  low
B  wide

                   A     B
n                  3     3
min             1.00  3.00
lower quartile  1.50  4.00
median          2.00  5.00
upper quartile  2.50  6.00
max             3.00  7.00
mean            2.00  5.00
deviation       1.00  2.00

A  |-----[======|=====]-----|
B                           |------------[============|===========]------------|
   +-------------------------------------+-------------------------------------+
   1.000                               4.000                               7.000

B against A: no difference proven at 95 % confidence
  difference  +3.00, from -0.58 to +6.58
  in % of A   +150, from -29 to +329
  Student's t, pooled variance, 4 degrees of freedom
"""


if __name__ == "__main__":
    unittest.main()
