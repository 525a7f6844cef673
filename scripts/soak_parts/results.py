"""The results file: what was seen, and what need not be repeated."""

import os
import pathlib
import platform
import subprocess

from soak_parts.kernel_facts import COLUMNS, fields, same_counts
from soak_parts.server import Failed

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOLERANCE_KIB = 1024


def command_output(*command):
    return subprocess.run(command, cwd=ROOT, check=True, text=True,
                          capture_output=True).stdout.strip()


def header():
    """What the figures depend on, and names for the columns."""
    commit = command_output("git", "rev-parse", "--short", "HEAD")
    memory = fields("/proc/meminfo")["MemTotal"] / (1 << 20)
    machine = (f"{platform.system()} {platform.release()}, "
               f"{os.cpu_count()} processors, {memory:.0f} GiB")
    names = "".join(f"{name:>13}" for name in COLUMNS)
    return (f"# commit {commit}; {machine}",
            f"# {'variant':<10}{'phase':<9}{'when':<7}{names}")


class Report:
    """Prints and appends to the results file; knows what it says already."""

    def __init__(self, path):
        self.path = path
        self.title, columns = header()
        self.passed = self.read_passed()
        self.variant = self.phase = None
        if self.passed is None:
            self.passed = set()
            self.write(self.title)
            self.write(columns)

    def read_passed(self):
        """The phases passed below the last header; None if not this one."""
        text = self.path.read_text() if self.path.exists() else ""
        passed, title = set(), None
        for line in text.splitlines():
            if line.startswith("# commit "):
                passed, title = set(), line
            elif " flat: " in line:
                passed.add(tuple(line.split()[:2]))
        return passed if title == self.title else None

    def begin(self, variant, phase):
        self.variant, self.phase = variant, phase
        return (variant, phase) not in self.passed

    def write(self, line):
        print(line, flush=True)
        with open(self.path, "a") as file:
            file.write(line + "\n")

    def row(self, when, totals):
        figures = "".join(f"{totals[name]:>13}" for name in COLUMNS)
        self.write(f"{self.variant:<12}{self.phase:<9}{when:<7}{figures}")

    def result(self, words):
        self.write(f"{self.variant:<12}{self.phase:<9}{words}")

    def verdict(self, counts, memory, after, words):
        """`after` against the counts of one snapshot, the memory of one."""
        growth = after["resident_kib"] - memory["resident_kib"]
        if not same_counts(counts, after):
            raise Failed("descriptors, processes or threads are left over")
        if growth > TOLERANCE_KIB:
            raise Failed(f"memory has grown by {growth} KiB")
        self.result(f"flat: {words}; memory {growth:+} KiB")
