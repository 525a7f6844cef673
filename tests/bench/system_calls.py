"""System calls a request, counted by strace.

A server runs under strace and answers a fixed number of messages, once few and
once many: the difference leaves out how it starts, accepts and stops. In
connect mode a message is a session, and accepting it is part of it.
"""

import contextlib
import os
import re
import signal
import statistics
import subprocess
import tempfile
import time

from measure import output_of, say
from plan import all_but, holds
from servers import Failed, Server

TOTAL = re.compile(r"^\s*100\.00\s+\S+\s+\S+\s+(\d+)(?:\s+\d+)?\s+total", re.M)
SECONDS = 120
RUNS = 3


class TracedServer(Server):
    """The process is strace's; the server is its child."""

    def __init__(self, name, command, core):
        handle, self.counts = tempfile.mkstemp(prefix="echolab-strace-")
        os.close(handle)
        super().__init__(name, ["strace", "-f", "-c", "-o", self.counts,
                                *command], core)

    def pid(self):
        return self._children()[0]

    def _children(self):
        number = self.process.pid
        with open(f"/proc/{number}/task/{number}/children",
                  encoding="ascii") as file:
            return [int(child) for child in file.read().split()]

    def stop(self):
        """The server itself: strace then writes its counts, and ends."""
        deadline = time.monotonic() + SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            for child in self._children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=1)
        super().stop()

    def __exit__(self, *_):
        super().__exit__()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.counts)


def total_of(text):
    """Of strace's table. Errors: throws Failed."""
    found = TOTAL.search(text)
    if not found:
        raise Failed("strace counted nothing: " + text[:200])
    return int(found[1])


def calls(programs, name, connect, connections, messages, core):
    with TracedServer(name, programs.command(name), core) as server:
        output_of([str(programs.slots), "--core", str(core), "--rounds", "1",
                   "--connections", str(connections), "--messages",
                   str(messages), "--stall", "60",
                   *(["--connect"] if connect else []), server.argument()],
                  SECONDS)
        server.stop()
        with open(server.counts, encoding="utf-8") as file:
            return total_of(file.read())


def calls_each(programs, name, connect, connections, many, core):
    """Of one request. How many a server finds at once depends on who else uses
    the processor: the median of a few runs."""
    few = many // 4
    found = []
    for _ in range(RUNS):
        counts = [calls(programs, name, connect, connections, messages, core)
                  for messages in (few, many)]
        found.append((counts[1] - counts[0]) / (many - few))
    return statistics.median(found)


def measure(programs, results, extent, core):
    """Errors: throws Failed, when there is no strace too."""
    for connect, connections in extent.strace:
        part = "connect" if connect else "steady"
        # A traced fork takes a millisecond.
        many = extent.strace_messages // (4 if connect else 1)
        for name in ["epoll", *all_but("epoll")]:
            key = (part, connections, name)
            if results.has("calls", *key) or not programs.has(name):
                continue
            if not connect and not holds(name, connections):
                continue
            say(f"system calls: {part} {connections} {name}")
            each = calls_each(programs, name, connect, connections, many, core)
            results.add("calls", key, {"calls": round(each, 3)})
