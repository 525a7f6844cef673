"""The tour as text, 80 columns wide."""

import contextlib
import os
import re
import textwrap

WIDTH = 80
INDENT = "  "


class Pages:
    def __init__(self, output, colour):
        self._output = output
        self._colour = colour

    def write(self, text=""):
        print(text, file=self._output, flush=True)

    @contextlib.contextmanager
    def waiting_for(self, what):
        """On a terminal, shows a line that is wiped again at the end."""
        if not self._output.isatty():
            yield
            return
        self._output.write(f"{INDENT}{what} ...")
        self._output.flush()
        try:
            yield
        finally:
            self._output.write("\r\x1b[K")
            self._output.flush()

    def paint(self, text, code):
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text

    def bold(self, text):
        return self.paint(text, "1")

    def verdict(self, word):
        colours = {"served": "32", "SERVED": "32",
                   "blocked": "31", "BLOCKED": "31"}
        return self.paint(word, colours.get(word.strip(), "33"))

    def heading(self, text):
        self.write()
        self.write(self.bold(text))
        self.write(self.bold("=" * WIDTH))

    def title(self, text, aside):
        """The heading of one variant, a rule to the right margin."""
        rule = "-" * (WIDTH - len(text) - len(aside) - 5)
        self.write()
        self.write(f"-- {self.bold(text)} {rule} {aside}")

    def introduction(self):
        self.write(self.bold("echolab: six ways to write an echo server"))
        self.heading("1  Two clients for each server")
        self.write("""\
Client 1 connects, sends a line, has it echoed, and stays without a word.
Client 2 then connects, writes a line, and reads. Is it served? And what does
the kernel show the server to be doing meanwhile (in /proc/PID/task/*/syscall)?\
""")

    def experiment(self, variant, findings):
        self.title(variant.program, variant.model)
        self._row("client 2", "connect", returned(findings.connect_ms))
        self._row("", "write", returned(findings.write_ms))
        if findings.verdict == "served":
            self._row("", "read", f"{returned(findings.read_ms)}: "
                      + self.verdict("SERVED"))
        else:
            self._unserved(findings)
        label = "server"
        for task in findings.doing:
            self._row(label, task["who"], task["what"])
            label = ""
        self._row("", "in all", ", ".join((
            counted(findings.processes, "process"),
            counted(findings.threads, "thread"),
            counted(findings.descriptors, "descriptor"))))

    def _unserved(self, findings):
        accepted = "accepted" if findings.accepted else "not yet accepted"
        self._row("", "read", f"{self.verdict(findings.verdict.upper())} "
                  f"while client 1 stays: {findings.receive_queue_bytes} bytes "
                  f"wait in the kernel, on a connection {accepted}")
        left = findings.read_after_client_1_left_ms
        self._row("", "", f"once client 1 has left: {returned(left)}")

    def _row(self, label, name, text):
        margin = f"{INDENT}{label:<10}{name:<13}"
        # The codes for colour take no column, and "client 1" is one word.
        columns = WIDTH - len(margin) + len(text) - len(uncoloured(text))
        lines = textwrap.wrap(text.replace("client ", "client\xa0"), columns)
        for line in lines:
            self.write(margin + line.replace("\xa0", " "))
            margin = " " * len(margin)

    def table_head(self):
        self.heading("2  Side by side")
        self.write(self.bold(
            "                   client 2  processes  threads  sessions     "
            "round trip"))
        self.write(self.bold(
            "                                                 per second   "
            "p50 us    p99 us"))

    def table_row(self, variant, findings, trips, sessions):
        latency = trips["latency_us"]
        self.write(
            f"{variant.program:<19}"
            + self.verdict(f"{findings.verdict:<8}")
            + f"{findings.processes:>11}{findings.threads:>9}"
            f"{sessions['sessions_per_second']:>12,.0f}"
            f"{latency['p50']:>9.1f}{latency['p99']:>10.1f}")

    def table_foot(self):
        self.write("""
Processes, threads: while both clients are connected. Session: connect, write a
line, read it, leave; four clients at a time. Round trip: a line there and back
on a standing connection, one client, on the server's processor.""")

    def where_next(self, root, build):
        self.heading("3  Where to go next")
        self.write("Talk to a server yourself:")
        self.write()
        if os.getcwd() != root:
            self.write(f"{INDENT}cd {root}")
        self.write(f"{INDENT}{build}/bin/echo-fork 7777 &")
        self.write(f"{INDENT}telnet localhost 7777")
        self.write()
        self.write("Type lines; leave telnet with Ctrl-] and quit, end the "
                   "server with kill %1.")
        self.write()
        for path, what in PLACES:
            if os.path.exists(os.path.join(root, path)):
                self.write(f"{path:<26}{what}")


# What to read and to run; a line is shown once the place exists.
PLACES = [
    ("README.md", "what is here, and in which order to read it"),
    ("servers/iterative.cc", "start here: one client at a time; then"),
    ("servers/fork.cc", "a process for each client"),
    ("servers/select.cc", "an event loop, all clients in one thread"),
    ("servers/thread.cc", "a thread for each client"),
    ("servers/prethreaded.cc", "a pool of threads behind a bounded queue"),
    ("servers/epoll.cc", "an event loop for thousands of clients"),
    ("csapp/README.md", "the helper layer, function by function"),
    ("labs/README.md", "what stands on top of the servers"),
    ("labs/conformance", "what every echo server must do, as code"),
    ("handouts/README.md", "lecture scripts"),
    ("scripts/test", "runs every test"),
]


def counted(number, noun):
    plural = "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{'' if number == 1 else plural}"


def returned(milliseconds):
    return f"returned after {milliseconds * 1000:,.0f} us"


def uncoloured(text):
    return re.sub(r"\x1b\[\d+m", "", text)
