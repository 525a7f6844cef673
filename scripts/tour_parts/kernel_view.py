"""What the kernel shows of a server: its tasks, sockets and descriptors.

All of it is read from /proc, as proc(5) describes it. A task is a thread; a
process is one task or more.
"""

import os
import platform
import struct
from dataclasses import dataclass

# Numbers of the system calls that servers sleep in.
SYSTEM_CALLS = {
    "x86_64": {
        0: "read", 1: "write", 7: "poll", 23: "select", 43: "accept",
        44: "sendto", 45: "recvfrom", 61: "wait4", 202: "futex",
        230: "clock_nanosleep", 232: "epoll_wait", 270: "pselect6",
        271: "ppoll", 281: "epoll_pwait", 288: "accept4"},
    "aarch64": {
        22: "epoll_pwait", 63: "read", 64: "write", 72: "pselect6",
        73: "ppoll", 98: "futex", 115: "clock_nanosleep", 202: "accept",
        206: "sendto", 207: "recvfrom", 242: "accept4", 260: "wait4"},
}.get(platform.machine(), {})
ESTABLISHED, LISTENING = 1, 10


@dataclass
class Task:
    pid: int
    tid: int
    state: str  # one letter: R runs, S sleeps, Z is a zombie
    call: str  # the system call it sleeps in; "" when the kernel hides it
    arguments: list
    switches: int  # how often it was given a processor or gave one up


@dataclass
class Socket:
    remote_port: int
    state: int
    receive_queue: int  # bytes that wait to be read
    inode: int  # 0: nobody has accepted this connection yet


def text_of(path):
    """A file of /proc; empty when its process has ended or hides it."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def processes_of(group):
    """The processes of a process group, zombies left out."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        fields = text_of(f"/proc/{name}/stat").rpartition(")")[2].split()
        if fields and int(fields[2]) == group and fields[0] != "Z":
            found.append(int(name))
    return sorted(found)


def tasks_of(group):
    tasks = []
    for pid in processes_of(group):
        try:
            names = os.listdir(f"/proc/{pid}/task")
        except FileNotFoundError:
            continue
        tasks += [task_at(pid, int(name)) for name in names]
    return sorted(tasks, key=lambda task: (task.pid, task.tid))


def task_at(pid, tid):
    status = dict(
        line.split(":", 1)
        for line in text_of(f"/proc/{pid}/task/{tid}/status").splitlines())
    switches = sum(int(status.get(kind + "voluntary_ctxt_switches", 0))
                   for kind in ("", "non"))
    call, *arguments = text_of(
        f"/proc/{pid}/task/{tid}/syscall").split() or [""]
    name = SYSTEM_CALLS.get(int(call), "") if call.isdigit() else ""
    return Task(pid, tid, status.get("State", "?").split()[0], name,
                [int(value, 16) for value in arguments], switches)


def asleep(tasks):
    return bool(tasks) and all(task.state == "S" for task in tasks)


def sockets(port):
    """The TCP sockets, over IPv4, that have this port at this end."""
    found = []
    # Looked for in the text first: there may be 100,000 lines of others.
    this_port = f":{port:04X}"
    for line in text_of("/proc/net/tcp").splitlines()[1:]:
        if this_port not in line:
            continue
        fields = line.split()
        local, remote = (int(fields[column].rpartition(":")[2], 16)
                         for column in (1, 2))
        queue = int(fields[4].partition(":")[2], 16)
        if local == port:
            found.append(Socket(remote, int(fields[3], 16), queue,
                                int(fields[9])))
    return found


def connections(server_port, *client_ports):
    """The server's end of the connection to each client, or None."""
    ends = {socket.remote_port: socket for socket in sockets(server_port)
            if socket.state == ESTABLISHED}
    return [ends.get(port) for port in client_ports]


def descriptors_of(pid):
    """What each descriptor is open on: {3: "socket:[4711]", ...}."""
    folder = f"/proc/{pid}/fd"
    try:
        return {int(name): os.readlink(f"{folder}/{name}")
                for name in os.listdir(folder)}
    except OSError:
        return {}


def watched_by(task):
    """The descriptors that a poll, select or epoll call waits for; None when
    the task's memory may not be read."""
    count = task.arguments[1] if task.call in ("poll", "ppoll") else 0
    try:
        if count:
            data = memory_of(task.pid, task.arguments[0], 8 * count)
            watched = [fd for fd, events, _ in struct.iter_unpack("ihh", data)
                       if events]
            return [fd for fd in watched if fd >= 0]
        if task.call in ("select", "pselect6"):
            return select_sets(task)
        if task.call in ("epoll_wait", "epoll_pwait"):
            path = f"/proc/{task.pid}/fdinfo/{task.arguments[0]}"
            return [int(line.split()[1])
                    for line in text_of(path).splitlines()
                    if line.startswith("tfd:")]
    except (OSError, struct.error):
        pass
    return None


def select_sets(task):
    limit, *addresses = task.arguments[:3]
    found = set()
    for address in filter(None, addresses):
        bits = int.from_bytes(
            memory_of(task.pid, address, (limit + 63) // 64 * 8), "little")
        found |= {fd for fd in range(limit) if bits >> fd & 1}
    return sorted(found)


def memory_of(pid, address, size):
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(size)
