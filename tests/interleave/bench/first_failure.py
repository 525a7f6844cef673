"""Schedules to the first failure: each program, each strategy, 20 seeds."""

import os

from toolbox import (DETERMINISTIC, STRATEGIES, Failed, bugs, in_parallel,
                     json_of, options_of, say)

SCHEDULES = 20_000
SCALE_SCHEDULES = 10_000
SCALE = ["idle_sweeper_20", "reverse_chain_20", "early_closer_100"]
POTENTIAL = ("data_race", "lock_order")
SECONDS = 30  # of one program and strategy; then the seeds so far count
SCALE_SECONDS = 300


def measure(tools, results):
    tasks = [(program, strategy) for program in bugs()
             for strategy in STRATEGIES
             if not results.has("first-failure", program.name, strategy)]
    measure_all(tools, results, "first-failure", (SCHEDULES, SECONDS), tasks)


def measure_scale(tools, results):
    tasks = [(program, strategy) for program in bugs()
             if program.name in SCALE for strategy in STRATEGIES
             if not results.has("scale", program.name, strategy)]
    measure_all(tools, results, "scale", (SCALE_SCHEDULES, SCALE_SECONDS),
                tasks)


def measure_all(tools, results, part, most, tasks):
    def one(task):
        program, strategy = task
        try:
            row = json_of(line_of(tools, program, strategy, *most),
                          10 * SCALE_SECONDS)
        except Failed as error:
            row = {"threads": 0, "runs": [], "problem": str(error)}
        results.add(part, [program.name, strategy], row)
        say(f"{part}: {program.name} {strategy} {row.get('seconds', '?')} s")

    in_parallel(3 * os.cpu_count(), one, tasks)


def line_of(tools, program, strategy, schedules, seconds):
    seeds = 5 if tools.quick else 20
    if strategy in DETERMINISTIC:
        seeds = 1
    # A race is what is looked for, or only the beginning of it.
    after = 0 if program.verdict in POTENTIAL else schedules
    return [tools.measuring("first-failure"), tools.explorer.build(program),
            strategy, str(seeds), str(schedules), str(seconds), str(after),
            *options_of(program)]


def numbers(row, declared):
    """Of each seed the failing schedule's number, or None."""
    return [run["number"] if run["number"] and
            (declared in POTENTIAL or run["verdict"] not in POTENTIAL)
            else None for run in row["runs"]]
