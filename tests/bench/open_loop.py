"""Latency against rate, in an open loop: echo-load --rate.

Runs are short, and the lower quartile of several counts: on a machine that
others use, one stall of theirs in a second would be the 99th percentile of all
of it, and what they do only ever adds. The servers take turns, so that a bad
minute is bad for all of them.
"""

import json
import os
import statistics

import pairs
from measure import output_of, say
from plan import all_but
from servers import FORKING, Failed, Server

CONNECTIONS = 64
SERVERS = ("epoll", "io_uring", "asio", "echo-epoll", "echo-select",
           "echo-thread", "echo-fork")


def measure(programs, results, extent, core):
    names = [name for name in ["epoll", *all_but("epoll")]
             if name in SERVERS and programs.has(name)]
    for rate in extent.open_rates:
        runs = {name: [] for name in names
                if not results.has("open", name, rate)}
        for turn in range(extent.open_runs if runs else 0):
            say(f"open: {rate:,} a second, {turn + 1} of {extent.open_runs}")
            for name in list(runs):
                try:
                    runs[name].append(one(programs, name, rate, extent, core))
                except Failed as error:
                    say(f"open: {name} does not bear it: {error}")
                    del runs[name]
        for name, found in runs.items():
            results.add("open", (name, rate), summary(found))


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
        return json.loads(output_of(command, 60 + 2 * extent.open_seconds))


def summary(runs):
    def undisturbed(value):
        return round(pairs.quartiles([value(run) for run in runs])[0], 1)

    return {"p50_us": undisturbed(lambda run: run["latency_us"]["p50"]),
            "p99_us": undisturbed(lambda run: run["latency_us"]["p99"]),
            "rate": round(statistics.median(run["messages_per_second"]
                                            for run in runs), 1)}
