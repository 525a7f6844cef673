"""Runs the groups of a plan, and keeps what came out."""

import contextlib
import subprocess
import sys

import pairs
from plan import PARTS
from servers import FORKING, Failed, Server

SLACK_SECONDS = 180  # to connect thousands of clients, and to stall


def say(text):
    print(text, file=sys.stderr, flush=True)


def start(stack, programs, server, core):
    return stack.enter_context(Server(server, programs.command(server), core,
                                      forks=server in FORKING))


def run_slots(programs, group, servers, core):
    """The slots of servers that run: a list of arguments, the base first."""
    seconds = (2.5 * group.rounds * len(servers) * group.slot_ms / 1000
               + SLACK_SECONDS)
    command = [str(programs.slots), "--core", str(core),
               "--connections", str(group.connections),
               "--rounds", str(group.rounds), "--slot-ms", str(group.slot_ms),
               *(["--connect"] if group.connect else []), *servers]
    return pairs.read_slots(output_of(command, seconds))


def output_of(command, seconds):
    """Errors: throws Failed."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True,
                             timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"no end within {seconds:.0f} s: "
                     + " ".join(command)) from error
    if ran.returncode != 0:
        raise Failed(ran.stderr.strip() or " ".join(command))
    return ran.stdout


def merged(rows, more):
    """Of batches: the base and the control are in all of them."""
    for name, row in more.items():
        if name not in rows:
            rows[name] = row
            continue
        for field, value in row.items():
            if isinstance(value, list) or field.endswith("_discarded") \
                    or field == "slots":
                rows[name][field] += value
    return rows


def run_group(programs, group, core, elsewhere=None):
    """{name: row}. `elsewhere` has the base's programs, if not `programs`."""
    rows = {}
    for batch in group.batches():
        with contextlib.ExitStack() as stack:
            base = start(stack, elsewhere or programs, group.base, core)
            arguments = [base.argument()]
            for candidate in batch:
                # The control is a copy of the base, of the same build.
                copy = elsewhere if candidate.name == "control" else None
                server = start(stack, copy or programs, candidate.server, core)
                arguments.append(server.argument(candidate.name,
                                                 candidate.idle))
            slots = run_slots(programs, group, arguments, core)
        merged(rows, pairs.measurements(slots))
    return rows


def measure(programs, results, part, extent, core):
    """All groups of a part whose rows are not there yet."""
    for group in PARTS[part](extent):
        if not programs.has(group.base):
            continue
        group.candidates = [candidate for candidate in group.candidates
                            if programs.has(candidate.server)]
        names = [group.base, *(c.name for c in group.candidates)]
        if all(results.has(part, *group.key, name) for name in names):
            continue
        say(f"{part}: {' '.join(map(str, group.key))}")
        for name, row in run_group(programs, group, core).items():
            results.add(part, (*group.key, name), row)
