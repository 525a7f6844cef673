#!/usr/bin/env python3
"""Hands in programs that attack their grader; see README.md.

  hostile.py --build DIR [--every] [--jobs N] [ATTACK...]

Each attack of programs/ is graded by a grader that has all defences, and may
neither gain a point nor keep the grader from a valid result in time, nor leave
anything behind. Then by one whose defence against it is off, where it has to
do what its header says. Each on one back end, all in turn; with --every, on
every one.

Exit status: 0 so it is, 1 not, with a line for each reason, 2 nothing could be
tried.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

import attack as attacks
import readers

# The words of tests/grader/sandbox/deny.cc.
BACK_ENDS = {"bubblewrap": [], "own": ["bubblewrap"], "uid": ["namespaces"],
             "user": ["root"], "user-own": ["root", "bubblewrap"],
             "unconfined": ["root", "namespaces"]}
PLATFORMS = ["gradescope", "autolab", "classroom", "prairielearn", "junit",
             "tap", "terminal"]
SECONDS = 30  # for one grading, with the short limits of weakened.cc
PATIENCE = 250  # with the long ones
MARK = b"the defence that is off: "
NONE = "none"


def arguments_of_call():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attacks", nargs="*", metavar="ATTACK")
    parser.add_argument("--build", metavar="DIR", required=True,
                        help="a build folder of the project")
    parser.add_argument("--every", action="store_true",
                        help="on every back end")
    parser.add_argument("--jobs", type=int, default=3 * os.cpu_count(),
                        metavar="N", help="gradings at a time")
    parser.add_argument("--verbose", action="store_true",
                        help="print what each grading came to")
    return parser.parse_args()


class Workshop:
    """Graders, and a folder that a careless administrator left open."""

    def __init__(self, build, folder):
        self.build = os.path.abspath(build)
        self.folder = folder
        self.cache = os.path.join(folder, "cache")
        self.bait = os.path.join(folder, "bait")
        self.lock = threading.Lock()
        os.mkdir(os.path.join(folder, "graders"))

    def grader(self, lab, defence):
        """A copy of the lab's test grader without that defence."""
        path = os.path.join(self.folder, "graders", f"{lab}-{defence}")
        with self.lock:
            if not os.path.exists(path):
                self.weaken(lab, defence, path)
        return path

    def weaken(self, lab, defence, path):
        source = os.path.join(self.build, "tests", f"hostile_{lab}_grader")
        with open(source, "rb") as file:
            program = file.read()
        assert program.count(MARK) == 1
        at = program.index(MARK) + len(MARK)
        name = (defence + " ").encode()
        # Under another name first: a file that is written to cannot be run.
        with open(path + ".new", "wb") as file:
            file.write(program[:at] + name + program[at + len(name):])
        os.chmod(path + ".new", 0o755)
        subprocess.run(["strip", path + ".new"], check=True)
        os.rename(path + ".new", path)

    def check_shipped(self):
        """Nobody can weaken what is handed out."""
        for lab in {attack.lab for attack in attacks.all_attacks()}:
            path = os.path.join(self.build, "bin", f"{lab}_grader")
            with open(path, "rb") as file:
                assert MARK not in file.read(), f"{path} can be weakened"

    def environment(self, **more):
        return {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": self.cache,
                **more}

    def warm_up(self):
        """The files that all submissions are built with, and the bait."""
        program = os.path.join(self.folder, "server.c")
        attacks.write(program, "int main(void) { return 0; }\n")
        for lab in {attack.lab for attack in attacks.all_attacks()}:
            subprocess.run([self.grader(lab, NONE), program], check=False,
                           env=self.environment(), stdout=subprocess.DEVNULL)
        subprocess.run(["chmod", "-R", "a+rX", self.cache], check=True)
        attacks.make_bait(self.bait, self.cache)


class Trial:
    """One grading of one attack."""

    def __init__(self, workshop, attack, back_end, defence, index):
        self.workshop, self.attack = workshop, attack
        self.back_end, self.defence = back_end, defence
        self.platform = attack.platform or PLATFORMS[
            (index + list(BACK_ENDS).index(back_end)) % len(PLATFORMS)]
        if back_end == "unconfined":
            self.platform = "terminal"
        is_long = defence and attack.harm != "late"
        self.seconds = PATIENCE if is_long else SECONDS
        self.key = "key-" + secrets.token_hex(8)
        self.folder = tempfile.mkdtemp(
            dir=workshop.folder, prefix=f"{attack.name}-{back_end}-")
        self.results = os.path.join(self.folder, "results")
        os.chmod(self.folder, 0o755)
        os.mkdir(self.results)
        os.chmod(self.results, 0o777)
        self.harms = set()
        self.notes = []

    def harm(self, kind, note):
        self.harms.add(kind)
        self.notes.append(f"{kind}: {note}")

    def command(self, submission):
        deny = os.path.join(self.workshop.build, "tests", "deny")
        words = BACK_ENDS[self.back_end]
        if os.geteuid() != 0:
            words = [word for word in words if word != "root"]
        defence = self.defence or NONE
        only = ["--only", self.attack.only] if self.attack.only else []
        return [deny, *words, "--",
                self.workshop.grader(self.attack.lab, defence), submission,
                "--platform", self.platform,
                "--output", os.path.join(self.results, "document"),
                "--json", os.path.join(self.results, "json"), *only]

    def run(self):
        attacks.lay_bait(self.folder, self.key, self.workshop.bait)
        # Python's int() of six digits of the key: System V objects have one.
        number = str(int(self.key[4:10], 16) + 1)
        with Listener() as listener:
            submission = self.attack.submission(self.folder, {
                "FOLDER": self.folder, "PORT": str(listener.port),
                "NUMBER": number})
            watched = self.watch(self.command(submission))
            if listener.was_called():
                self.harm("leak", "a connection from within the box")
        self.judge(watched)
        if remove_object(number):
            self.harm("survivor", "a System V object")
        shutil.rmtree(self.folder)
        return self

    def watch(self, command):
        script = os.path.join(attacks.HERE, "watched.py")
        output = os.path.join(self.results, "printed")
        return json.loads(subprocess.run(
            [sys.executable, script, str(self.seconds), output, *command],
            env=self.workshop.environment(SECRET=self.key), check=True,
            stdout=subprocess.PIPE).stdout)

    def judge(self, watched):
        self.notes.append(f"{watched['seconds']:.1f} s")
        if watched["left"]:
            self.harm("survivor", f"{watched['left']} processes")
        if watched["status"] is None:
            self.harm("late", f"no end after {self.seconds} s")
            return
        try:
            self.judge_documents(watched["status"])
        except (OSError, ValueError, KeyError, AttributeError,
                IndexError) as error:
            self.harm("no-result", f"{self.platform}: {error!r} "
                      + self.read("printed")[-300:])

    def judge_documents(self, status):
        if status not in (0, 1):
            raise ValueError(f"exit status {status}")
        document = self.read("document", "rb")
        sign = self.attack.sign or self.key
        for name in ("document", "json", "printed"):
            if sign.encode() in self.read(name, "rb"):
                self.harm("leak", f"{sign!r} in the {name}")
        readers.check(self.platform, document)
        result = json.loads(self.read("json"))
        deserved = self.deserved()
        self.notes.append(f"{result['points']} points")
        if result["points"] > deserved:
            self.harm("points", f"{result['points']}, not {deserved}")

    def read(self, name, mode="r"):
        errors = None if "b" in mode else "replace"
        with open(os.path.join(self.results, name), mode,
                  errors=errors) as file:
            return file.read()

    def deserved(self):
        if self.attack.deserves:
            return int(self.attack.deserves)
        rubric = os.path.join(attacks.ROOT, "labs/assignments",
                              self.attack.lab, "rubric.json")
        with open(rubric, encoding="utf-8") as file:
            return json.load(file)["starter"]

    def problems(self):
        """Why this is not as it should be, in lines."""
        said = "; ".join(self.notes)
        if not self.defence:
            return [f"gets through: {said}"] if self.harms else []
        if self.attack.harm in self.harms:
            return []
        return [f"without {self.defence} no {self.attack.harm}: {said}"]


class Listener(contextlib.AbstractContextManager):
    """A port of this machine that nobody has any business with."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def was_called(self):
        self.socket.settimeout(0)
        try:
            self.socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def __exit__(self, *_):
        self.socket.close()


def remove_object(number):
    """Removes the shared memory with that key. Was there any?"""
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        keys = [line.split()[0] for line in file][1:]
    if number not in keys:
        return False
    subprocess.run(["ipcrm", "-M", number], check=True)
    return True


def trials(workshop, arguments):
    """Of every attack with and without the defence against it."""
    for index, attack in enumerate(attacks.all_attacks()):
        if not arguments.every and attack.is_slow and not arguments.attacks:
            continue
        if arguments.attacks and attack.name not in arguments.attacks:
            continue
        possible = [name for name in attack.where
                    if os.geteuid() == 0 or "root" in BACK_ENDS[name]]
        if not possible:
            continue
        chosen = [possible[index % len(possible)]]
        for back_end in list(BACK_ENDS) if arguments.every else chosen:
            if back_end == "unconfined" and back_end not in possible:
                continue
            yield Trial(workshop, attack, back_end, "", index)
        if attack.defence == "several":
            continue
        for back_end in possible if arguments.every else chosen:
            yield Trial(workshop, attack, back_end, attack.defence, index)


def try_all(workshop, arguments):
    workshop.warm_up()
    problems = count = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for trial in pool.map(Trial.run, list(trials(workshop, arguments))):
            name = f"{trial.attack.name} ({trial.back_end})"
            count += 1
            if arguments.verbose:
                off = trial.defence or "all on"
                print(f"{name}: {off}: {'; '.join(trial.notes)}", flush=True)
            for problem in trial.problems():
                problems += 1
                print(f"{name}: {problem}", file=sys.stderr, flush=True)
    print(f"{count} gradings, {problems} problems")
    return count > 0 and problems == 0


def main():
    arguments = arguments_of_call()
    # Where weakened graders show what they should not: private_files.hh.
    folder = tempfile.mkdtemp(prefix="echolab-hostile-", dir="/var/tmp")
    try:
        os.chmod(folder, 0o755)
        workshop = Workshop(arguments.build, folder)
        workshop.check_shipped()
        return 0 if try_all(workshop, arguments) else 1
    except (OSError, subprocess.SubprocessError) as error:
        print(f"hostile.py: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
