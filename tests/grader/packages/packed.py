"""Packs the lab 'fork', and unpacks it, for the tests of this folder."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..",
                                    ".."))
PACKAGE_LAB = os.path.join(ROOT, "scripts", "package-lab")
SOLUTION = os.path.join(ROOT, "labs", "assignments", "fork", "solution",
                        "server.c")
SECONDS = 300


class PackageTest(unittest.TestCase):
    build = ""  # folder

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="package-test-")
        os.chmod(self.folder, 0o755)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def run_in(self, folder, *words, status=0, **more):
        """What it prints. Fails unless it exits with `status`."""
        done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False,
                              timeout=SECONDS, **more)
        self.assertEqual(done.returncode, status,
                         f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def pack(self, platform, name="packed"):
        """The path of the archive."""
        suffix = ".zip" if platform == "gradescope" else ".tar.gz"
        path = self.path(name + suffix)
        self.run_in(self.folder, PACKAGE_LAB, "fork", "--for", platform,
                    "--build", self.build, "-o", path)
        return path

    def unpacked(self, platform):
        """A folder with what is in it."""
        folder = self.path(platform)
        os.mkdir(folder)
        # Not by Python's zipfile, which forgets who may execute what.
        tool = (["unzip", "-q"] if platform == "gradescope"
                else ["tar", "-xf"])
        self.run_in(folder, *tool, self.pack(platform))
        return folder


def main():
    PackageTest.build = os.path.abspath(sys.argv.pop(1))
    unittest.main()
