#!/usr/bin/env python3
"""Takes scores from an autograder's output as Autolab does.

Source: saveAutograde and parseAutoresult in Autolab's
app/helpers/assessment_autograde_core.rb
"""

import json
import re

from documents import DocumentTest, FULL_POINTS, SAMPLE_GROUPS, main

ELIDED = b"\n...[excess bytes elided]...\n"


def shortened(output, limit):
    """What is left of `output` when it is over the limit of a job."""
    if len(output) <= limit:
        return output
    half = (limit - len(ELIDED)) // 2
    return output[:half] + ELIDED + output[-half:]


class AutogradeError(Exception):
    pass


def parse_autoresult(line):
    rewritten = re.sub(r"([a-zA-Z0-9]+):", r'"\1":', line)
    try:
        parsed = json.loads(rewritten)
    except ValueError as error:
        raise AutogradeError(str(error)) from error
    if not isinstance(parsed, dict) or not parsed.get("scores"):
        raise AutogradeError("no scores in the autoresult")
    return parsed["scores"]


def saved_scores(output, problems):
    """The score of each of `problems`, declared by the instructor, after the
    first submission, and whether Autolab found nothing wrong."""
    feedback = output.decode("utf-8", errors="replace")
    saved = {}
    try:
        lines = feedback.rstrip(" \t\n\v\f\r\0").split("\n")
        for name, score in parse_autoresult(lines[-1]).items():
            if name not in problems:
                raise AutogradeError(f"{name} is not defined")
            saved[name] = score
        return saved, True
    except AutogradeError:
        return {name: saved.get(name, 0) for name in problems}, False


class Autolab(DocumentTest):
    def scores(self, result, limit=1_000_000, problems=tuple(SAMPLE_GROUPS)):
        output = self.documents.bytes(result, "autolab")
        return saved_scores(shortened(output, limit), problems)

    def test_saves_the_points_of_each_group(self):
        for result in ("sample", "unpleasant"):
            self.assertEqual(self.scores(result), (SAMPLE_GROUPS, True))
        self.assertEqual(self.scores("full", problems=["Echoing"]),
                         ({"Echoing": FULL_POINTS}, True))

    def test_saves_them_though_the_middle_is_lost(self):
        size = len(self.documents.bytes("unpleasant", "autolab"))
        self.assertGreater(size, 8000)
        for limit in (8000, 4000, 1000):
            self.assertEqual(self.scores("unpleasant", limit),
                             (SAMPLE_GROUPS, True))

    def test_saves_no_zero_for_a_fault_of_the_platform(self):
        nothing = {name: None for name in SAMPLE_GROUPS}
        self.assertEqual(self.scores("faulty"), (nothing, True))
        self.assertIn("nobody's mistake",
                      self.documents.text("faulty", "autolab"))

    def test_has_a_last_line_with_nothing_to_rewrite(self):
        for result in ("sample", "unpleasant", "faulty", "full"):
            last = self.documents.text(result, "autolab").rstrip()
            last = last.split("\n")[-1]
            self.assertIsNone(re.search("[a-zA-Z0-9]:", last), last)

    def test_tells_students_the_table_and_no_secret(self):
        text = self.documents.text("sample", "autolab")
        self.assertIn("   17/50    total\n", text)
        self.assertNotIn("secret", text)

    def test_is_harmless(self):
        self.assert_harmless(self.documents.text("unpleasant", "autolab"))


class Reader(DocumentTest):
    """The emulator itself."""

    def test_trips_over_what_autolab_does(self):
        for line in ('{"scores": {"a": 1}, "note": "a word: this"}',
                     '{"scores": {"part: one": 1}}', '{"scores": {}}',
                     '{"scores": {"b": 1}}', "[]", "", "done"):
            self.assertEqual(saved_scores(line.encode(), ["a"]),
                             ({"a": 0}, False), line)

    def test_needs_no_quotes(self):
        self.assertEqual(saved_scores(b"x\n{scores: {a: 1}}\n \n", ["a"]),
                         ({"a": 1}, True))


if __name__ == "__main__":
    main()
