"""What was measured: a file with a line of JSON for each measurement.

A measurement that is in the file, of the same commit, is not done again, so
that an interrupted run goes on where it stopped. A later line with the same key
replaces an earlier one.
"""

import json
import os
import pathlib
import platform
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# What the figures depend on. Not the results themselves: to commit them is no
# reason to measure again.
MEASURED = ["csapp", "servers", "clients/load", "scripts/cmake",
            "CMakeLists.txt", "CMakePresets.json", ":(glob)tests/bench/*.cc",
            ":(glob)tests/bench/*.hh", "tests/bench/peers"]


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


class Results:
    """Thread: one."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.commit = commit_of_code()
        self.machine = machine()
        self.rows = {}
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                self._keep(json.loads(line))

    def _keep(self, row):
        self.rows[(row["part"], *row["key"])] = row

    def has(self, part, *key):
        """Measured, of this commit and on this machine."""
        row = self.rows.get((part, *key))
        return (row is not None and row["commit"] == self.commit
                and row["machine"] == self.machine)

    def get(self, part, *key):
        return self.rows.get((part, *key))

    def of(self, part):
        return [row for row in self.rows.values() if row["part"] == part]

    def add(self, part, key, values):
        row = {"part": part, "key": list(key), **values,
               "commit": self.commit, "machine": self.machine,
               "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
        self._keep(row)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def forget(self, parts):
        """Begins anew with these parts."""
        for key in [key for key in self.rows if key[0] in parts]:
            del self.rows[key]
        if self.path.exists():
            self.path.write_text(
                "".join(json.dumps(row) + "\n" for row in self.rows.values()),
                encoding="utf-8")
