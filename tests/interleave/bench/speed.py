"""Schedules a second: of the bare engine, and of the whole tool."""

import json
import statistics

from toolbox import STRATEGIES, json_of, run, say

ENGINE = ["racing_counter", "locked_counter", "eight_threads"]
TOOL = [("racing_counter", ["--detector", "none"]),
        ("locked_counter", []),
        ("eight_threads", []),
        ("eight_threads", ["--detector", "none"])]
MANY = {"racing_counter": 20_000, "locked_counter": 20_000,
        "eight_threads": 5_000}
SECONDS = 240


def measure(tools, results):
    measure_engine(tools, results)
    measure_tool(tools, results)


def measure_engine(tools, results):
    blocks, seconds = ("3", "0.2") if tools.quick else ("9", "0.5")
    for name in ENGINE:
        if results.has("engine", name):
            continue
        say(f"engine: {name}")
        results.add("engine", [name], json_of(
            [tools.measuring("throughput"), tools.small_program(name), blocks,
             seconds], 10 * SECONDS))


def measure_tool(tools, results):
    for name, options in TOOL:
        program = tools.small_program(name)
        for strategy in STRATEGIES:
            for jobs in (1, 2) if strategy == "portfolio" else (1,):
                key = [name, " ".join(options), strategy, jobs]
                if results.has("tool", *key):
                    continue
                say(f"tool: {' '.join(map(str, key))}")
                results.add("tool", key, run_tool(
                    tools, program, name, options, strategy, jobs))


def run_tool(tools, program, name, options, strategy, jobs):
    """Medians; the time to start and to end the tool is left out."""
    many = MANY[name] // (10 if tools.quick else 1)
    line = [tools.interleave, "run", "--json", "-", *options, "--strategy",
            strategy, "--bound", "3", "--jobs", str(jobs)]
    each = []
    for _ in range(1 if tools.quick else 3):
        few = run([*line, "--schedules", "1", program], SECONDS)
        ran = run([*line, "--schedules", str(many), program], SECONDS)
        done = json.loads(ran.output)["schedules"]
        each.append((done / max(ran.cpu - few.cpu, 1e-3),
                     done / max(ran.wall - few.wall, 1e-3), done))
    return {"per_second": round(statistics.median(e[0] for e in each)),
            "per_wall_second": round(statistics.median(e[1] for e in each)),
            "done": each[0][2], "status": ran.status}
