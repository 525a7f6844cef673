#!/usr/bin/env python3
"""Reads results.json as PrairieLearn and its results element do.

Source: PrairieLearn's docs/externalGrading.md, "Grading results";
elements/pl-external-grader-results
"""

import json

from documents import (DocumentTest, FULL_POINTS, SAMPLE_MAXIMUM,
                       SAMPLE_POINTS, main)

MOST_BYTES = 1_000_000


class Invalid(Exception):
    pass


def graded(data):
    """The score, or None when the attempt does not count; and the tests."""
    if len(data) > MOST_BYTES:
        raise Invalid("too large")
    try:
        results = json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise Invalid(str(error)) from error
    if results.get("gradable", True) is False:
        return None, results.get("tests", [])
    score = results.get("score")
    if isinstance(score, bool) or not isinstance(score, (int, float)):
        raise Invalid("no score")
    if not 0 <= score <= 1:
        raise Invalid("a score out of range")
    return score, results.get("tests", [])


class PrairieLearn(DocumentTest):
    def graded(self, result):
        return graded(self.documents.bytes(result, "prairielearn"))

    def test_takes_the_score(self):
        for result, points, maximum in (
                ("sample", SAMPLE_POINTS, SAMPLE_MAXIMUM),
                ("unpleasant", SAMPLE_POINTS, SAMPLE_MAXIMUM),
                ("full", FULL_POINTS, FULL_POINTS)):
            score, tests = self.graded(result)
            self.assertAlmostEqual(score, points / maximum)
            # The element shows these sums beside the score.
            self.assertEqual(sum(test["points"] for test in tests), points)
            self.assertEqual(sum(test["max_points"] for test in tests),
                             maximum)

    def test_counts_no_attempt_for_a_fault_of_the_platform(self):
        self.assertEqual(self.graded("faulty"), (None, []))
        text = self.documents.text("faulty", "prairielearn")
        self.assertIn("nobody's mistake", json.loads(text)["format_errors"][0])

    def test_tells_students_why_and_no_secret(self):
        _, tests = self.graded("sample")
        self.assertIn("One SIGCHLD can stand", tests[1]["message"])
        self.assertNotIn("secret", json.dumps(tests))

    def test_is_harmless(self):
        _, tests = self.graded("unpleasant")
        for test in tests:
            for field in ("name", "message", "output"):
                self.assert_harmless(test[field])


class Reader(DocumentTest):
    """The emulator itself."""

    def test_refuses_what_prairielearn_does(self):
        for data in (b"", b"{}", b'{"score": 1.1}', b'{"score": -1}',
                     b'{"score": "1"}', b'{"score": 1, "output": "\xff"}',
                     b'{"score": 1}' + b" " * MOST_BYTES):
            with self.assertRaises(Invalid):
                graded(data)


if __name__ == "__main__":
    main()
