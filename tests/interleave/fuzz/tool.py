"""The explorer under test: builds programs with it and runs it, and objects to
whatever it must never do: hang, die, give up, or change its mind."""

import json
import os
import shlex
import subprocess

COMPILE_SECONDS = 300  # of a machine that does other things, too
RUN_SECONDS = 200
VERDICTS = {"none", "assertion", "crash", "memory_error", "exit_status",
            "data_race", "deadlock", "lost_wakeup", "livelock", "lock_order",
            "misuse", "uncontrolled_hang", "nondeterminism"}


# What it says of a program that does not end.
ENDLESS = "does the program end?"

# The one warning that is no fault: a schedule that hardly minds yielding.
TOO_LONG = "the schedule has too many switches for a token"


class Objection(Exception):
    """What the tool did and should not have; the text says all."""


class Endless(Exception):
    """The program came to its end in no schedule, says the tool."""


class NoTool(Exception):
    """There is nothing to test."""


class Tool:
    def __init__(self, build):
        self.command = os.path.join(os.path.abspath(build), "bin",
                                    "interleave")
        if not os.access(self.command, os.X_OK):
            raise NoTool(f"no {self.command}; build the target interleave")

    def compile(self, source, program):
        line = [self.command, "cc", "-w", "-pthread", source, "-o", program]
        self.call(line, COMPILE_SECONDS, (0,))

    def run(self, program, options=(), arguments=()):
        """What --json tells, as text. Throws Objection."""
        line = [self.command, "run", "--json", "-", *options, program,
                *map(str, arguments)]
        return self.call(line, RUN_SECONDS, (0, 1))

    def explore(self, program, options=(), arguments=()):
        """The same, looked at, as a dictionary."""
        result = parsed(self.run(program, options, arguments))
        where = f"\n  {shlex.join(map(str, options))} {arguments}"
        if result["verdict"] not in VERDICTS:
            raise Objection(f"unknown verdict {result['verdict']}{where}")
        if set(result["warnings"]) - {TOO_LONG} or result["diverged"]:
            raise Objection(f"warns: {result['warnings']}, "
                            f"{result['diverged']} diverged{where}")
        return result

    def replay(self, program, result, arguments=(), steps=100_000):
        """Does the token lead to the same verdict within as many steps?"""
        if TOO_LONG in result["warnings"]:
            return
        line = [self.command, "replay", "--json", "-", "--steps", str(steps),
                result["token"], program, *map(str, arguments)]
        again = parsed(self.call(line, RUN_SECONDS, (1,)))
        if again["verdict"] != result["verdict"]:
            raise Objection(f"{result['verdict']} is replayed as "
                            f"{again['verdict']}\n  {shlex.join(line)}")

    def call(self, line, seconds, statuses):
        try:
            done = subprocess.run(
                line, stdin=subprocess.DEVNULL, capture_output=True,
                timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            raise Objection(f"hangs: not done after {seconds} s\n"
                            f"  {shlex.join(line)}") from None
        if done.returncode not in statuses:
            said = (done.stderr or done.stdout).decode(errors="replace")
            if done.returncode == 2 and ENDLESS in said:
                raise Endless(said)
            raise Objection(f"exit status {done.returncode}\n"
                            f"  {shlex.join(line)}\n{said[-2000:]}")
        return done.stdout.decode(errors="replace")


def parsed(output):
    try:
        return json.loads(output)
    except ValueError as error:
        raise Objection(f"no JSON ({error}) but\n{output[:1000]}") from error
