"""A server in a process of its own, and single connections to it."""

import signal
import socket
import subprocess
import tempfile

from soak_parts import kernel_facts

WORKERS, QUEUE, BACKLOG = 4, 16, 1024
SOURCES = 50  # addresses 127.0.0.x, or TIME_WAIT uses up the ports of one
IP_BIND_ADDRESS_NO_PORT = 24  # missing in the socket module


class Failed(Exception):
    """A phase was not flat, or the server did not do its part."""


class Server:
    """A variant in a process of its own; stopped, and checked, at the end."""

    def __init__(self, programs, variant):
        command = [str(programs / f"echo-{variant}"), "--host", "127.0.0.1",
                   "--backlog", str(BACKLOG), "0"]
        if variant == "prethreaded":
            command[1:1] = ["--workers", str(WORKERS), "--queue", str(QUEUE)]
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.log)
        self.pid = self.process.pid
        self.port = int(self.process.stdout.readline().split()[1])

    def first_snapshot(self):
        """After a first session: until then it may still be starting."""
        with connect(self.port, 0) as client:
            if not is_served(client):
                raise Failed("the first client was not served")
            client.shutdown(socket.SHUT_WR)
            client.recv(1)  # the end of file: the server has closed, too
        if not kernel_facts.wait_until(
                lambda: kernel_facts.is_at_rest(self.pid)):
            raise Failed("the server does not come to rest")
        return kernel_facts.snapshot(self.pid)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(timeout=kernel_facts.DEADLINE)
        finally:
            self.process.kill()
        self.process.stdout.close()
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").splitlines()
        self.log.close()
        if kind is not None:
            print("\n".join(["the server's last lines:"] + lines[-5:]))
        elif status != 0:
            raise Failed(f"the server exited with {status}")


def connect(port, number):
    """Connection number `number`, each from the next of the addresses."""
    client = socket.socket()
    client.settimeout(kernel_facts.DEADLINE)
    client.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
    client.bind((f"127.0.0.{1 + number % SOURCES}", 0))
    client.connect(("127.0.0.1", port))
    return client


def is_served(client):
    """Whether a line comes back, or the connection is closed instead."""
    line = b"are you there?\n"
    try:
        client.sendall(line)
        return client.recv(len(line), socket.MSG_WAITALL) == line
    except ConnectionError:
        return False
