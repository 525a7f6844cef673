"""What scripts/prove says of a grading that is not as it should be."""

import os
import sys
import types
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))

from prove_parts.verdicts import judge

MUTANT = types.SimpleNamespace(name="m", caught_by="echo", verdict="echo-nul")
LAB = types.SimpleNamespace(mutants={"m": MUTANT})


def result(*tests, build_output=""):
    return {"build_output": build_output,
            "tests": [{"id": name, "status": status, "verdict": verdict,
                       "expected": "all", "observed": "2 bytes"}
                      for name, status, verdict in tests]}


class Judge(unittest.TestCase):
    def test_accepts_a_mutant_that_its_own_test_catches(self):
        graded = result(("echo", "failed", "echo-nul"),
                        ("stop", "skipped", ""))
        self.assertEqual(judge(LAB, "m", graded),
                         ([], ["echo", "echo-nul", "N bytes"]))

    def test_tells_of_what_the_compiler_said(self):
        graded = result(("echo", "failed", "echo-nul"),
                        build_output="server.c:3: warning: unused\nmore")
        self.assertEqual(judge(LAB, "m", graded)[0], [
            "m does not compile silently: server.c:3: warning: unused"])

    def test_tells_of_a_mutant_that_fails_another_test(self):
        graded = result(("echo", "failed", "echo-nul"),
                        ("stop", "failed", "sigint"))
        [problem] = judge(LAB, "m", graded)[0]
        self.assertIn("m fails stop (failed, sigint)", problem)

    def test_tells_of_a_mutant_that_nobody_catches(self):
        self.assertEqual(judge(LAB, "m", result(("echo", "passed", "")))[0],
                         ["m is not caught by echo (echo-nul)"])

    def test_tells_of_a_solution_that_fails(self):
        [problem] = judge(LAB, "solution",
                          result(("echo", "failed", "echo-nul")))[0]
        self.assertIn("the solution fails echo", problem)


if __name__ == "__main__":
    unittest.main()
