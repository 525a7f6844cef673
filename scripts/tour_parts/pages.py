"""The tour as text, 80 columns wide."""

import os

WIDTH = 80
INDENT = "  "


class Pages:
    def __init__(self, output, colour):
        self._output = output
        self._colour = colour

    def write(self, text=""):
        print(text, file=self._output, flush=True)

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
        self.heading("1  Two clients, six servers")
        self.write("""\
Client 1 connects, sends a line, has it echoed, and stays, without a word.
Then client 2 connects, writes a line, and reads. Is it served? And what does
the kernel (in /proc) show the server to be doing meanwhile?""")

    def experiment(self, variant, findings):
        self.title(variant.program, variant.model)
        self._row("client 2", "connect", returned(findings.connect_ms))
        self._row("", "write", returned(findings.write_ms))
        if findings.verdict == "served":
            self._row("", "read", returned(findings.read_ms) + ": "
                      + self.verdict("SERVED"))
        else:
            self._blocked(findings)
        label = "server"
        for who, what in findings.doing:
            self._row(label, who, what)
            label = ""
        self._row("", "holds", ", ".join((
            counted(findings.processes, "process"),
            counted(findings.threads, "thread"),
            counted(findings.descriptors, "descriptor"))))

    def _blocked(self, findings):
        where = "" if findings.accepted else ", its connection not accepted"
        self._row("", "read", self.verdict(findings.verdict.upper())
                  + f": {findings.receive_queue_bytes} bytes wait in the "
                  f"kernel{where}")
        after = findings.read_after_client_1_left_ms
        self._row("", "", f"until client 1 has left, then {returned(after)}")

    def _row(self, label, name, text):
        self.write(f"{INDENT}{label:<9}{name:<12}{text}".rstrip())

    def summary(self, rows):
        self.heading("2  Summary")
        self.write(self.bold(
            "server             client 2  processes  threads  sessions"
            "    round trip (us)"))
        self.write(self.bold(
            "                                                 per second"
            "     p50       p99"))
        for variant, findings, trips, sessions in rows:
            latency = trips["latency_us"]
            self.write(
                f"{variant.program:<19}"
                + self.verdict(f"{findings.verdict:<8}")
                + f"{findings.processes:>11}{findings.threads:>9}"
                f"{sessions['sessions_per_second']:>12,.0f}"
                f"{latency['p50']:>8.1f}{latency['p99']:>10.1f}")
        self.write("""
processes, threads: with two clients connected. A session: connect, send one
line, read it back, leave; four clients at a time. A round trip: one line there
and back on a standing connection, one client. This machine, loopback only.""")

    def where_next(self, root, build):
        self.heading("3  Where to go next")
        self.write("Talk to one of them yourself:")
        self.write(f"{INDENT}{build}/bin/echo-fork 7777 &")
        self.write(f"{INDENT}telnet localhost 7777")
        self.write("Type a line; leave with Ctrl-] and quit; end the server "
                   "with: kill %1")
        self.write()
        for path, what in PLACES:
            if os.path.exists(os.path.join(root, path)):
                self.write(f"{path:<26}{what}")


# What to read and to run; a line is shown once the place exists.
PLACES = [
    ("README.md", "what else is here, and in which order to read it"),
    ("servers/iterative.cc", "start here; then fork.cc, thread.cc, "
                             "prethreaded.cc,"),
    ("servers/select.cc", "and epoll.cc: each fits on a slide or two"),
    ("csapp/README.md", "the helper layer, function by function"),
    ("labs/README.md", "the labs, and their order"),
    ("labs/demos", "races and deadlocks, reproduced on demand"),
    ("labs/conformance", "what every echo server must do, as code"),
    ("handouts/README.md", "what students get"),
    ("scripts/test", "runs every test"),
]


def counted(number, noun):
    plural = "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{'' if number == 1 else plural}"


def returned(milliseconds):
    return f"returned after {milliseconds:.2f} ms"
