"""All there is to a small program, found by trying everything: which final
values come about, whether it can deadlock, whether two accesses race, and into
how many classes of equivalent schedules (Mazurkiewicz traces) it falls.

An independent reading of pthreads and of the relation that
labs/interleave/runtime/dependence.hh documents; shares nothing with the tool.

What is kept of a schedule is each event's vector clock under that relation:
two schedules are equivalent if and only if these are the same. Prefixes that
are equivalent lead to the same state, so each class is extended once.
"""

import dataclasses

from small_program import CONDITIONS, MUTEXES, RWLOCKS, VARIABLES, flattened

MOST_CLASSES = 12_000  # of prefixes; more is not small


class TooLarge(Exception):
    """More than MOST_CLASSES."""


@dataclasses.dataclass
class Facts:
    traces: int = 0
    deadlock: bool = False
    race: bool = False
    outcomes: set = dataclasses.field(default_factory=set)


@dataclasses.dataclass(frozen=True)
class State:
    at: tuple  # each thread's next operation
    registers: tuple
    waking: tuple  # does the thread wait on a condition
    values: tuple
    owners: tuple  # of mutexes; None: free
    readers: tuple  # of rwlocks: who holds them for reading
    writers: tuple
    semaphores: tuple
    signals: tuple  # (condition, who may wake by it, how many)


@dataclasses.dataclass(frozen=True)
class Event:
    kind: str
    object: tuple  # ("x", 0), ("m", 1), ...
    mutex: tuple | None  # a second object
    writes: bool


_FAMILY = {"read": "x", "write": "x", "load": "x", "store": "x", "add": "x",
           "cas": "x", "lock": "m", "unlock": "m", "try": "m", "rdlock": "w",
           "wrlock": "w", "rwunlock": "w", "semwait": "s", "post": "s",
           "semtry": "s", "condwait": "c", "condwake": "c", "signal": "c",
           "broadcast": "c"}
_ATOMIC = ("load", "store", "add", "cas")


def dependent(one, other):
    if one.object == other.object:
        if one.object[0] == "x":
            return one.writes or other.writes
        return not one.kind == other.kind == "rdlock"
    objects = {one.object, one.mutex} & {other.object, other.mutex}
    return bool(objects - {None})


def put(values, index, value):
    return values[:index] + (value,) + values[index + 1:]


class Machine:
    """What one step of a thread does to a state."""

    def __init__(self, program):
        self.code = [flattened(thread) for thread in program.threads]
        count = len(self.code)
        zeros = (0,) * count
        self.start = self.settle_all(State(
            zeros, zeros, (False,) * count, (0,) * VARIABLES,
            (None,) * MUTEXES, (frozenset(),) * RWLOCKS, (None,) * RWLOCKS,
            program.semaphores, ()))

    def settle_all(self, state):
        for thread in range(len(self.code)):
            state = self.settle(state, thread)
        return state

    def settle(self, state, thread):
        """Behind the branches, which nobody sees."""
        at = state.at[thread]
        code = self.code[thread]
        while at < len(code) and code[at][0] == "if":
            taken = state.registers[thread] == code[at][1]
            at += 1 if taken else 1 + code[at][2]
        return dataclasses.replace(state, at=put(state.at, thread, at))

    def pending(self, state, thread):
        at = state.at[thread]
        if at == len(self.code[thread]):
            return None
        operation = self.code[thread][at]
        if state.waking[thread]:
            return ("condwake", *operation[1:])
        return operation

    def enabled(self, state, thread):
        operation = self.pending(state, thread)
        if operation is None:
            return False
        kind, number = operation[:2]
        if kind == "lock":
            return state.owners[number] is None
        if kind == "rdlock":
            return state.writers[number] is None
        if kind == "wrlock":
            return state.writers[number] is None and not state.readers[number]
        if kind == "semwait":
            return state.semaphores[number] > 0
        if kind == "condwake":
            return (state.owners[operation[2]] is None and
                    self.signal_for(state, thread) is not None)
        return True

    def signal_for(self, state, thread):
        """The oldest."""
        return next((i for i, signal in enumerate(state.signals)
                     if thread in signal[1]), None)

    def event(self, operation, state):
        kind, number = operation[:2]
        mutex = None
        if kind in ("condwait", "condwake"):
            mutex = ("m", operation[2])
        writes = kind in ("write", "store", "add") or (
            kind == "cas" and state.values[number] == operation[2])
        return Event(kind, (_FAMILY[kind], number), mutex, writes)

    def step(self, state, thread):
        """The event and the state behind it. REQUIRES: enabled."""
        operation = self.pending(state, thread)
        event = self.event(operation, state)
        act = getattr(self, "do_" + _FAMILY[operation[0]])
        changes, skipped = act(state, thread, operation)
        if operation[0] != "condwait":
            at = state.at[thread] + 1 + skipped
            changes["at"] = put(state.at, thread, at)
        return event, self.settle(dataclasses.replace(state, **changes),
                                  thread)

    def do_x(self, state, thread, operation):
        kind, number, *rest = operation
        old, register = state.values[number], state.registers[thread]
        new, result = old, register
        if kind in ("read", "load"):
            result = old
        elif kind == "write":
            new = rest[1] + (register if rest[0] == "add" else 0)
        elif kind == "store":
            new = rest[0]
        elif kind == "add":
            new, result = old + rest[0], old
        else:
            result = int(old == rest[0])
            new = rest[1] if result else old
        return {"values": put(state.values, number, new),
                "registers": put(state.registers, thread, result)}, 0

    def do_m(self, state, thread, operation):
        kind, number = operation[:2]
        if kind == "try" and state.owners[number] is not None:
            return {}, operation[2]
        owner = None if kind == "unlock" else thread
        return {"owners": put(state.owners, number, owner)}, 0

    def do_w(self, state, thread, operation):
        kind, number = operation
        readers = state.readers[number]
        if kind == "wrlock":
            return {"writers": put(state.writers, number, thread)}, 0
        if kind == "rdlock":
            now = readers | {thread}
            return {"readers": put(state.readers, number, now)}, 0
        if thread in readers:
            now = readers - {thread}
            return {"readers": put(state.readers, number, now)}, 0
        return {"writers": put(state.writers, number, None)}, 0

    def do_s(self, state, _thread, operation):
        kind, number = operation[:2]
        count = state.semaphores[number]
        if kind == "semtry" and count == 0:
            return {}, operation[2]
        change = 1 if kind == "post" else -1
        return {"semaphores":
                put(state.semaphores, number, count + change)}, 0

    def do_c(self, state, thread, operation):
        kind, number = operation[:2]
        if kind == "condwait":
            return {"owners": put(state.owners, operation[2], None),
                    "waking": put(state.waking, thread, True)}, 0
        if kind == "condwake":
            return {"owners": put(state.owners, operation[2], thread),
                    "waking": put(state.waking, thread, False),
                    "signals": self.signals_after(state, thread)}, 0
        waiting = frozenset(
            other for other, waits in enumerate(state.waking)
            if waits and self.pending(state, other)[1] == number)
        count = 1 if kind == "signal" else len(waiting)
        if not waiting:
            return {}, 0
        return {"signals": state.signals + ((number, waiting, count),)}, 0

    def signals_after(self, state, thread):
        taken = self.signal_for(state, thread)
        left = []
        for i, (number, waiting, count) in enumerate(state.signals):
            waiting, count = waiting - {thread}, count - (i == taken)
            if waiting and count > 0:
                left.append((number, waiting, count))
        return tuple(left)


def extended(trace, thread, event):
    """A trace: for each thread its events, each with its vector clock."""
    own = trace[thread]
    clock = list(own[-1][1]) if own else [0] * len(trace)
    for other, events in enumerate(trace):
        if other == thread:
            continue
        for rank in range(len(events), clock[other], -1):
            if dependent(events[rank - 1][0], event):
                clock = list(map(max, clock, events[rank - 1][1]))
                break
    clock[thread] = len(own) + 1
    return put(trace, thread, own + ((event, tuple(clock)),))


def _races(machine, state, threads):
    accesses = []
    for thread in threads:
        operation = machine.pending(state, thread)
        if _FAMILY[operation[0]] == "x":
            accesses.append(machine.event(operation, state))
    return any(one.object == other.object and (one.writes or other.writes)
               and not (one.kind in _ATOMIC and other.kind in _ATOMIC)
               for i, one in enumerate(accesses) for other in accesses[:i])


def explore(program):
    """The Facts of a program. Errors: throws TooLarge."""
    machine, facts = Machine(program), Facts()
    count = len(program.threads)
    frontier = {((),) * count: machine.start}
    total = 0
    while frontier:
        following = {}
        for trace, state in frontier.items():
            able = [t for t in range(count) if machine.enabled(state, t)]
            facts.race |= _races(machine, state, able)
            if not able:
                _note_end(machine, state, facts)
            for thread in able:
                event, after = machine.step(state, thread)
                longer = extended(trace, thread, event)
                known = following.setdefault(longer, after)
                # Otherwise the relation lets too much commute.
                assert known == after, "equivalent, but not the same state"
        total += len(following)
        if total > MOST_CLASSES:
            raise TooLarge
        frontier = following
    return facts


def _note_end(machine, state, facts):
    facts.traces += 1
    if any(machine.pending(state, t) for t in range(len(state.at))):
        facts.deadlock = True
    else:
        facts.outcomes.add(state.values + state.registers)
