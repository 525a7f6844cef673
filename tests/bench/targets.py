"""What the servers are meant to reach, and whether they do.

Each target is a ratio of two servers that worked side by side in one run, or a
number of system calls. It is met if the median is.
"""

import dataclasses

import generator_cost
import pairs
from marked_tables import rows_of
from plan import CONCURRENT

FEWEST = 5  # pairs that count, or it is not judged


@dataclasses.dataclass(frozen=True)
class Target:
    server: str
    clients: str
    what: str  # compared with what, or counted
    most: float
    row: tuple  # of the results


def targets():
    for count in generator_cost.CONNECTIONS:
        yield Target("echo-load", str(count), "its own cost to epoll, minimal",
                     1.10, ("generator", count))
    for count in (16, 128):
        clients = str(count)
        yield Target("echo-epoll", clients, "epoll, minimal", 1.03,
                     ("steady", count, "echo-epoll"))
        yield Target("echo-select", clients, "select, minimal", 1.03,
                     ("kin", "select", count, "echo-select"))
        for name in ("echo-epoll", "echo-select"):
            yield Target(name, clients, "asio", 0.92,
                         ("kin", "asio", count, name))
            yield Target(name, clients, "system calls a request", 2.1,
                         ("calls", "steady", count, name))
        yield Target("echo-thread", clients, "thread, minimal", 1.02,
                     ("kin", "thread", count, "echo-thread"))
    for name, most in (("echo-iterative", 0.91), ("echo-prethreaded", 1.17),
                       ("echo-thread", 1.40), ("echo-fork", 3.6)):
        for count in CONCURRENT:
            yield Target(name, f"{count} at a time",
                         "a session, epoll, minimal", most,
                         ("connect", count, name))
    yield Target("echo-epoll", "16", "itself, without 9,000 silent ones", 1.05,
                 ("idle", "echo-epoll", "9000 idle"))


def verdict(target, row):
    """What was found, and whether it is enough; the unknown is not met."""
    if row is None or not (row.get("calls") or row.get("cost_ratios")):
        return "–", "not measured"
    if "calls" in row:
        return f"{row['calls']:.2f}", said(row["calls"], target.most)
    if len(row["cost_ratios"]) < FEWEST:
        return "–", "too few slots count"
    lower, median, upper = pairs.quartiles(row["cost_ratios"])
    unsettled = ", not settled" if lower < target.most < upper else ""
    return (f"{median:.3f} ({lower:.2f} to {upper:.2f})",
            said(median, target.most) + unsettled)


def said(found, most):
    return "met" if found <= most else "**not met**"


def table(results):
    rows = [[target.server, target.clients, target.what,
             f"{target.most:.2f}", *verdict(target, results.get(*target.row))]
            for target in targets()]
    yield from rows_of(["server", "clients", "compared with", "at most",
                        "found", "verdict"], rows, left=6)
