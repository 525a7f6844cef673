"""What the parts of the benchmark share: the built tools, and running them."""

import argparse
import concurrent.futures
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "corpus"))

# pylint: disable=wrong-import-position
from corpus import PROGRAMS, ROOT, programs  # noqa: E402
from explorer import Explorer, Failed  # noqa: E402

STRATEGIES = ["delay-bounding", "preemption-bounding",
              "partial-order-reduction", "pct", "partial-order-sampling",
              "reads-from", "random", "portfolio"]
DETERMINISTIC = STRATEGIES[:3]
TARGETS = ["interleave", "interleave-throughput", "interleave-first-failure",
           "csapp"]


class Toolbox:
    """One build of the explorer and of the measuring programs."""

    def __init__(self, build, quick):
        self.top = os.path.abspath(build)
        self.quick = quick
        self.explorer = None

    def make(self):
        """Errors: throws Failed."""
        if not os.path.exists(os.path.join(self.top, "CMakeCache.txt")):
            self._do(["cmake", "-S", HERE, "-B", self.top, "-G", "Ninja",
                      "-DCMAKE_BUILD_TYPE=Release"])
        self._do(["cmake", "--build", self.top, "--target", *TARGETS])
        self.explorer = Explorer(argparse.Namespace(
            build=os.path.join(self.top, "echolab"), compiler="gcc"))

    @staticmethod
    def _do(line):
        if subprocess.run(line, stdout=sys.stderr, check=False).returncode:
            raise Failed("this failed: " + " ".join(line))

    @property
    def interleave(self):
        return self.explorer.command

    def measuring(self, name):
        return os.path.join(self.top, "interleave-" + name)

    def small_program(self, name):
        """The path of a built program of the folder programs/."""
        folder = os.path.join(self.top, "programs")
        os.makedirs(folder, exist_ok=True)
        target = os.path.join(folder, name)
        source = os.path.join(HERE, "programs", name + ".c")
        self._do([self.interleave, "cc", "-Wall", "-Wextra", "-pthread",
                  source, "-o", target])
        return target

    def csapp(self):
        """Options to compile and link with csapp outside the explorer."""
        return ["-I", os.path.join(ROOT, "csapp", "include"),
                os.path.join(self.top, "echolab", "csapp", "libcsapp.a"),
                "-lstdc++"]


class Ran:
    """A command that ended, or was ended after so many seconds."""

    def __init__(self, status, output, wall, cpu, timed_out):
        self.status = status
        self.output = output
        self.wall = wall
        self.cpu = cpu
        self.timed_out = timed_out


def run(line, seconds, environment=None):
    """In a process group of its own, which ends with it."""
    with tempfile.TemporaryFile() as output:
        start = time.monotonic()
        process = subprocess.Popen(
            line, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, **(environment or {})})
        deadline = start + seconds
        used, timed_out = _await(process, deadline)
        wall = time.monotonic() - start
        output.seek(0)
        text = output.read(1 << 20).decode(errors="replace")
    return Ran(process.returncode, text, wall,
               used.ru_utime + used.ru_stime, timed_out)


def _await(process, deadline):
    """Its resources, and whether it had to be ended."""
    timed_out = False
    pause = 0.0005
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return used, timed_out
        if not timed_out and time.monotonic() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            timed_out = True
        time.sleep(pause)  # sleep: between looks at a measured process
        pause = min(2 * pause, 0.02)


def json_of(line, seconds):
    """What a measuring program prints. Errors: throws Failed."""
    ran = run(line, seconds)
    try:
        return json.loads(ran.output)
    except ValueError as error:
        why = "no end" if ran.timed_out else f"status {ran.status}"
        raise Failed(f"{why} of {' '.join(line)}\n{ran.output[:500]}"
                     ) from error


def in_parallel(workers, function, items):
    """An interruption drops what was not begun."""
    pool = concurrent.futures.ThreadPoolExecutor(workers)
    try:
        for future in [pool.submit(function, item) for item in items]:
            future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def bugs():
    """Without those that are reported before the search begins."""
    return [program for program in programs()
            if program.verdict not in ("none", "nondeterminism")]


def options_of(program):
    """With the paths of the clients' scripts."""
    return [os.path.join(PROGRAMS, option) if option.endswith(".client")
            else option for option in program.options]


def say(text):
    print(text, file=sys.stderr, flush=True)
