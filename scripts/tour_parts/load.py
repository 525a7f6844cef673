"""Measures a server with echo-load: round trips, then whole sessions."""

import contextlib
import json
import os
import subprocess

from tour_parts import server_process

PARALLEL_CLIENTS = 4
SLACK_SECONDS = 20  # beyond the time that a load takes


def echo_load(program, port, seconds, *options):
    """Runs the generator; returns what its --json tells."""
    command = [program, "127.0.0.1", str(port), "--duration", str(seconds),
               "--json", "-", *options]
    process = server_process.start(command)
    try:
        output, _ = process.communicate(timeout=seconds + SLACK_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise server_process.StartFailed(
            f"{program}: does not end") from error
    finally:
        server_process.end(process)
    if process.returncode != 0:
        raise server_process.StartFailed(
            f"{program}: exit status {process.returncode}")
    return json.loads(output)


@contextlib.contextmanager
def one_processor():
    """Programs started inside stay on one processor. On two, a round trip takes
    6 or 60 us, as the scheduler places them, and no two rows compare."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def round_trips(program, port, seconds):
    """One client, one message at a time, on one connection: no server is
    spoiled by a second client that it cannot serve."""
    return echo_load(program, port, seconds, "--connections", "1")


def sessions(program, port, seconds):
    """Some clients, each of which connects, sends one message, and leaves;
    from several addresses, so that no port is waited for."""
    return echo_load(program, port, seconds,
                     "--connections", str(PARALLEL_CLIENTS),
                     "--session-messages", "1", "--sources", "16")
