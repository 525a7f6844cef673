"""What was measured; of the same commit it is not measured again."""

import os
import pathlib
import platform
import subprocess
import time

from measured_rows import MeasuredRows

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What the figures depend on. Not the results, nor what is said of them: to
# commit these is no reason to measure again.
MEASURED = ["csapp", "servers", "clients/load", "scripts/cmake",
            "CMakeLists.txt", "CMakePresets.json", ":(glob)tests/bench/*.cc",
            ":(glob)tests/bench/*.hh", "tests/bench/peers", ":(exclude)*.md"]


def git(*words, folder=ROOT):
    return subprocess.run(["git", "-C", str(folder), *words], text=True,
                          capture_output=True, check=False).stdout.strip()


def commit_of_code():
    """The last commit that changed what is measured; "+" after local edits."""
    commit = git("log", "-1", "--format=%h", "--", *MEASURED) or "unknown"
    return commit + ("+" if git("status", "--porcelain", "--", *MEASURED)
                     else "")


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file
                      if line.startswith("model name")), platform.machine())
    return (f"{os.cpu_count()} processors ({model}), Linux "
            f"{platform.release().split('-')[0]}")


class Results(MeasuredRows):
    """Rows of a commit and a machine."""

    def __init__(self, path):
        super().__init__(path)
        self.commit = commit_of_code()
        self.machine = machine()

    def has(self, part, *key):
        """Measured, of this commit and on this machine."""
        row = self.get(part, *key)
        return (row is not None and row["commit"] == self.commit
                and row["machine"] == self.machine)

    def add(self, part, key, values):
        super().add(part, key, {
            **values, "commit": self.commit, "machine": self.machine,
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())})
