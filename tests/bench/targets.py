"""What the servers are meant to reach, and whether they do.

Each target is a ratio of two servers that worked side by side in one run, or a
number of system calls. It is met if the median is.
"""

import dataclasses

import generator_cost
import pairs
from plan import CONCURRENT

FEWEST = 5  # pairs that count, or it is not judged


@dataclasses.dataclass(frozen=True)
class Target:
    text: str
    most: float
    row: tuple  # of the results


def targets():
    for count in generator_cost.CONNECTIONS:
        yield Target(f"echo-load, {count} client{'s'[:count > 1]}, its own "
                     "cost to that of the minimal epoll loop", 1.10,
                     ("generator", count))
    for count in (16, 128):
        yield Target(f"echo-epoll, {count} clients, to the minimal epoll loop",
                     1.03, ("steady", count, "echo-epoll"))
        yield Target(f"echo-select, {count} clients, to the minimal select "
                     "loop", 1.03, ("kin", "select", count, "echo-select"))
        for name in ("echo-epoll", "echo-select"):
            yield Target(f"{name}, {count} clients, to asio", 0.92,
                         ("kin", "asio", count, name))
            yield Target(f"{name}, {count} clients, system calls a request",
                         2.1, ("calls", "steady", count, name))
        yield Target(f"echo-thread, {count} clients, to the minimal thread "
                     "server", 1.02, ("kin", "thread", count, "echo-thread"))
    for name, most in (("echo-iterative", 0.91), ("echo-prethreaded", 1.17),
                       ("echo-thread", 1.40), ("echo-fork", 3.6)):
        for count in CONCURRENT:
            yield Target(f"{name}, a connection for each message, {count} at "
                         "a time, to the minimal epoll loop", most,
                         ("connect", count, name))
    yield Target("echo-epoll, 9,000 silent clients beside 16, to itself "
                 "without them", 1.05, ("idle", "echo-epoll", "9000 idle"))


def verdict(target, row):
    """In a line; what is not known is not met."""
    wanted = f"at most {target.most:.2f}"
    if row is None or not (row.get("calls") or row.get("cost_ratios")):
        return f"{target.text}: {wanted}: not measured."
    settled = ""
    if "calls" in row:
        median = row["calls"]
        found = f"{median:.2f}"
    else:
        if len(row["cost_ratios"]) < FEWEST:
            return f"{target.text}: {wanted}: too few slots count."
        lower, median, upper = pairs.quartiles(row["cost_ratios"])
        found = f"{median:.3f} ({lower:.2f} to {upper:.2f})"
        if lower < target.most < upper:
            settled = ", but not settled by this run"
    said = "met" if median <= target.most else "**not met**"
    return f"{target.text}: {wanted}: {found}: {said}{settled}."


def lines(results):
    for target in targets():
        row = results.get(*target.row)
        yield "- " + verdict(target, row)
