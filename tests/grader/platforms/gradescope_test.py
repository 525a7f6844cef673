#!/usr/bin/env python3
"""Reads results.json as Gradescope's documentation says that it does.

Source: gradescope-autograders.readthedocs.io/en/latest/specs
"""

import json

from documents import (DocumentTest, FULL_POINTS, SAMPLE_MAXIMUM,
                       SAMPLE_POINTS, main)

VISIBILITIES = ("visible", "hidden", "after_due_date", "after_published")
FORMATS = ("text", "simple_format", "html", "md", "ansi")


class AutograderFailed(Exception):
    """Gradescope shows an error to staff, and no score to anybody."""


def require(condition, what):
    if not condition:
        raise AutograderFailed(what)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Submission:
    """What Gradescope makes of a document."""

    def __init__(self, text):
        try:
            self.results = json.loads(text)
        except ValueError as error:
            raise AutograderFailed(str(error)) from error
        require(isinstance(self.results, dict), "no object")
        self.tests = self.results.get("tests", [])
        require(isinstance(self.tests, list), "tests are no list")
        for test in self.tests:
            self._check(test)
        self.score = self._score()

    @staticmethod
    def _check(test):
        require(isinstance(test, dict), "a test is no object")
        for field in ("score", "max_score"):
            require(is_number(test.get(field, 0)), f"{field} is no number")
        for field in ("name", "number", "output"):
            require(isinstance(test.get(field, ""), str), f"{field} no string")
        require(test.get("status", "passed") in ("passed", "failed"), "status")
        require(test.get("visibility", "visible") in VISIBILITIES,
                "visibility")
        for field in ("output_format", "name_format"):
            require(test.get(field, "text") in FORMATS, field)

    def _score(self):
        # Overrides the sum of the tests.
        if "score" in self.results:
            require(is_number(self.results["score"]), "score is no number")
            return self.results["score"]
        scores = [test["score"] for test in self.tests if "score" in test]
        require(scores, "neither a score nor a test with one")
        return sum(scores)

    def visible_tests(self, past_due):
        shown = {"visible"} | ({"after_due_date"} if past_due else set())
        standard = self.results.get("visibility", "visible")
        return [test for test in self.tests
                if test.get("visibility", standard) in shown]

    def total_for_students(self, past_due):
        """None: not shown."""
        visible = self.visible_tests(past_due)
        return self.score if len(visible) == len(self.tests) else None

    def text_for_students(self, past_due):
        return "\n".join([self.results.get("output", "")] + [
            test.get("name", "") + "\n" + test.get("output", "")
            for test in self.visible_tests(past_due)])

    def formats(self):
        """Of every text that Gradescope would show."""
        top = self.results
        yield top.get("output_format", "simple_format")
        for test in self.tests:
            yield test.get("output_format",
                           top.get("test_output_format", "text"))
            yield test.get("name_format", top.get("test_name_format", "text"))


class Gradescope(DocumentTest):
    def submission(self, result):
        return Submission(self.documents.text(result, "gradescope"))

    def test_takes_the_points(self):
        for result in ("sample", "unpleasant"):
            submission = self.submission(result)
            self.assertEqual(submission.score, SAMPLE_POINTS)
            tests = submission.tests
            self.assertEqual(sum(test["score"] for test in tests),
                             SAMPLE_POINTS)
            self.assertEqual(sum(test["max_score"] for test in tests),
                             SAMPLE_MAXIMUM)

    def test_marks_tests_as_their_points_say(self):
        for test in self.submission("sample").tests:
            full = test["score"] == test["max_score"]
            self.assertEqual(test["status"], "passed" if full else "failed")

    def test_numbers_tests_by_group(self):
        numbers = [test["number"] for test in self.submission("sample").tests]
        self.assertEqual(numbers,
                         ["1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4"])

    def test_shows_students_no_secret_but_their_points(self):
        for result in ("sample", "unpleasant"):
            submission = self.submission(result)
            for past_due in (False, True):
                text = submission.text_for_students(past_due)
                self.assertNotIn("slow-reader", text)
                self.assertIn("12 of 35 points in the tests you can see", text)
                self.assertIsNone(submission.total_for_students(past_due))
            self.assertNotIn("secret of later",
                             submission.text_for_students(False))
            self.assertIn("secret of later",
                          submission.text_for_students(True))

    def test_shows_the_total_where_nothing_is_hidden(self):
        submission = self.submission("full")
        self.assertEqual(submission.total_for_students(False), FULL_POINTS)

    def test_never_renders_what_students_printed(self):
        for result in ("sample", "unpleasant", "full"):
            self.assertEqual(set(self.submission(result).formats()), {"text"})
        document = json.loads(self.documents.text("faulty", "gradescope"))
        self.assertEqual(document["output_format"], "text")

    def test_is_harmless(self):
        text = self.submission("unpleasant").text_for_students(True)
        self.assert_harmless(text)
        self.assertIn("\\x1b[2J", text)

    def test_has_no_score_for_a_fault_of_the_platform(self):
        with self.assertRaises(AutograderFailed):
            self.submission("faulty")
        document = json.loads(self.documents.text("faulty", "gradescope"))
        self.assertIn("nobody's mistake", document["output"])
        self.assertIn("no memory for a box", document["output"])


class Reader(DocumentTest):
    """The emulator itself."""

    def test_refuses_what_gradescope_does(self):
        for text in ("", "[]", "{}", '{"tests": []}', '{"score": "1"}',
                     '{"tests": [{"status": "passed"}]}',
                     '{"tests": [{"score": 1, "status": "skipped"}]}',
                     '{"tests": [{"score": 1, "visibility": "secret"}]}',
                     '{"score": 1, "output": "\x1b"}'):
            with self.assertRaises(AutograderFailed, msg=text):
                Submission(text)

    def test_overrides_the_sum(self):
        submission = Submission('{"score": 3, "tests": [{"score": 1}]}')
        self.assertEqual(submission.score, 3)
        self.assertEqual(Submission('{"tests": [{"score": 1}]}').score, 1)


if __name__ == "__main__":
    main()
