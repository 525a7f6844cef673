"""Latency against rate, in an open loop: echo-load --rate, when it has it."""

import json

from measure import output_of, say
from plan import all_but
from servers import FORKING, Failed, Server

CONNECTIONS = 64
SERVERS = ("epoll", "io_uring", "asio", "echo-epoll", "echo-select",
           "echo-thread", "echo-fork")


def measure(programs, results, extent, core):
    help_text = output_of([str(programs.load), "--help"], 10)
    if "--rate" not in help_text:
        say("open: this echo-load has no --rate; left out")
        return
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
    """The generator runs where it likes; the server on its processor."""
    with Server(name, programs.command(name), core,
                forks=name in FORKING) as server:
        text = output_of(
            [str(programs.load), "127.0.0.1", str(server.port), "--rate",
             str(rate), "--connections", str(CONNECTIONS), "--duration",
             str(extent.open_seconds), "--json", "-"],
            60 + 2 * extent.open_seconds)
    found = json.loads(text)
    return {"p50_us": found["latency_us"]["p50"],
            "p99_us": found["latency_us"]["p99"],
            "rate": round(found["messages_per_second"])}
