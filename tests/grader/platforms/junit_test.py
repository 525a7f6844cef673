#!/usr/bin/env python3
"""An independent XML parser (expat) on JUnit documents."""

import xml.etree.ElementTree as ElementTree

from documents import DocumentTest, SAMPLE_MAXIMUM, SAMPLE_POINTS, main


class JUnit(DocumentTest):
    def suite(self, result):
        root = ElementTree.fromstring(self.documents.bytes(result, "junit"))
        self.assertEqual(root.tag, "testsuites")
        suites = root.findall("testsuite")
        self.assertEqual(len(suites), 1)
        return suites[0]

    def count(self, suite, name):
        return len(suite.findall(f"testcase/{name}"))

    def points(self, suite, name):
        return sum(
            int(found.get("value")) for found in suite.findall(
                f"testcase/properties/property[@name='{name}']"))

    def test_counts_what_it_holds(self):
        for result in ("sample", "unpleasant", "faulty", "full"):
            suite = self.suite(result)
            self.assertEqual(int(suite.get("tests")),
                             len(suite.findall("testcase")))
            for number, element in (("failures", "failure"),
                                    ("errors", "error"),
                                    ("skipped", "skipped")):
                self.assertEqual(int(suite.get(number)),
                                 self.count(suite, element))

    def test_holds_verdicts_and_points(self):
        for result in ("sample", "unpleasant"):
            suite = self.suite(result)
            self.assertEqual(self.count(suite, "failure"), 4)
            self.assertEqual(self.count(suite, "skipped"), 1)
            self.assertEqual(self.points(suite, "points"), SAMPLE_POINTS)
            self.assertEqual(self.points(suite, "maximum"), SAMPLE_MAXIMUM)

    def test_gives_back_what_students_printed(self):
        failure = self.suite("sample").find("testcase/failure")
        for text in ("]]> <script>alert(1)</script> &amp; &#0; \"quotes\"",
                     "NUL \\x00 ESC \\x1b[2J", "\U0001f600"):
            self.assertIn(text, failure.text)
        self.assert_harmless(failure.text)

    def test_keeps_newlines_in_attributes(self):
        failure = self.suite("unpleasant").find("testcase/failure")
        self.assertIn("\n::set-output", failure.get("message"))

    def test_has_an_error_for_a_fault_of_the_platform(self):
        suite = self.suite("faulty")
        self.assertEqual(self.count(suite, "error"), 1)
        self.assertEqual(self.points(suite, "maximum"), 0)


if __name__ == "__main__":
    main()
