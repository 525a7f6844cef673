"""The corpus: its programs and what their headers declare.

The header is the program's first comment, with lines such as
`verdict: assertion`; README.md says what they mean.
"""

import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
PROGRAMS = os.path.join(os.path.dirname(HERE), "programs")
VERDICTS = (
    "assertion", "crash", "memory_error", "exit_status", "data_race",
    "deadlock", "lost_wakeup", "livelock", "lock_order", "misuse",
    "uncontrolled_hang", "nondeterminism")
# They are warned of without an end to the search.
POTENTIAL = ("data_race", "lock_order")
PRIMITIVES = frozenset(
    "plain atomic mutex recursive_mutex timed_mutex trylock cond rwlock spin "
    "barrier sem join detach once key futex atomic_wait latch "
    "counting_semaphore call_once future shared_ptr thread_local guard "
    "jthread shared_mutex condition_variable_any malloc sleep yield "
    "c11threads csapp sockets pipe select poll epoll".split())
FIELD = re.compile(r"^[ */]*(\w+):[ \t]+(\S.*?)[ \t]*$", re.M)
KNOWN = ("verdict", "also", "within", "primitives", "options", "twin")


class BadHeader(Exception):
    """A program that declares something that there is not."""


class Program:
    """One file, and what is to be found in it."""

    def __init__(self, path):
        self.path = path
        self.file = os.path.basename(path)
        self.name, extension = os.path.splitext(self.file)
        self.language = "c" if extension == ".c" else "c++"
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        fields = self._fields()
        self.verdict = fields.get("verdict", "")
        self.also = _words(fields.get("also", ""))
        self.within = int(fields["within"]) if "within" in fields else None
        self.primitives = _words(fields.get("primitives", ""))
        self.options = fields.get("options", "").split()
        self.twin = fields.get("twin", self.name + "_fixed")
        self._check()

    @property
    def is_correct(self):
        return self.verdict == "none"

    @property
    def kind(self):
        return "twins" if self.is_correct else "bugs"

    def _fields(self):
        end = re.search(r"^(?!//| ?\*|/\*)", self.text, re.M)
        header = self.text[:end.start()]
        return {name: value for name, value in FIELD.findall(header)
                if name in KNOWN}

    def _check(self):
        self._demand(self.verdict in VERDICTS + ("none",),
                     f"no such verdict: '{self.verdict}'")
        for verdict in self.also:
            self._demand(verdict in VERDICTS, f"no such verdict: '{verdict}'")
        self._demand(bool(self.primitives), "names no primitives")
        unknown = set(self.primitives) - PRIMITIVES
        self._demand(not unknown, f"no such primitives: {sorted(unknown)}")
        self._demand(self.is_correct == (self.within is None),
                     "a bug needs 'within', a correct program none")

    def _demand(self, holds, problem):
        if not holds:
            raise BadHeader(f"{self.path}: {problem}")


def _words(text):
    return [word.strip() for word in text.split(",") if word.strip()]


def programs(folder=PROGRAMS):
    """Every program, in the order of the names."""
    return [Program(os.path.join(folder, name))
            for name in sorted(os.listdir(folder))
            if name.endswith((".c", ".cc"))]


def add_selection(parser):
    """Options that select programs of the corpus."""
    parser.add_argument("--kind", choices=("bugs", "twins"),
                        help="only programs with a bug, or without")
    parser.add_argument("--language", choices=("c", "c++"),
                        help="only programs in this language")
    parser.add_argument("--every", type=int, default=1, metavar="N",
                        help="only each N-th of what is left")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="only these, with or without .c or .cc")


def selected(arguments):
    """What the options above leave of the corpus."""
    everything = programs()
    known = {p.name for p in everything} | {p.file for p in everything}
    unknown = [name for name in arguments.names if name not in known]
    if unknown:
        raise BadHeader(f"no such program: {', '.join(unknown)}")
    return [
        program for program in everything
        if arguments.kind in (None, program.kind)
        and arguments.language in (None, program.language)
        and (not arguments.names or program.name in arguments.names
             or program.file in arguments.names)
    ][::arguments.every]
