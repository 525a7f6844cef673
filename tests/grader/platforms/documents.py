"""Documents for the emulators of the platforms' readers.

Each test program beside this one is started with the path of
write-grading-documents, which writes the documents of the results in
tests/grader/documents/sample.hh: sample, unpleasant (bytes), faulty
(platform), full (marks).
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

# The points of sample.hh.
SAMPLE_POINTS = 17
SAMPLE_MAXIMUM = 50
SAMPLE_GROUPS = {"Echoing": 10, "Processes": 2, "Load": 5}
FULL_POINTS = 10

CONTROLS = {chr(code) for code in [*range(32), *range(127, 160)]} - {"\n", "\t"}
# What turns the direction of text round.
REVERSALS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
                "\u2066\u2067\u2068\u2069")


class Documents:
    """The documents of every result, in a folder that goes with this."""

    def __init__(self, writer):
        self._folder = tempfile.TemporaryDirectory()
        subprocess.run([writer, self._folder.name], check=True, timeout=60)

    def path(self, result, platform):
        return pathlib.Path(self._folder.name) / f"{result}.{platform}"

    def bytes(self, result, platform):
        return self.path(result, platform).read_bytes()

    def text(self, result, platform):
        return self.bytes(result, platform).decode("utf-8")


class DocumentTest(unittest.TestCase):
    """A test case with documents."""

    documents = None

    def assert_harmless(self, text):
        self.assertFalse((CONTROLS | REVERSALS) & set(text))


def main():
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} WRITE-GRADING-DOCUMENTS")
    DocumentTest.documents = Documents(sys.argv.pop(1))
    unittest.main()
