"""Starts programs so that none is left behind, however the tour ends.

Each gets a process group of its own, which is ended by its number, and a
request to the kernel to end it should the tour be killed outright.
"""

import ctypes
import os
import select
import signal
import subprocess
import time

START_SECONDS = 10
STOP_SECONDS = 5
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class StartFailed(Exception):
    """A program did not do what it does when all is well."""


def end_with_parent(parent):
    """Runs in the child, before the program. SIGTERM could be lost here: our
    handler for it is still the child's until the program begins."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before that call
        os._exit(1)


def start(command):
    """A program in a process group of its own, whose number is its pid."""
    parent = os.getpid()
    try:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            text=True, start_new_session=True,
            preexec_fn=lambda: end_with_parent(parent))
    except OSError as error:
        raise StartFailed(f"{command[0]}: {error.strerror}") from error


def end(process):
    """Ends the program and its whole group, and reaps it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass
        try:
            process.wait(timeout=STOP_SECONDS)
            break
        except subprocess.TimeoutExpired:
            continue
    process.stdout.close()
    wait_until_group_is_gone(process.pid)


def wait_until_group_is_gone(group):
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass


class ServerProcess:
    """An echo server on a free port of the loopback interface.

    with ServerProcess(path) as server: server.port, server.group
    """

    def __init__(self, path):
        self.path = path
        self.port = None
        self.group = None
        self._process = None

    def __enter__(self):
        self._process = start(
            [self.path, "--host", "127.0.0.1", "--log-level", "off", "0"])
        self.group = self._process.pid
        try:
            self.port = self._announced_port()
        except BaseException:
            end(self._process)
            raise
        return self

    def __exit__(self, *_):
        end(self._process)

    def _announced_port(self):
        if not select.select([self._process.stdout], [], [],
                             START_SECONDS)[0]:
            raise StartFailed(f"{self.path}: says nothing")
        line = self._process.stdout.readline()
        if not line.startswith("listening "):
            raise StartFailed(f"{self.path}: did not start")
        return int(line.split()[1])
