"""Builds programs of the corpus with `interleave cc` and runs the explorer.

What was built is kept in a folder, by the content of all that went into it: the
source, the compiler and how it is called, and the libraries that are linked.
"""

import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import tempfile

from corpus import PROGRAMS, ROOT

WARNINGS = ["-Wall", "-Wextra"]
COMPILE_SECONDS = 240
RUN_SECONDS = 280
COMPILERS = {"gcc": {"c": "gcc", "c++": "g++"},
             "clang": {"c": "clang", "c++": "clang++"}}


class Failed(Exception):
    """A command that did not do what it had to; the text says all."""


def add_tool(parser):
    """Options that say which explorer, which compiler, and where to build."""
    build = os.environ.get("ECHOLAB_BUILD",
                           os.path.join(ROOT, "build", "release"))
    parser.add_argument("--build", default=build, metavar="DIR",
                        help="a build folder of the project [build/release]")
    parser.add_argument("--compiler", choices=sorted(COMPILERS), default="gcc",
                        help="that interleave calls [gcc]")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(),
                        metavar="N", help="programs at a time")


def in_parallel(jobs, function, items):
    """The results in the order of the items."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(function, items)


class Explorer:
    """One build of the explorer, with one compiler."""

    def __init__(self, arguments):
        build = os.path.abspath(arguments.build)
        self.command = os.path.join(build, "bin", "interleave")
        if not os.access(self.command, os.X_OK):
            raise Failed(f"no {self.command}; build the target interleave")
        self.compilers = COMPILERS[arguments.compiler]
        self.environment = dict(os.environ, CC=self.compilers["c"],
                                CXX=self.compilers["c++"])
        self.cache = os.path.join(build, "tests", "corpus",
                                  arguments.compiler)
        os.makedirs(self.cache, exist_ok=True)
        self._recipes = {}
        folder = os.path.join(build, "lib", "echolab")
        self._libraries = _digest(*(
            _content(os.path.join(folder, name))
            for name in sorted(os.listdir(folder)) if name.endswith(".a")))

    def identity(self):
        """Twelve digits that change with the explorer and its libraries."""
        return _digest(_content(self.command), self._libraries.encode())[:12]

    def build(self, program):
        """The path of the built program. Errors: throws Failed."""
        object_key = _digest(self._recipe(program.language),
                             program.file.encode(), program.text.encode())
        folder = os.path.join(self.cache, program.file.replace(".", "_"))
        os.makedirs(folder, exist_ok=True)
        compiled = os.path.join(folder, object_key[:16] + ".o")
        linked = os.path.join(
            folder,
            _digest(object_key.encode(), self._libraries.encode())[:16])
        self._make(compiled, program.language,
                   [*WARNINGS, "-pthread", "-c", program.path])
        csapp = ["-lcsapp"] if '"csapp.h"' in program.text else []
        self._make(linked, program.language, ["-pthread", compiled, *csapp])
        return linked

    def run_line(self, program, options, command="run", what=()):
        """The command line that explores or replays a built program."""
        return [self.command, command, *_with_paths(program.options), *options,
                *what, self.build(program)]

    def run(self, program, options, command="run", what=()):
        """What `interleave run --json` tells. Errors: throws Failed."""
        line = self.run_line(program, ["--json", "-", *options], command, what)
        output = self._call(line, RUN_SECONDS, (0, 1))
        try:
            return json.loads(output)
        except ValueError as error:
            raise Failed(f"no JSON ({error}) from\n  {shlex.join(line)}\n"
                         f"but\n{output[:1000]}") from error

    def text(self, program, options):
        """What `interleave run` prints. Errors: throws Failed."""
        return self._call(self.run_line(program, options), RUN_SECONDS,
                          (0, 1))

    def _make(self, target, language, arguments):
        if os.path.exists(target):
            return
        # Built aside: another test may build the same one.
        with tempfile.TemporaryDirectory(dir=self.cache) as aside:
            result = os.path.join(aside, os.path.basename(target))
            self._call([self.command, "cc" if language == "c" else "c++",
                        *arguments, "-o", result], COMPILE_SECONDS, (0,))
            for old in os.listdir(os.path.dirname(target)):
                if old.endswith(".o") == target.endswith(".o"):
                    _remove(os.path.join(os.path.dirname(target), old))
            os.replace(result, target)

    def _recipe(self, language):
        """The compiler, and the line that interleave calls it with."""
        if language not in self._recipes:
            version = self._call([self.compilers[language], "--version"],
                                 COMPILE_SECONDS, (0,))
            suffix = "c" if language == "c" else "cc"
            with tempfile.TemporaryDirectory() as folder:
                source = os.path.join(folder, "empty." + suffix)
                with open(source, "w", encoding="utf-8"):
                    pass
                line = self._call(
                    [self.command, "cc" if language == "c" else "c++", "-v",
                     "-c", source, "-o", os.path.join(folder, "empty.o")],
                    COMPILE_SECONDS, (0,), errors=subprocess.STDOUT)
            told = [text for text in line.splitlines() if "-fsanitize" in text]
            self._recipes[language] = (
                version + told[0].replace(folder, "")).encode()
        return self._recipes[language]

    def _call(self, line, seconds, good, errors=subprocess.PIPE):
        try:
            ran = subprocess.run(
                line, env=self.environment, stdout=subprocess.PIPE,
                stderr=errors, stdin=subprocess.DEVNULL, text=True,
                errors="replace", timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise Failed(f"no end within {seconds} s:\n  {shlex.join(line)}"
                         ) from error
        if ran.returncode in good:
            return ran.stdout
        raise Failed(f"exit status {ran.returncode} of\n  {shlex.join(line)}\n"
                     f"{(ran.stdout + (ran.stderr or ''))[-2000:]}")


def _with_paths(options):
    """A client's script lies beside the program."""
    return [os.path.join(PROGRAMS, option) if option.endswith(".client")
            else option for option in options]


def _digest(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _content(path):
    with open(path, "rb") as file:
        return file.read()


def _remove(path):
    try:
        os.remove(path)
    except FileNotFoundError:
        pass
