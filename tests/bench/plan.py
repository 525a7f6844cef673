"""What is measured: the groups of servers that are compared in one run."""

import dataclasses

from servers import MOST_CLIENTS, OURS, PEERS

CONTROL = "control"  # a second copy of the base: what the method resolves
DESCRIPTORS = 19000  # of the generator's, whose limit may be 20,000
IDLE = (100, 300, 1000, 3000, 9000)
IDLE_SELECT = (100, 300, 900)
ACTIVE = 16
CONCURRENT = (1, 64)  # clients at a time that connect, echo, close
IDLE_SERVERS = ("epoll", "io_uring", "select", "thread", "libevent", "libuv",
                "asio", "echo-epoll", "echo-select", "echo-thread")
# Of the same kind: what ours add to the minimal one.
KINS = {"select": ["echo-select"], "thread": ["echo-thread"],
        "fork": ["echo-fork"], "asio": ["echo-epoll", "echo-select"]}


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A server, the name of its row, and its idle clients."""
    server: str
    name: str
    idle: int = 0


@dataclasses.dataclass
class Group:
    """One run of bench-slots, or several where descriptors do not suffice."""
    part: str
    key: tuple  # of its rows in the results, before the name of a server
    base: str
    candidates: list
    connections: int
    rounds: int
    slot_ms: int
    connect: bool = False

    def batches(self):
        """The candidates, in portions that one generator can hold; each has a
        control. In connect mode connections do not stay."""
        control = Candidate(self.base, CONTROL)
        kept = 0 if self.connect else self.connections
        batch, used = [control], 2 * kept
        for candidate in self.candidates:
            need = kept + candidate.idle
            if used + need > DESCRIPTORS:
                yield batch
                batch, used = [control], 2 * kept
            batch.append(candidate)
            used += need
        yield batch


@dataclasses.dataclass(frozen=True)
class Extent:
    """How much: quick or full."""
    connections: tuple
    kin_connections: tuple
    rounds: int
    rounds_many: int  # where there are many connections or servers
    slot_ms: int
    idle_servers: tuple
    idle: tuple
    strace: tuple  # parts to count system calls of: (connect, connections)
    strace_messages: int
    open_runs: int
    open_seconds: float  # a run
    open_rates: tuple


QUICK = Extent((16, 128), (16,), 6, 3, 60, ("epoll", "echo-epoll", "select"),
               (300, 9000), ((False, 16),), 2000, 3, 0.3,
               (5000, 20000))
FULL = Extent((1, 16, 64, 128, 1000, 4000), (16, 128), 30, 10, 100,
              IDLE_SERVERS, IDLE,
              ((False, 16), (False, 128), (True, 64)), 8000, 11, 0.3,
              (5000, 20000, 50000, 80000, 110000, 140000, 170000, 200000))


def named(names):
    return [Candidate(name, name) for name in names]


def all_but(base):
    return [name for name in [*PEERS, *OURS] if name != base]


def holds(name, connections):
    return connections <= MOST_CLIENTS.get(name, connections)


def steady(extent):
    for count in extent.connections:
        names = [name for name in all_but("epoll") if holds(name, count)]
        many = extent.rounds_many if count > 128 else extent.rounds
        yield Group("steady", (count,), "epoll", named(names), count, many,
                    extent.slot_ms)


def kin(extent):
    for count in extent.kin_connections:
        for base, names in KINS.items():
            yield Group("kin", (base, count), base, named(names), count,
                        extent.rounds, extent.slot_ms)


def connect(extent):
    for count in CONCURRENT:
        yield Group("connect", (count,), "epoll", named(all_but("epoll")),
                    count, extent.rounds, extent.slot_ms, connect=True)


def idle_levels(name, levels):
    if name.endswith("select"):
        return [level for level in (*levels, *IDLE_SELECT[-1:])
                if level <= IDLE_SELECT[-1]]
    return levels


def idle(extent):
    for name in extent.idle_servers:
        candidates = [Candidate(name, f"{level} idle", level)
                      for level in idle_levels(name, extent.idle)]
        yield Group("idle", (name,), name, candidates, ACTIVE,
                    extent.rounds // 2, extent.slot_ms)


PARTS = {"steady": steady, "kin": kin, "connect": connect, "idle": idle}
