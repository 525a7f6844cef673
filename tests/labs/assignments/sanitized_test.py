"""The solutions of the labs about functions, built with the address and the
undefined-behaviour sanitizer: they do the same, and nothing is reported."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
SANITIZED = "CC=gcc -fsanitize=address,undefined -fno-sanitize-recover"
LINES = b"".join(b"line %d\n" % n for n in range(3000)) + b"the tail"
READS = (["readlineb", "9", "readnb", "20000", "readlineb", "4"],
         ["readnb", "10", "readnb", "0", "readnb", "100000"],
         ["readn", "9", "readn", "100000", "readn", "1"],
         ["readlineb", "20", "readnb", "7"] * 30)


class Sanitized(unittest.TestCase):
    def build(self, lab):
        folder = tempfile.TemporaryDirectory(prefix="echolab-sanitized-")
        self.addCleanup(folder.cleanup)
        source = os.path.join(ROOT, "labs", "assignments", lab)
        for part in ("given", "solution"):
            shutil.copytree(os.path.join(source, part), folder.name,
                            dirs_exist_ok=True)
        subprocess.run(["make", "--silent", "-C", folder.name, SANITIZED],
                       check=True)
        return folder.name

    def run_in(self, folder, words, given=b"", status=0):
        done = subprocess.run(words, cwd=folder, input=given, timeout=60,
                              stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, status, done.stdout)
        for report in (b"runtime error:", b"Sanitizer:"):
            self.assertNotIn(report, done.stdout)
        return done.stdout

    def test_rio(self):
        folder = self.build("rio")
        for reads in READS:
            told = self.run_in(folder, ["./probe", *reads], LINES)
            self.assertEqual(told.count(b"->"), len(reads) // 2, told)
        written = self.run_in(folder, ["./probe", "writen", "20000"], LINES)
        self.assertIn(LINES[:20000], written)

    def test_hostinfo(self):
        folder = self.build("endpoints")
        self.assertIn(b"127.0.0.1",
                      self.run_in(folder, ["./hostinfo", "127.0.0.1"]))
        self.run_in(folder, ["./hostinfo", "no.such.host.invalid"], status=1)

    def test_client(self):
        folder = self.build("endpoints")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = threading.Thread(target=echo, args=(listener,))
            server.start()
            port = str(listener.getsockname()[1])
            self.assertEqual(
                self.run_in(folder, ["./client", "127.0.0.1", port], LINES),
                LINES)
            server.join()
        self.run_in(folder, ["./client", "127.0.0.1", port], status=1)


def echo(listener):
    connection = listener.accept()[0]
    with connection:
        while received := connection.recv(65536):
            connection.sendall(received)


if __name__ == "__main__":
    unittest.main()
