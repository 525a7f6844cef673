"""bench-slots with real servers, briefly: is it right? Never: is it fast?"""

import os
import socket
import subprocess
import threading
import unittest
from unittest import mock

import generator_cost
import pairs
from servers import Failed, Programs, Server

PROGRAMS = Programs(os.environ["ECHOLAB_BUILD"])
SECONDS = 100


def serve_with_one_bit_wrong(listener):
    """The second message of the only client comes back with a bit flipped."""
    client = listener.accept()[0]
    with client:
        client.sendall(client.recv(1000))
        text = client.recv(1000)
        client.sendall(bytes([text[0] ^ 1]) + text[1:])
        client.recv(1000)


class Slots(unittest.TestCase):
    def run_slots(self, *arguments):
        return subprocess.run([str(PROGRAMS.slots), *arguments], text=True,
                              capture_output=True, timeout=SECONDS,
                              check=False)

    def start(self, name):
        core = min(os.sched_getaffinity(0))
        return self.enterContext(Server(name, PROGRAMS.command(name), core))

    def compare(self, names, *options):
        servers = [self.start(name) for name in names]
        ran = self.run_slots("--rounds", "2", *options, *(
            server.argument(f"{server.name}{i}")
            for i, server in enumerate(servers)))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return pairs.read_slots(ran.stdout)

    def test_take_turns_with_the_base(self):
        slots = self.compare(["echo-epoll", "echo-select", "echo-fork"],
                             "--slot-ms", "20", "--connections", "3")
        self.assertEqual([slot["server"] for slot in slots],
                         ["echo-epoll0", "echo-select1", "echo-epoll0",
                          "echo-fork2"] * 2 + ["echo-epoll0"])
        for slot in slots:
            self.assertGreater(slot["messages"], 0)
            self.assertGreater(slot["server_ns"], 0, "children's time, too")
            self.assertLessEqual(slot["p50_ns"], slot["p99_ns"])

    def test_end_after_a_number_of_messages(self):
        slots = self.compare(["echo-epoll", "echo-thread"],
                             "--messages", "50", "--connections", "4")
        self.assertEqual({slot["messages"] for slot in slots}, {50})

    def test_connect_anew_for_each_message(self):
        slots = self.compare(["echo-epoll", "echo-iterative"], "--connect",
                             "--messages", "30", "--connections", "5")
        self.assertEqual({slot["messages"] for slot in slots}, {30})

    def test_keep_silent_clients_connected(self):
        server = self.start("echo-epoll")
        descriptors = f"/proc/{server.pid()}/fd"
        before = len(os.listdir(descriptors))
        with subprocess.Popen(
                [str(PROGRAMS.slots), "--connections", "2", "--rounds",
                 "100000", server.argument(idle=30)],
                stdout=subprocess.PIPE) as process:
            process.stdout.readline()  # a slot is over: all are connected
            self.assertEqual(len(os.listdir(descriptors)), before + 32)
            process.terminate()
            process.communicate()

    def test_a_wrong_bit_ends_them(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=serve_with_one_bit_wrong,
                                      args=(listener,))
            thread.start()
            port = listener.getsockname()[1]
            ran = self.run_slots("--connections", "1",
                                 f"liar:{port}:{os.getpid()}")
            thread.join()
        self.assertEqual(ran.returncode, 1)
        self.assertEqual(ran.stderr, "bench-slots: liar: the reply differs "
                         "from what was sent\n")

    def test_wrong_usage_gets_one_line(self):
        for arguments in ((), ("x",), ("x:1",), ("x:1:0",), ("x:y:1",),
                          ("--rounds", "0", "x:1:1"), ("--nothing",),
                          ("--rounds",), ("x:1:1:-1",)):
            ran = self.run_slots(*arguments)
            self.assertEqual(ran.returncode, 2, arguments)
            self.assertRegex(ran.stderr, r"\Abench-slots: .*\n\Z")
        self.assertIn("usage:", self.run_slots("--help").stdout)


class Starting(unittest.TestCase):
    def test_a_server_that_does_not_start_is_named(self):
        core = min(os.sched_getaffinity(0))
        for command in (["/nonexistent"], ["true"]):
            with self.assertRaisesRegex(Failed, "x does not start"):
                with Server("x", command, core):
                    pass

    def test_a_forking_server_leaves_nothing_behind(self):
        core = min(os.sched_getaffinity(0))
        with Server("echo-fork", PROGRAMS.command("echo-fork"), core,
                    forks=True) as server:
            folder = server.group.folder
            with socket.create_connection(("127.0.0.1", server.port)):
                pass
        self.assertIsNotNone(server.process.returncode)
        self.assertFalse(folder and os.path.exists(folder))


class GeneratorCost(unittest.TestCase):
    def test_is_the_processor_time_of_both(self):
        core = max(os.sched_getaffinity(0))
        with mock.patch.object(generator_cost, "ROUND_SECONDS", 0.05), \
                Server("echo-epoll", PROGRAMS.command("echo-epoll"),
                       core) as server:
            costs = generator_cost.one_round(PROGRAMS, server, 4, core)
        for cost in costs:
            self.assertGreater(cost, 0.1)
            self.assertLess(cost, 1000)


if __name__ == "__main__":
    unittest.main()
