"""Does the explorer say of a small program what the reference says?

It is asked whether the program can deadlock, whether accesses race, and, by
assertions on the final values, whether a certain end can come about. Of the
partial-order reduction's schedules there must be one for each class."""

import random
import re

import reference
import small_program
from tool import Objection

BUDGET = 20_000
LESS = 2_000  # for the portfolio, which uses up all it gets
BOUND = 20  # more than any small program has switches
REDUCTION = ["--strategy", "partial-order-reduction"]
BOUNDED = (["--strategy", "delay-bounding", "--bound", str(BOUND)],
           ["--strategy", "preemption-bounding", "--bound", str(BOUND)])
NO_RACES = ["--detector", "none"]
DEADLOCKS = ("deadlock", "lost_wakeup")
# Where each happens-before edge is a dependence that can be reversed as well:
# races that a run shows are races of two neighbours.
PURE = {"read", "write", "lock", "unlock", "if"}


def check(tool, seed, write):
    """Returns what was compared, in a word. Throws Objection."""
    program = small_program.generate(seed)
    try:
        facts = reference.explore(program)
    except reference.TooLarge:
        return "too large"
    binary = write(program.text())
    checker = Checker(tool, binary, program, facts, seed)
    checker.check_traces()
    checker.check_race()
    for options in (REDUCTION, random.Random(seed).choice(BOUNDED), []):
        checker.check_ends(options)
    return "compared"


def completed(result):
    """How many orders of dependent operations: none of the number, where not
    all were tried."""
    found = re.match(r"all ([\d,]+) orders|the only order", result["coverage"])
    if not found or not result["exhausted"]:
        return None
    return int((found.group(1) or "1").replace(",", ""))


class Checker:
    def __init__(self, tool, binary, program, facts, seed):
        self.tool, self.binary = tool, binary
        self.program, self.facts = program, facts
        self.choice = random.Random(seed)

    def explore(self, options, arguments=()):
        budget = ["--schedules", str(LESS if options == NO_RACES else BUDGET)]
        return self.tool.explore(self.binary, [*options, *budget], arguments)

    def check_traces(self):
        result = self.explore(REDUCTION + NO_RACES)
        if self.facts.deadlock or result["verdict"] == "lock_order":
            return
        expect("classes of schedules", self.facts.traces, completed(result),
               result)

    def check_race(self):
        result = self.explore(REDUCTION)
        if self.facts.deadlock or result["verdict"] == "lock_order":
            return
        raced = result["verdict"] == "data_race"
        if self.facts.race or self.program.kinds() <= PURE:
            expect("race", self.facts.race, raced, result)

    def check_ends(self, options):
        result = self.explore(options + NO_RACES)
        if result["verdict"] in DEADLOCKS or is_thorough(result):
            expect("deadlock", self.facts.deadlock,
                   result["verdict"] in DEADLOCKS, result)
        if result["verdict"] not in (*DEADLOCKS, "none", "lock_order"):
            expect("verdict", "none or a deadlock", result["verdict"], result)
        if self.facts.deadlock:
            return
        possible = self.choice.choice(sorted(self.facts.outcomes))
        self.check_outcome(options, possible)
        other = list(possible)
        other[self.choice.randrange(len(other))] += 1
        self.check_outcome(options, tuple(other))

    def check_outcome(self, options, outcome):
        result = self.explore(options + NO_RACES, outcome)
        failed = result["verdict"] == "assertion"
        if failed or is_thorough(result):
            expect(f"final values {outcome}",
                   outcome in self.facts.outcomes, failed, result)
        if failed and self.choice.randrange(4) == 0:
            self.tool.replay(self.binary, result, outcome)


def is_thorough(result):
    """Has it tried all? A search that chooses at random promises nothing."""
    return result["verdict"] != "lock_order" and result["exhausted"]


def expect(what, expected, observed, result):
    if expected != observed:
        raise Objection(f"{what}: the reference says {expected}, the tool "
                        f"{observed}\n  {result['coverage']}")
