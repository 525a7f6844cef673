#!/usr/bin/env python3
"""The students' archive on a machine that has build-essential and nothing else.

  student_machine_test.py BUILD

The machine is a folder with the files of Debian's packages that build-essential
needs, no other, entered by bubblewrap.
"""

import os
import shutil
import subprocess

import packed
from packed import SOLUTION, PackageTest

TOP_LINKS = ("bin", "lib", "lib64", "sbin")


def closure(*packages):
    """They and all that they depend on, as far as it is installed."""
    listed = subprocess.run(
        ["apt-cache", "depends", "--recurse", "--no-recommends",
         "--no-suggests", "--no-conflicts", "--no-breaks", "--no-replaces",
         "--no-enhances", "--important", *packages],
        stdout=subprocess.PIPE, text=True, check=True).stdout
    names = sorted({line for line in listed.splitlines()
                    if line and line[0] not in " <|"})
    done = subprocess.run(
        ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        check=False)
    return [line.split()[0] for line in done.stdout.splitlines()
            if line.endswith(" installed")]


def files_of(names):
    listed = subprocess.run(["dpkg", "-L", *names], stdout=subprocess.PIPE,
                            text=True, check=True).stdout
    return sorted({line for line in listed.splitlines()
                   if line.startswith("/") and
                   not line.startswith("/usr/share/doc")})


class StudentMachine(PackageTest):
    def make_root(self):
        root = self.path("root")
        os.mkdir(root)
        names = closure("build-essential", "base-files", "bash", "coreutils")
        self.assertNotIn("bubblewrap", names)
        listing = self.path("files")
        with open(listing, "w", encoding="utf-8") as file:
            for path in files_of(names):
                # Below /usr only: the rest of them are links into it.
                real = os.path.join(os.path.realpath(os.path.dirname(path)),
                                    os.path.basename(path))
                if os.path.isdir(real) and not os.path.islink(real):
                    continue
                if os.path.lexists(real):
                    print(real[1:], file=file)
        os.makedirs(os.path.join(root, "etc"))
        self.run_in("/", "sh", "-c",
                    f"tar -cf - -C / -T {listing} | tar -xf - -C {root}")
        for name in TOP_LINKS:
            if os.path.islink("/" + name):
                os.symlink(os.readlink("/" + name), os.path.join(root, name))
        # What the packages' scripts make when they are installed.
        for name in ("alternatives", "ld.so.cache", "passwd", "group"):
            source = os.path.join("/etc", name)
            target = os.path.join(root, "etc", name)
            if os.path.isdir(source):
                shutil.copytree(source, target, symlinks=True,
                                dirs_exist_ok=True)
            else:
                shutil.copy(source, target)
        return root

    def enter(self, root, command, status=0):
        return self.run_in(
            "/", "bwrap", "--bind", root, "/", "--proc", "/proc", "--dev",
            "/dev", "--tmpfs", "/tmp", "--bind", self.path("student"),
            "/home", "--chdir", "/home/fork-lab", "--clearenv", "--setenv",
            "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/home", "bash",
            "-c", command, status=status)

    def test_builds_and_grades(self):
        root = self.make_root()
        folder = os.path.join(self.unpacked("student"), "fork-lab")
        self.enter(root, "! command -v python3 && ! command -v cmake")
        self.enter(root, "make")
        self.assertIn("to see it again", self.enter(root, "./grade", 1))
        shutil.copy(SOLUTION, folder)
        self.assertIn("full marks", self.enter(root, "make grade"))


if __name__ == "__main__":
    packed.main()
