"""Odd programs have no known answer. But the explorer must come to an end, say
something, say the same again and with two processes, and replay it."""

import random

import odd_program
from tool import Endless, Objection, parsed

STEPS = 20_000  # of one schedule
STRATEGIES = ("portfolio", "delay-bounding", "preemption-bounding",
              "partial-order-reduction", "pct", "partial-order-sampling",
              "reads-from", "random")
# These programs always come to a visible operation, have no null pointers, and
# end with status 0; and they do not look at what may differ.
IMPOSSIBLE = ("crash", "uncontrolled_hang", "nondeterminism", "exit_status")
RUNS = 3


def check(tool, seed, write):
    """Returns the verdicts. Throws Objection."""
    choice = random.Random(f"check {seed}")
    program = write(odd_program.generate(seed))
    verdicts = []
    for strategy in choice.sample(STRATEGIES, RUNS):
        options = ["--strategy", strategy, "--schedules", "120",
                   "--steps", str(STEPS), "--seed", str(choice.randrange(100))]
        if choice.randrange(4) == 0:
            options.append("--spurious-wakeups")
        try:
            verdicts.append(check_run(tool, program, options, choice))
        except Endless:
            verdicts.append("endless")
    return " ".join(sorted(set(verdicts)))


def check_run(tool, program, options, choice):
    result = tool.explore(program, options)
    verdict = result["verdict"]
    if verdict in IMPOSSIBLE:
        raise Objection(f"{verdict}, with {' '.join(options)}")
    if choice.randrange(3) == 0:
        again = parsed(tool.run(program, [*options, "--jobs", "2"]))
        if again != result:
            raise Objection("another result with --jobs 2: "
                            f"{difference(result, again)}, with "
                            f"{' '.join(options)}")
    if verdict != "none" and "--spurious-wakeups" not in options:
        tool.replay(program, result, steps=STEPS)
    return verdict


def difference(one, other):
    """The path of the first value that differs, and both."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other):
            return f"{list(one)}, then {list(other)}"
        pairs = [(f".{key}", one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return f" has {len(one)}, then {len(other)}"
        pairs = [(f"[{i}]", *pair) for i, pair in enumerate(zip(one, other))]
    else:
        return f": {one}, then {other}"
    name, left, right = next(p for p in pairs if p[1] != p[2])
    return name + difference(left, right)
