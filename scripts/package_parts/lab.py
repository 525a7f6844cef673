"""A lab as it is packed: what students get, and its grader."""

import hashlib
import json
import os
import subprocess
import tempfile

from .archive import Entry


# For text: the reader of GitHub's Markdown does not wrap the cells of tables.
WRAPPING = ("markdown-tex_math_dollars-citations-smart"
            "-superscript-subscript")
# In an archive there is no repository around the explorer's pages.
PAGES_NOTE = """> In your folder the explorer is `interleave/bin/interleave`.
> Where this page speaks of the repository, of `build/release` and of
> `tests/interleave/programs`, it means the kit that your course has.

"""


class PackagingError(Exception):
    """Why there is no archive."""


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise PackagingError(f"there is no {path}") from error


def stripped(path):
    """The executable, without what only a debugger reads."""
    read(path)
    with tempfile.TemporaryDirectory() as folder:
        small = os.path.join(folder, "stripped")
        done = subprocess.run(["strip", "-o", small, path],
                              stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            raise PackagingError(done.stderr)
        return read(small)


def files_below(folder):
    """Relative paths, sorted."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.relpath(os.path.join(parent, name), folder)
                  for name in names]
    return sorted(found)


class Lab:
    """LAB of the tree at `root`, with the grader that `build` holds."""

    def __init__(self, root, name, build):
        self.root = root
        self.name = name
        self.folder = os.path.join(root, "labs", "assignments", name)
        self.rubric = json.loads(read(os.path.join(self.folder, "rubric.json")))
        self.grader = stripped(os.path.join(build, "bin", f"{name}_grader"))
        self.carried = os.path.join(build, "carried")
        self._starter = None

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def solution(self):
        """Contents by name."""
        folder = os.path.join(self.folder, "solution")
        return {name: read(os.path.join(folder, name)).decode()
                for name in files_below(folder)}

    def mutants(self):
        folder = os.path.join(self.folder, "mutants")
        return {name: read(os.path.join(folder, name)).decode()
                for name in files_below(folder)}

    def starter(self):
        """Contents by name, as derive-starter makes them."""
        if self._starter is None:
            with tempfile.TemporaryDirectory() as folder:
                target = os.path.join(folder, "starter")
                done = subprocess.run(
                    [self.path("scripts", "derive-starter"),
                     os.path.join(self.folder, "solution"), target],
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                    text=True, check=False)
                if done.returncode != 0:
                    raise PackagingError(done.stdout)
                self._starter = {
                    name: read(os.path.join(target, name)).decode()
                    for name in files_below(target)}
        return self._starter

    def given(self):
        """What submissions are built with, as entries."""
        own = os.path.join(self.folder, "given")
        if os.path.isdir(own):
            return [Entry(name, read(os.path.join(own, name)))
                    for name in files_below(own)]
        return self.given_for_server()

    def given_for_server(self):
        """The Makefile and csapp's sources."""
        entries = [Entry("Makefile", read(self.path(
            "labs", "assignments", "given", "Makefile")))]
        for part in ("include", "src"):
            folder = self.path("csapp", part)
            entries += [Entry(f"csapp/{part}/{name}",
                              read(os.path.join(folder, name)))
                        for name in files_below(folder)]
        return entries + (self.explorer() if self.is_explored() else [])

    def is_explored(self):
        return any(need.startswith("explore-")
                   for test in self.rubric["tests"] for need in test["needs"])

    def explorer(self):
        """The explorer of schedules, and what the handout says about it."""
        entries = [Entry("interleave/bin/interleave",
                         read(os.path.join(self.carried, "interleave")),
                         executable=True),
                   Entry("interleave/visible.h", read(self.path(
                       "labs", "assignments", "given", "visible.h")))]
        for library in ("interleave_runtime", "csapp_interleave"):
            name = f"lib{library}.a"
            entries.append(Entry(f"interleave/lib/echolab/{name}",
                                 read(os.path.join(self.carried, name))))
        pages = self.path("handouts", "interleave")
        entries += [Entry(f"interleave/{name}",
                          page_of_explorer(os.path.join(pages, name)))
                    for name in files_below(pages)]
        return entries + [Entry("interleave.md", page_of_explorer(
            self.path("handouts", "interleave.md")))]

    def handout(self):
        """As HTML and as text."""
        source = self.path("handouts", f"{self.name}.md")
        read(source)
        return [Entry("handout.html", pandoc(
                    source, "gfm", "html5", "--standalone", "--metadata",
                    f"title={self.rubric['title']}")),
                Entry("handout.txt", pandoc(source, WRAPPING, "plain",
                                            "--columns=75"))]


def page_of_explorer(path):
    return PAGES_NOTE.encode() + read(path)


def pandoc(source, form, target, *options):
    try:
        done = subprocess.run(["pandoc", "-f", form, "-t", target, *options,
                               source],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False)
    except FileNotFoundError as error:
        raise PackagingError("no pandoc: scripts/install-dependencies test"
                             ) from error
    if done.returncode != 0:
        raise PackagingError(f"pandoc {source}: {done.stderr.decode()}")
    return done.stdout


def manifest(entries):
    """A line for each entry: its SHA-256 and its path, as sha256sum reads."""
    lines = [f"{hashlib.sha256(entry.content).hexdigest()}  {entry.path}"
             for entry in sorted(entries, key=lambda entry: entry.path)]
    return Entry("MANIFEST", "\n".join(lines) + "\n")
