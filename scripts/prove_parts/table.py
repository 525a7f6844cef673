"""The figures of a ledger as a table in Markdown."""

import os
import statistics

from .ledger import state_of
from .submissions import ROOT

HEAD = """# How sure and how fast are the graders?

`scripts/prove --table` writes this page from `gradings.jsonl`, where
`scripts/prove --results tests/results/gradings.jsonl` puts each grading:

    scripts/prove --times 20 --of solution --busy LAB...   both cores kept busy
    scripts/prove --times 3 --of mutants LAB...
    scripts/prove --times 5 --of time LAB...               one at a time
    scripts/prove --of class LAB...                        100 submissions

Only gradings by the sources as they are now count. A flaw is any verdict that
a submission does not deserve: points lost by the solution, or a mutant that
fails another test than its own, or none. "One" is a grading of the solution,
the median, with nothing else going on, "make" what compiling alone takes
outside of a box; limits: 15 s, and 30 s for the labs that are explored. "100"
are as many submissions of all kinds, two at a time.

| lab | solution, busy | flaws | mutants | gradings | flaws | one | make | 100 |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
"""


def seconds(entries):
    if not entries:
        return "-"
    return f"{statistics.median(e['seconds'] for e in entries):.1f} s"


def flaws(entries):
    return sum(bool(entry["problems"]) for entry in entries)


def row(name, ledger):
    now = ledger.find(lab=name, state=state_of(name))
    solution = [e for e in now if e["submission"] == "solution" and e["busy"]]
    mutants = [e for e in now if e["kind"] == "mutant"]
    alone = [e for e in now if e["kind"] == "time"]
    return (f"| {name} | {len(solution)} | {flaws(solution)} "
            f"| {len({e['submission'] for e in mutants})} | {len(mutants)} "
            f"| {flaws(mutants)} | {seconds(alone)} "
            f"| {seconds([e for e in now if e['kind'] == 'compile'])} "
            f"| {seconds([e for e in now if e['kind'] == 'class'])} |\n")


def labs():
    folder = os.path.join(ROOT, "labs", "assignments")
    return sorted(name for name in os.listdir(folder)
                  if os.path.exists(os.path.join(folder, name, "rubric.json")))


def markdown(ledger):
    return HEAD + "".join(row(name, ledger) for name in labs())
