"""Latency against rate, in an open loop: echo-load --rate.

A run is short, and the median of several counts: on a machine that others use,
one stall of theirs in a second would be the 99th percentile of all of it.
"""

import json
import os
import statistics

from measure import output_of, say
from plan import all_but
from servers import FORKING, Failed, Server

CONNECTIONS = 64
SERVERS = ("epoll", "io_uring", "asio", "echo-epoll", "echo-select",
           "echo-thread", "echo-fork")


def measure(programs, results, extent, core):
    for name in ["epoll", *all_but("epoll")]:
        if name not in SERVERS or not programs.has(name):
            continue
        for rate in extent.open_rates:
            if results.has("open", name, rate):
                continue
            say(f"open: {name} {rate}")
            try:
                row = one(programs, name, rate, extent, core)
            except Failed as error:
                say(f"open: {name} does not bear {rate} a second: {error}")
                break
            results.add("open", (name, rate), row)


def one(programs, name, rate, extent, core):
    """The generator keeps off the server's processor, if there is another."""
    others = sorted(os.sched_getaffinity(0) - {core}) or [core]
    with Server(name, programs.command(name), core,
                forks=name in FORKING) as server:
        command = ["taskset", "--cpu-list", ",".join(map(str, others)),
                   str(programs.load), "127.0.0.1", str(server.port), "--rate",
                   str(rate), "--connections", str(CONNECTIONS), "--threads",
                   "1", "--warm-up", "0.1", "--duration",
                   str(extent.open_seconds), "--json", "-"]
        runs = [json.loads(output_of(command, 60 + 2 * extent.open_seconds))
                for _ in range(extent.open_runs)]

    def median(value):
        return round(statistics.median(map(value, runs)), 1)

    return {"p50_us": median(lambda run: run["latency_us"]["p50"]),
            "p99_us": median(lambda run: run["latency_us"]["p99"]),
            "rate": median(lambda run: run["messages_per_second"])}
