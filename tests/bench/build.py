"""Builds what is measured: the preset release, and the peers."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile

from results import ROOT, git
from servers import OURS, Failed, Programs


def run(command, folder):
    if subprocess.run(command, cwd=folder, stdout=sys.stderr,
                      check=False).returncode:
        raise Failed("this failed: " + " ".join(map(str, command)))


def configure(folder, build, options):
    if not os.path.exists(os.path.join(build, "CMakeCache.txt")):
        run(["cmake", "--preset", "release", "-B", str(build), *options],
            folder)


def build_here(build):
    """Errors: throws Failed."""
    configure(ROOT, build, [])
    # A preset that was configured without tests lacks what we need.
    run(["cmake", str(build), "-DECHOLAB_TESTS=ON"], ROOT)
    run(["cmake", "--build", str(build), "--target", "bench-slots",
         "bench-peers", "echo-load", *OURS], ROOT)
    return Programs(build)


@contextlib.contextmanager
def built_revision(revision):
    """The servers of another revision, in a temporary folder.

    Errors: throws Failed.
    """
    commit = git("rev-parse", "--verify", "--quiet", revision + "^{commit}")
    if not commit:
        raise Failed(f"no such revision: {revision}")
    folder = tempfile.mkdtemp(prefix="echolab-against-")
    tree = os.path.join(folder, "tree")
    try:
        run(["git", "worktree", "add", "--quiet", "--detach", tree, commit],
            ROOT)
        build = os.path.join(folder, "build")
        configure(tree, build, ["-DECHOLAB_TESTS=OFF"])
        run(["cmake", "--build", build, "--target", *OURS], tree)
        yield Programs(build)
    finally:
        git("worktree", "remove", "--force", tree)
        shutil.rmtree(folder, ignore_errors=True)
