#!/usr/bin/env python3
"""GitHub Actions and Classroom's grading reporter on a document.

The runner reads the outputs of a step, hands `result` to the reporter in an
environment variable, and obeys commands in the log that the reporter writes.

Source: src/*.js of github.com/classroom-resources/autograding-grading-reporter
and FileCommandManager.cs, ActionCommand.cs of github.com/actions/runner
"""

import base64
import json
import re

from documents import (DocumentTest, FULL_POINTS, SAMPLE_MAXIMUM,
                       SAMPLE_POINTS, main)

LONGEST_ENVIRONMENT_STRING = 128 * 1024  # MAX_ARG_STRLEN of Linux


def step_outputs(text):
    """What $GITHUB_OUTPUT says: name=value, or name<<END ... END."""
    outputs, lines = {}, iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        equals, heredoc = line.find("="), line.find("<<")
        if heredoc >= 0 and (equals < 0 or heredoc < equals):
            name, end = line.split("<<", 1)
            value = []
            for further in lines:
                if further == end:
                    break
                value.append(further)
            else:
                raise ValueError("a value without its end")
            outputs[name] = "\n".join(value)
        elif equals > 0:
            name, outputs[name] = line.split("=", 1)
        else:
            raise ValueError(f"invalid format '{line}'")
    return outputs


def commands(log):
    """The lines of `log` that the runner would try to obey."""
    return [line for line in re.split("\r\n|\r|\n", log)
            if line.lstrip().startswith("::") or "##[" in line]


class Report:
    """What the reporter makes of a step's result."""

    def __init__(self, value):
        if len("TESTS_RESULTS=" + value) >= LONGEST_ENVIRONMENT_STRING:
            raise OSError("argument list too long")
        # Node's decoder is lenient; a strict one finds more.
        text = base64.b64decode(value, validate=True).decode("utf-8")
        self.results = json.loads(text)
        self.log = "".join(line + "\n" for line in self._log())

    def _log(self):
        yield "Processing: tests"
        for test in self.results["tests"]:
            where = ("" if test.get("line_no") == 0
                     else f" - line {test.get('line_no', 'undefined')}")
            if test["status"] == "pass":
                yield f"\x1b[32mpassed {test['name']}{where}\x1b[0m"
            elif test["status"] == "error":
                yield f"Error: {test.get('message')}\n\x1b[0m"
            else:
                yield f"\x1b[31mfailed {test['name']}{where}\x1b[0m"
            if test.get("test_code"):
                yield f"Test code:\n{test['test_code']}\n"

    def announced_points(self):
        """None: the reporter announces none."""
        maximum = self.results.get("max_score")
        if not maximum:
            return None
        return sum(test["score"] for test in self.results["tests"]), maximum

    def fails_the_job(self):
        return self.results["status"] in ("fail", "error")


class Classroom(DocumentTest):
    def report(self, result):
        outputs = step_outputs(self.documents.text(result, "classroom"))
        self.assertEqual(list(outputs), ["result"])
        return Report(outputs["result"])

    def test_announces_the_points(self):
        for result in ("sample", "unpleasant"):
            report = self.report(result)
            self.assertEqual(report.announced_points(),
                             (SAMPLE_POINTS, SAMPLE_MAXIMUM))
            self.assertTrue(report.fails_the_job())
        report = self.report("full")
        self.assertEqual(report.announced_points(), (FULL_POINTS, FULL_POINTS))
        self.assertFalse(report.fails_the_job())

    def test_announces_nothing_for_a_fault_of_the_platform(self):
        report = self.report("faulty")
        self.assertIsNone(report.announced_points())
        self.assertTrue(report.fails_the_job())
        self.assertIn("nobody's mistake", report.log)

    def test_gives_the_runner_no_command(self):
        for result in ("sample", "unpleasant", "faulty", "full"):
            self.assertEqual(commands(self.report(result).log), [])
            # Where the grader's own output is the log.
            document = self.documents.text(result, "classroom")
            self.assertEqual(commands(document), [])
        # They were there to obey.
        self.assertIn("::set-output name=", self.report("sample").log)

    def test_tells_students_why_and_no_secret(self):
        log = self.report("sample").log
        self.assertIn("| hint: One SIGCHLD can stand for many children.", log)
        self.assertNotIn("secret", log)
        self.assertNotIn("undefined", log)

    def test_is_harmless(self):
        texts = json.dumps(self.report("unpleasant").results,
                           ensure_ascii=False)
        self.assert_harmless(texts)
        self.assertNotIn("\\u00", texts)  # JSON's word for a control


class Runner(DocumentTest):
    """The emulator itself."""

    def test_finds_commands(self):
        for log in ("::error::x", "a\n  ::set-output name=x::y\n",
                    "a\r::debug::x", "a ##[error]x"):
            self.assertEqual(len(commands(log)), 1, log)
        self.assertEqual(commands("| ::error::x\na::b\n# #[error]"), [])

    def test_reads_outputs(self):
        self.assertEqual(step_outputs("a=b=c\nd<<E\n1\n2\nE\n"),
                         {"a": "b=c", "d": "1\n2"})
        for text in ("word", "a<<E\n1\n", "=x"):
            with self.assertRaises(ValueError):
                step_outputs(text)

    def test_has_room_for_so_much(self):
        with self.assertRaises(OSError):
            Report("A" * LONGEST_ENVIRONMENT_STRING)


if __name__ == "__main__":
    main()
