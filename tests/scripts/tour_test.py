"""The guided tour: what it finds, and that it leaves nothing behind.

The environment names the build folder: ECHOLAB_BUILD=build/dev.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SCRIPTS = os.path.join(ROOT, "scripts")
sys.path.insert(0, SCRIPTS)

# pylint: disable=wrong-import-position
from terminal_session import TerminalSession  # noqa: E402
from tour_parts import two_clients  # noqa: E402
from tour_parts.server_process import ServerProcess  # noqa: E402

BUILD = os.path.join(ROOT, os.environ.get("ECHOLAB_BUILD", "build/release"))
TOUR = os.path.join(SCRIPTS, "guided_tour.py")
DEADLINE_SECONDS = 30
LINE_COLUMNS = 80

# Serves one client after another, and thinks for a while before it answers.
SLOW_SERVER = """#!/usr/bin/env python3
import socket, threading, time
listener = socket.create_server(("127.0.0.1", 0))
print("listening", listener.getsockname()[1], flush=True)

def serve(client):
    while line := client.recv(4096):
        time.sleep(0.3)  # sleep: the slowness is what is being tested
        client.sendall(line)

while True:
    threading.Thread(target=serve, args=(listener.accept()[0],),
                     daemon=True).start()
"""


class Tour(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="echolab-tour-")
        self.addCleanup(shutil.rmtree, self.folder)
        # All that the tour starts inherits this mark.
        self.mark = f"ECHOLAB_TOUR_TEST={self.folder}"
        self.addCleanup(self.end_what_is_left)

    def command(self, *arguments):
        return ["env", self.mark, TOUR, "--build", BUILD, *arguments]

    def marked(self):
        """The processes that carry the mark, zombies left out."""
        found = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/environ", "rb") as file:
                    if self.mark.encode() in file.read():
                        found.append(name)
            except OSError:
                continue
        return found

    def end_what_is_left(self):
        for pid in self.marked():
            os.kill(int(pid), signal.SIGKILL)

    def wait_until_nothing_is_left(self):
        deadline = time.monotonic() + DEADLINE_SECONDS
        while left := self.marked():
            self.assertLess(time.monotonic(), deadline, f"still there: {left}")
            time.sleep(0.01)  # sleep: between two looks at /proc

    def test_finds_who_is_blocked_and_who_is_served(self):
        path = os.path.join(self.folder, "tour.json")
        tour = subprocess.run(
            self.command("--seconds", "0.1", "--json", path), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        self.assertEqual(tour.returncode, 0, tour.stdout)
        self.assertEqual(self.marked(), [])
        with open(path, encoding="utf-8") as file:
            self.check_data(json.load(file))
        self.check_text(tour.stdout)

    def check_data(self, data):
        verdicts = {variant["program"]: variant["second_client"]
                    for variant in data["variants"]}
        self.assertEqual(verdicts, {
            "echo-iterative": "blocked", "echo-fork": "served",
            "echo-select": "served", "echo-thread": "served",
            "echo-prethreaded": "served", "echo-epoll": "served"})
        iterative, fork = (variant["findings"]
                           for variant in data["variants"][:2])
        self.assertEqual(iterative["receive_queue_bytes"],
                         len(two_clients.LINE_2))
        self.assertFalse(iterative["accepted"])
        self.assertIsNone(iterative["read_ms"])
        self.assertEqual([task["what"] for task in iterative["doing"]],
                         ["blocked in read() on the connection of client 1"])
        self.assertEqual(fork["processes"], 3)
        for variant in data["variants"]:
            self.assertGreater(variant["sessions"]["sessions_per_second"], 0)
            self.assertGreater(variant["round_trips"]["latency_us"]["p50"], 0)

    def check_text(self, text):
        self.assertNotIn("\x1b", text)
        for line in text.splitlines():
            self.assertLessEqual(len(line), LINE_COLUMNS, line)
        self.assertIn("telnet localhost", text)

    def test_writes_only_data_to_stdout_on_request(self):
        tour = subprocess.run(
            self.command("--seconds", "0.1", "--json", "-"), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(len(json.loads(tour.stdout)["variants"]), 6)
        self.assertIn("Side by side", tour.stderr)

    def test_leaves_nothing_after_control_c(self):
        for shown in ("echo-iterative -", "measuring"):
            with self.subTest(after=shown):
                self.interrupt_after(shown)

    def interrupt_after(self, shown):
        terminal = TerminalSession(ROOT)
        try:
            terminal.start(" ".join(self.command("--seconds", "20")))
            deadline = time.monotonic() + DEADLINE_SECONDS
            while shown not in terminal.text:
                self.assertLess(time.monotonic(), deadline, terminal.text)
                terminal.read(0.1)
            self.assertNotEqual(self.marked(), [])
            terminal.type("\x03")
            while not terminal.finished:
                self.assertLess(time.monotonic(), deadline, terminal.text)
                terminal.read(0.1)
            self.assertIn("interrupted", terminal.text)
            # What it was just starting is ended by the kernel, a moment later.
            self.wait_until_nothing_is_left()
        finally:
            terminal.end()

    def test_leaves_nothing_when_killed_outright(self):
        tour = subprocess.Popen(
            self.command("--seconds", "20"), stdout=subprocess.PIPE, text=True)
        with tour.stdout:
            while "in all" not in tour.stdout.readline():
                self.assertIsNone(tour.poll(), "the tour has ended")
            tour.send_signal(signal.SIGKILL)
            tour.wait()
        self.wait_until_nothing_is_left()

    def test_calls_a_slow_server_slow_and_not_blocked(self):
        path = os.path.join(self.folder, "slow")
        with open(path, "w", encoding="utf-8") as file:
            file.write(SLOW_SERVER)
        os.chmod(path, 0o755)
        with ServerProcess(path) as server:
            findings = two_clients.run(server)
        self.assertEqual(findings.verdict, "served")
        self.assertGreater(findings.read_ms, 250)

    def test_refuses_nonsense_before_it_installs_anything(self):
        for nonsense in (["--what"], ["--json"], ["more"]):
            tour = subprocess.run(
                [os.path.join(SCRIPTS, "tour"), *nonsense], check=False,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            self.assertEqual(tour.returncode, 2, nonsense)
            self.assertEqual(len(tour.stderr.splitlines()), 1, nonsense)


if __name__ == "__main__":
    unittest.main()
