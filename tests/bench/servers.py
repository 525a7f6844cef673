"""The servers that are compared, and starting them so that none stays behind.
"""

import ctypes
import os
import pathlib
import select
import signal
import subprocess
import time

START_SECONDS = 10
STOP_SECONDS = 10
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
OURS = ["echo-epoll", "echo-select", "echo-thread", "echo-fork",
        "echo-iterative", "echo-prethreaded"]
PEERS = ["epoll", "epoll_edge", "io_uring", "select", "thread", "fork",
         "iterative", "libevent", "libuv", "asio"]
LIBRARIES = ("libevent", "libuv", "asio")
# A process for each client: its clock alone says little.
FORKING = ("fork", "echo-fork")
# At most so many clients at a time that stay: the descriptors of an fd_set, a
# pool of four workers, a server that serves one.
MOST_CLIENTS = {"select": 1000, "echo-select": 1000, "iterative": 1,
                "echo-iterative": 1, "echo-prethreaded": 4}


def label(name):
    """What tables and plots call it."""
    return f"{name}, minimal" if name in PEERS and name not in LIBRARIES \
        else name


class Failed(Exception):
    """Something could not be built, started or measured."""


class Programs:
    """Where the programs of one build are."""

    def __init__(self, build):
        self.build = pathlib.Path(build)
        self.slots = self.build / "tests" / "bench-slots"
        self.load = self.build / "bin" / "echo-load"

    def path(self, name):
        if name in OURS:
            return self.build / "bin" / name
        return self.build / "tests" / "bench" / "peers" / f"peer-{name}"

    def has(self, name):
        return self.path(name).exists()

    def command(self, name):
        if name in OURS:
            return [str(self.path(name)), "--host", "127.0.0.1", "--backlog",
                    "4096", "0"]
        return [str(self.path(name))]


class CpuGroup:
    """A cgroup of its own for a server's processor time; None of it where we
    may not make one."""

    ROOTS = (("/sys/fs/cgroup/cpuacct", "cpuacct.usage"),
             ("/sys/fs/cgroup", "cpu.stat"))
    _made = 0

    def __init__(self):
        self.folder = None
        CpuGroup._made += 1
        for root, usage in self.ROOTS:
            folder = os.path.join(
                root, f"echolab-bench-{os.getpid()}-{CpuGroup._made}")
            try:
                os.mkdir(folder)
            except OSError:
                continue
            if os.access(os.path.join(folder, usage), os.R_OK):
                self.folder = folder
                self.usage_file = os.path.join(folder, usage)
                return
            os.rmdir(folder)
        self.usage_file = ""

    def enter(self):
        if self.folder:
            with open(os.path.join(self.folder, "cgroup.procs"), "w",
                      encoding="ascii") as file:
                file.write("0")  # the writer itself

    def remove(self):
        deadline = time.monotonic() + STOP_SECONDS
        while self.folder:
            try:
                os.rmdir(self.folder)
                self.folder = None
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)  # sleep: between looks; its last is ending


class Server:
    """A server in a process group of its own, on one processor.

    with Server("fork", command, core, forks=True) as server: server.port
    """

    def __init__(self, name, command, core, forks=False):
        self.name = name
        self.command = command
        self.core = core
        self.group = CpuGroup() if forks else None
        self.port = None
        self.process = None

    def __enter__(self):
        parent = os.getpid()

        def become_server():
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)
            os.sched_setaffinity(0, {self.core})
            if self.group:
                self.group.enter()

        try:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                start_new_session=True, preexec_fn=become_server)
            self.port = self._announced_port()
        except (OSError, subprocess.SubprocessError) as error:
            self.__exit__()
            raise Failed(f"{self.name} does not start: {error}") from error
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process:
            self.stop()
            self.process.stdout.close()
        if self.group:
            self.group.remove()

    def _announced_port(self):
        ready = select.select([self.process.stdout], [], [], START_SECONDS)[0]
        line = self.process.stdout.readline() if ready else ""
        if not line.startswith("listening "):
            raise Failed(f"{self.name} does not start")
        return int(line.split()[1])

    def pid(self):
        return self.process.pid

    def stop(self):
        """The process first, its group then: children, if it left any."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def argument(self, name=None, idle=0):
        """What bench-slots calls it."""
        usage = self.group.usage_file if self.group else ""
        return f"{name or self.name}:{self.port}:{self.pid()}:{idle}:{usage}"
