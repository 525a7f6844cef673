#!/usr/bin/env python3
"""Shows six echo servers at work: two clients each, a load, a summary.

scripts/tour builds what this needs, then runs it.
"""

import argparse
import dataclasses
import json
import os
import platform
import signal
import sys

from tour_parts import load, server_process, two_clients
from tour_parts.pages import Pages

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclasses.dataclass(frozen=True)
class Variant:
    program: str
    model: str


VARIANTS = [
    Variant("echo-iterative", "one client at a time"),
    Variant("echo-fork", "a process for each client"),
    Variant("echo-select", "one thread, an event loop around select"),
    Variant("echo-thread", "a thread for each client"),
    Variant("echo-prethreaded", "a pool of threads behind a bounded queue"),
    Variant("echo-epoll", "one thread, an event loop around epoll"),
]


def seconds(text):
    value = float(text)
    if not 0.01 <= value <= 3600:  # not a number is neither
        raise ValueError
    return value


def arguments():
    parser = argparse.ArgumentParser(
        prog="scripts/tour", usage="scripts/tour [--json FILE] [--seconds S]",
        description=__doc__.split("\n\n")[0])
    parser.add_argument("--json", metavar="FILE",
                        type=argparse.FileType("w", encoding="utf-8"),
                        help="write the findings as data; - for stdout")
    parser.add_argument("--seconds", type=seconds, default=1.0, metavar="S",
                        help="how long each load lasts; default: 1")
    parser.add_argument("--build", metavar="DIR",
                        default=os.path.join(ROOT, "build", "release"),
                        help="where the programs were built")
    return parser.parse_args()


def meet(program):
    """What two clients of one server meet with."""
    with server_process.ServerProcess(program) as server:
        return two_clients.run(server)


def measure(program, generator, seconds):
    """Round trips and sessions with a server."""
    with load.one_processor(), server_process.ServerProcess(program) as server:
        trips = load.round_trips(generator, server.port, seconds)
    with server_process.ServerProcess(program) as server:
        return trips, load.sessions(generator, server.port, seconds)


def as_data(rows):
    return {
        "machine": {"processors": os.cpu_count(),
                    "system": f"{platform.system()} {platform.release()}"},
        "variants": [
            {"program": variant.program, "model": variant.model,
             "second_client": findings.verdict,
             "findings": dataclasses.asdict(findings),
             "round_trips": trips, "sessions": sessions}
            for variant, findings, trips, sessions in rows],
    }


def tour(options):
    # With the data on stdout, the text is for whoever watches.
    output = sys.stderr if options.json is sys.stdout else sys.stdout
    colour = output.isatty() and not os.environ.get("NO_COLOR")
    pages = Pages(output, colour)
    programs = os.path.join(options.build, "bin")
    generator = os.path.join(programs, "echo-load")

    # Loads come later: each leaves the kernel's tables full of old connections.
    pages.introduction()
    met = {}
    for variant in VARIANTS:
        met[variant] = meet(os.path.join(programs, variant.program))
        pages.experiment(variant, met[variant])

    pages.table_head()
    rows = []
    for variant in VARIANTS:
        with pages.waiting_for(f"measuring {variant.program}"):
            loads = measure(os.path.join(programs, variant.program),
                            generator, options.seconds)
        rows.append((variant, met[variant], *loads))
        pages.table_row(*rows[-1])
    pages.table_foot()
    pages.where_next(ROOT, os.path.relpath(options.build, ROOT))
    if options.json:
        json.dump(as_data(rows), options.json, indent=2)
        options.json.write("\n")
        options.json.flush()


def interrupted(number, _):
    for other in SIGNALS:  # nothing more may disturb the clearing up
        signal.signal(other, signal.SIG_IGN)
    print("\ntour: interrupted; its servers are ended", file=sys.stderr)
    raise SystemExit(128 + number)


def main():
    options = arguments()
    for number in SIGNALS:
        signal.signal(number, interrupted)
    try:
        tour(options)
    except BrokenPipeError:  # whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (server_process.StartFailed, OSError) as error:
        print(f"tour: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
