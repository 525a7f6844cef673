"""What echo-load itself costs, beside the minimal epoll loop.

Both share a processor, as everywhere here. A round is one run of echo-load at
full speed; its ratio is the generator's processor time by the server's, of the
same messages at the same time, so that what disturbs one disturbs both.
"""

import json
import statistics
import time

from measure import output_of, say
from servers import Server

BASE = "epoll"
CONNECTIONS = (1, 16, 128)
ROUND_SECONDS = 0.5


def processor_ns(pid):
    """Of a process so far. Source: clock_getcpuclockid(3), of the kernel's."""
    return time.clock_gettime_ns((~pid << 3) | 2)


def one_round(programs, server, connections, core):
    """The processor time of a message: (generator's, server's) in us."""
    before = processor_ns(server.pid())
    found = json.loads(output_of(
        ["taskset", "--cpu-list", str(core), str(programs.load), "127.0.0.1",
         str(server.port), "--threads", "1", "--connections",
         str(connections), "--duration", str(ROUND_SECONDS), "--json", "-"],
        60))
    spent = processor_ns(server.pid()) - before
    return found["own_cpu_us_per_message"], spent / 1e3 / found["messages"]


def measure(programs, results, extent, core):
    for connections in CONNECTIONS:
        if not programs.has(BASE) or results.has("generator", connections):
            continue
        say(f"generator: {connections}")
        with Server(BASE, programs.command(BASE), core) as server:
            rounds = [one_round(programs, server, connections, core)
                      for _ in range(extent.rounds)]
        results.add("generator", (connections,), {
            "cost_us": round(statistics.median(own for own, _ in rounds), 4),
            "server_us": round(statistics.median(s for _, s in rounds), 4),
            "cost_ratios": [round(own / spent, 4) for own, spent in rounds]})
