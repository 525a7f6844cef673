"""What labs/demos/demos.json says of the demos."""

import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))


def entries():
    path = os.path.join(ROOT, "labs", "demos", "demos.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)["demos"]


def cures_of(entry):
    return entry.get("cures", [entry["name"] + "_fixed"])


def may_be_real_time():
    """Asked of a process of its own, which keeps what it is given."""
    trial = "import os; os.sched_setscheduler(0, os.SCHED_FIFO, " \
            "os.sched_param(3))"
    return subprocess.run([sys.executable, "-c", trial], check=False,
                          stderr=subprocess.DEVNULL).returncode == 0


def programs_of(entry):
    """Those that the demo shows here, itself first."""
    if "instead" in entry and not may_be_real_time():
        return [entry["instead"], entry["instead"] + "_fixed"]
    return [entry["name"], *cures_of(entry)]
