"""The experiment: one client holds its connection, a second one wants service.

Whether the second one is blocked is not guessed from a time-out but read from
the kernel: its bytes lie in a receive queue of the server's, all tasks of the
server sleep, one of them reads from the first client, and none of them has
run between two looks.
"""

import select
import socket
import time
from dataclasses import dataclass, field

from tour_parts import kernel_view
from tour_parts.words import Words

DEADLINE_SECONDS = 10
LOOK_SECONDS = 0.01  # between two looks at the kernel
LINE_1 = b"hello from client 1\n"
LINE_2 = b"hello from client 2\n"
HOST = "127.0.0.1"


@dataclass
class Findings:
    """What one run of the experiment showed; times in milliseconds."""
    verdict: str = "unclear"  # or "served", "blocked"
    connect_ms: float = 0
    write_ms: float = 0
    read_ms: float | None = None  # None: not while client 1 was there
    read_after_client_1_left_ms: float | None = None
    receive_queue_bytes: int = 0
    accepted: bool = True
    doing: list = field(default_factory=list)  # {"who": ..., "what": ...}
    processes: int = 0
    threads: int = 0
    descriptors: int = 0


def milliseconds(action, *arguments):
    started = time.perf_counter()
    result = action(*arguments)
    return since(started), result


def since(started):
    return round((time.perf_counter() - started) * 1000, 3)


def receive_line(client):
    received = b""
    while not received.endswith(b"\n"):
        part = client.recv(4096)
        if not part:
            break
        received += part
    return received


def leave_and_receive(first, second):
    first.close()
    return receive_line(second)


def connect(port):
    client = socket.create_connection((HOST, port), DEADLINE_SECONDS)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def run(server):
    """Runs the experiment against a ServerProcess."""
    findings = Findings()
    with connect(server.port) as first:
        first.sendall(LINE_1)
        if receive_line(first) != LINE_1:
            raise OSError("client 1 got no echo")
        findings.connect_ms, second = milliseconds(connect, server.port)
        with second:
            findings.write_ms, _ = milliseconds(second.sendall, LINE_2)
            read_by_second(findings, server, first, second)
            look(findings, server, first, second)
            if findings.verdict != "served":
                findings.read_after_client_1_left_ms, line = milliseconds(
                    leave_and_receive, first, second)
                if line != LINE_2:
                    raise OSError("client 2 got no echo")
    return findings


def read_by_second(findings, server, first, second):
    """Waits until the second client is served or certain not to be."""
    ports = [client.getsockname()[1] for client in (first, second)]
    started = time.perf_counter()
    while time.perf_counter() < started + DEADLINE_SECONDS:
        if select.select([second], [], [], LOOK_SECONDS)[0]:
            if receive_line(second) != LINE_2:
                raise OSError("client 2 got something else than its line")
            findings.read_ms = since(started)
            findings.verdict = "served"
            return
        if is_blocked(server, *ports):
            findings.verdict = "blocked"
            return


def is_blocked(server, first_port, second_port):
    """Does the kernel show that the server sleeps, on client 1, while bytes
    of client 2 wait for it?"""
    before = kernel_view.tasks_of(server.group)
    held, waiting = kernel_view.connections(server.port, first_port,
                                            second_port)
    time.sleep(LOOK_SECONDS)
    after = kernel_view.tasks_of(server.group)
    if before != after or not kernel_view.asleep(before):
        return False
    if not (held and waiting and waiting.receive_queue == len(LINE_2)):
        return False
    return any(sleeps_in_read(task, held.inode) for task in before)


def sleeps_in_read(task, inode):
    if not task.call:  # hidden: it sleeps, more cannot be known
        return True
    target = kernel_view.descriptors_of(task.pid).get(
        task.arguments[0] if task.arguments else -1)
    return (task.call in ("read", "recvfrom")
            and target == f"socket:[{inode}]")


def look(findings, server, first, second):
    """Takes down what the kernel shows once the server has come to rest."""
    tasks = tasks_at_rest(server.group)
    ports = {client.getsockname()[1]: name
             for client, name in ((first, "client 1"), (second, "client 2"))}
    findings.doing = [{"who": who, "what": what}
                      for who, what in Words(server, ports).tasks(tasks)]
    waiting, = kernel_view.connections(server.port, second.getsockname()[1])
    if waiting:
        findings.receive_queue_bytes = waiting.receive_queue
        findings.accepted = waiting.inode != 0
    processes = kernel_view.processes_of(server.group)
    findings.processes = len(processes)
    findings.threads = len(tasks)
    findings.descriptors = sum(len(kernel_view.descriptors_of(pid))
                               for pid in processes)


def tasks_at_rest(group):
    """The tasks of a server that did not run between two looks."""
    deadline = time.perf_counter() + DEADLINE_SECONDS
    before = kernel_view.tasks_of(group)
    while time.perf_counter() < deadline:
        time.sleep(LOOK_SECONDS)
        after = kernel_view.tasks_of(group)
        if before == after and kernel_view.asleep(after):
            break
        before = after
    return before
