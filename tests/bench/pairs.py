"""From slots to ratios: what counts, what is discarded, and the quartiles.

bench-slots prints the slots base, s1, base, s2, ..., base. A candidate is
compared with the mean of the base before it and the base after it, and only
if these two agree: else something disturbed the machine, and nobody knows
which of the three it hit.
"""

import json
import statistics

AGREEMENT = 0.15  # the larger neighbour exceeds the smaller by at most this
METRICS = {
    "cost": lambda slot: slot["server_ns"] / slot["messages"],
    "rate": lambda slot: slot["messages"] / slot["wall_ns"] * 1e9,
    "p50": lambda slot: slot["p50_ns"],
    "p99": lambda slot: slot["p99_ns"],
    # What the rate would be if nobody else used the processor.
    "alone": lambda slot: slot["messages"] * 1e9
    / (slot["server_ns"] + slot["generator_ns"]),
    # Of the processor, that server and generator had: on a quiet machine all.
    "share": lambda slot: (slot["server_ns"] + slot["generator_ns"])
    / slot["wall_ns"],
}


class NoSlots(Exception):
    """The slots are not what bench-slots prints."""


def read_slots(text):
    """One dict a line. Errors: throws NoSlots."""
    slots = [json.loads(line) for line in text.splitlines()]
    if len(slots) % 2 == 0 or any(slot["messages"] == 0 for slot in slots):
        raise NoSlots(f"{len(slots)} slots, or an empty one")
    if any(slot["server"] != slots[0]["server"] for slot in slots[::2]):
        raise NoSlots("every other slot should be the base")
    return slots


def agree(one, other):
    return max(one, other) <= (1 + AGREEMENT) * min(one, other)


def ratios(slots, metric):
    """{candidate: (ratios that count, number discarded)}, in order."""
    value = METRICS[metric]
    found = {}
    for before, slot, after in zip(slots[::2], slots[1::2], slots[2::2]):
        kept, discarded = found.setdefault(slot["server"], ([], [0]))
        neighbours = value(before), value(after)
        if agree(*neighbours):
            kept.append(value(slot) / statistics.fmean(neighbours))
        else:
            discarded[0] += 1
    return {name: (kept, discarded[0])
            for name, (kept, discarded) in found.items()}


def quartiles(values):
    """(lower, median, upper), interpolated between the order statistics."""
    if len(values) == 1:
        return (values[0],) * 3
    return tuple(statistics.quantiles(values, n=4, method="inclusive"))


def medians(slots):
    """{server: {metric: median of all its slots}}, the base included."""
    groups = {}
    for slot in slots:
        groups.setdefault(slot["server"], []).append(slot)
    return {name: {metric: statistics.median(map(value, group))
                   for metric, value in METRICS.items()}
            for name, group in groups.items()}


def measurements(slots):
    """{server: row}: what results.jsonl keeps of a run."""
    of_metric = {metric: ratios(slots, metric) for metric in ("cost", "rate")}
    rows = {}
    for name, values in medians(slots).items():
        row = {"slots": sum(slot["server"] == name for slot in slots),
               "cost_us": round(values["cost"] / 1e3, 4),
               "rate": round(values["rate"]),
               "p50_us": round(values["p50"] / 1e3, 1),
               "p99_us": round(values["p99"] / 1e3, 1),
               "rate_alone": round(values["alone"]),
               "share": round(values["share"], 3)}
        for metric, found in of_metric.items():
            if name in found:
                kept, discarded = found[name]
                row[metric + "_ratios"] = [round(r, 4) for r in kept]
                row[metric + "_discarded"] = discarded
        rows[name] = row
    return rows
