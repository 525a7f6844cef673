"""Another revision beside this one, each server against its older self."""

import pairs
from measure import run_group, say
from plan import CONTROL, Candidate, Group
from servers import MOST_CLIENTS, OURS
from tables import lost, ratio, rows_of

CLIENTS = 16
CONCURRENT = 64
NOTEWORTHY = 0.03
FEWEST = 8  # pairs that count, of either, or nothing is said
LEAST_ROUNDS = 12


def groups(names, rounds, slot_ms):
    for name in names:
        candidates = [Candidate(name, "here")]
        clients = min(CLIENTS, MOST_CLIENTS.get(name, CLIENTS))
        yield Group("steady", (name,), name, candidates, clients, rounds,
                    slot_ms)
        yield Group("connect", (name,), name, candidates, CONCURRENT, rounds,
                    slot_ms, connect=True)


def verdict(row, control):
    """Differs if its quartiles lie apart from those of a copy of the base, so
    that what the machine did to both is no difference, and by what matters."""
    if min(len(row["cost_ratios"]), len(control["cost_ratios"])) < FEWEST:
        return "too few slots count"
    lower, median, upper = pairs.quartiles(row["cost_ratios"])
    other_lower, other_median, other_upper = pairs.quartiles(
        control["cost_ratios"])
    if (abs(median / other_median - 1) < NOTEWORTHY
            or (lower <= other_upper and other_lower <= upper)):
        return "no difference seen"
    return "dearer" if median > other_median else "cheaper"


def compare(here, there, core, rounds, slot_ms):
    """The lines of a table; servers that one of the two lacks are left out."""
    names = [name for name in OURS if here.has(name) and there.has(name)]
    rows = []
    for group in groups(names, max(rounds, LEAST_ROUNDS), slot_ms):
        say(f"against: {group.part} {group.base}")
        found = run_group(here, group, core, elsewhere=there)
        row, control = found["here"], found[CONTROL]
        rows.append([group.base, group.part, group.connections,
                     ratio(row, "cost"), ratio(control, "cost"),
                     ratio(row, "rate"), lost(row, "cost"),
                     verdict(row, control)])
    return list(rows_of(["server", "mode", "clients", "cost, ratio",
                         "control", "rate, ratio", "discarded", ""], rows))
