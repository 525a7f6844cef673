"""What labs/demos/demos.json says of the demos."""

import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))


def entries():
    path = os.path.join(ROOT, "labs", "demos", "demos.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)["demos"]


def cures_of(entry):
    return entry.get("cures", [entry["name"] + "_fixed"])
