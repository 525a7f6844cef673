"""What the kernel shows of a server: all its processes, counted."""

import os
import time

COLUMNS = ("descriptors", "processes", "threads", "resident_kib")
DEADLINE = 60  # seconds; nothing here takes that long


def family(pid):
    """The process and its children (of its main thread), zombies included."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [pid] + [int(child) for child in file.read().split()]


def fields(path):
    """{'Rss': 123, …} of a file with lines like 'Rss:   123 kB'."""
    found = {}
    with open(path) as file:
        for line in file:
            words = line.split()
            if len(words) > 1 and words[1].isdigit():
                found[words[0].rstrip(":")] = int(words[1])
    return found


def resident_kib(pid, is_child):
    """Pages that parent and child share are the parent's."""
    memory = fields(f"/proc/{pid}/smaps_rollup")
    if is_child:
        return memory["Private_Clean"] + memory["Private_Dirty"]
    return memory["Rss"]


def snapshot(pid):
    """The four columns, summed over the processes of a server."""
    totals = dict.fromkeys(COLUMNS, 0)
    for member in family(pid):
        try:
            totals["processes"] += 1
            threads = fields(f"/proc/{member}/status").get("Threads", 0)
            totals["threads"] += threads
            totals["descriptors"] += len(os.listdir(f"/proc/{member}/fd"))
            totals["resident_kib"] += resident_kib(member, member != pid)
        except (FileNotFoundError, ProcessLookupError, PermissionError,
                KeyError):
            pass  # it is ending: what is left of it has been counted
    return totals


def same_counts(one, other):
    return all(one[name] == other[name] for name in COLUMNS[:3])


def is_at_rest(pid):
    """No children, and every thread asleep."""
    if len(family(pid)) > 1:
        return False
    states = []
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/stat") as file:
                states.append(file.read().rpartition(")")[2].split()[0])
        except (FileNotFoundError, ProcessLookupError):
            return False  # a thread is ending
    return set(states) == {"S"}


def wait_until(condition):
    """Whether the condition came true before the deadline."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)  # between two looks
    return True


def settle(pid, before):
    """Waits until the counts are what they were; the last snapshot."""
    wait_until(lambda: same_counts(snapshot(pid), before))
    return snapshot(pid)
