"""A shell on a terminal of its own: one command after another, as typed."""

import codecs
import os
import pty
import re
import select
import signal
import time

MARKER = "\x01done\x02"
# A line that is shown for a while, and then erased.
ERASED = re.compile(r"[^\n]*\r\x1b\[K")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")


class TerminalSession:
    """Commands run in one shell, so that `cd` and variables last.

    The shell leads a session and a terminal of its own; end() leaves none of
    its processes behind.
    """

    def __init__(self, folder):
        commands_end, self._commands = os.pipe()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            os.dup2(commands_end, 9)
            environment = dict(os.environ, TERM="dumb", LC_ALL="C.UTF-8",
                               COLUMNS="80", NO_COLOR="1")
            os.execvpe("bash", ["bash", "--norc", "--noprofile", "/dev/fd/9"],
                       environment)
        os.close(commands_end)
        # A read may end in the middle of a character.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.text = ""  # what the current command has shown so far
        self.finished = False

    def start(self, command):
        """Hands the shell a command; read() then shows what it prints."""
        self.text = ""
        self.finished = False
        escaped = MARKER.replace("\x01", "\\001").replace("\x02", "\\002")
        try:
            os.write(self._commands,
                     f"{command}\nprintf '{escaped}'\n".encode())
        except BrokenPipeError:
            self.text = "(the shell has ended)\n"
            self.finished = True

    def type(self, text):
        os.write(self._terminal, text.encode())

    def read(self, seconds):
        """Adds to `text` what the terminal shows, waiting at most so long."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return
        try:
            shown = os.read(self._terminal, 65536)
        except OSError:  # the shell is gone, and its terminal with it
            shown = b""
        if not shown:
            self.finished = True
            return
        self.text = (self.text + self._decoder.decode(shown)).replace(
            "\r\n", "\n")
        self.text = ESCAPES.sub("", ERASED.sub("", self.text))
        if MARKER in self.text:
            self.text = self.text.replace(MARKER, "", 1)
            self.finished = True

    def end(self):
        """Ends the shell and whatever it started that is still there."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in processes_of_session(self._pid):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            if self._all_gone_within(seconds=5):
                break
        os.close(self._commands)
        os.close(self._terminal)

    def _all_gone_within(self, seconds):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                os.waitpid(self._pid, os.WNOHANG)
            except ChildProcessError:
                pass
            if not processes_of_session(self._pid):
                return True
            time.sleep(0.01)
        return False


def processes_of_session(session):
    """The processes, zombies left out, of a session, from /proc/*/stat."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8",
                      errors="replace") as file:
                state, _, _, of_session = file.read().rpartition(
                    ")")[2].split()[:4]
        except OSError:  # it ended meanwhile
            continue
        if int(of_session) == session and state != "Z":
            found.append(int(name))
    return found
