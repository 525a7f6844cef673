#!/usr/bin/env python3
"""Runs a command that may leave processes behind; ends and counts those.

  watched.py SECONDS OUTPUT COMMAND...

Prints JSON: the command's status (null: not ended after SECONDS), the seconds
it took, and how many processes were left by then. OUTPUT gets what it prints.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36


def parents():
    """Parent and state by process."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            continue
        found[int(name)] = (int(fields[1]), fields[0])
    return found


def descendants():
    """Those that run, of the processes below this one."""
    processes = parents()
    family = {os.getpid()}
    while True:
        more = {pid for pid, (parent, _) in processes.items()
                if parent in family} - family
        if not more:
            break
        family |= more
    return [pid for pid in family - {os.getpid()}
            if processes[pid][1] not in (b"Z", b"X")]


def end_descendants():
    deadline = time.monotonic() + 60
    while descendants():
        if time.monotonic() > deadline:
            sys.exit("watched.py: processes cannot be ended")
        # First all of them are stopped: a fork bomb is quicker than we are.
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for pid in descendants():
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
        reap()


def reap():
    """The statuses of children that have ended, by process."""
    ended = {}
    try:
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            ended[pid] = os.waitstatus_to_exitcode(status)
    except ChildProcessError:
        pass
    return ended


def watch(grader, seconds):
    """Its exit status, None after so many seconds; and how many processes came
    to us meanwhile, because their box has ended before them."""
    deadline = time.monotonic() + seconds
    orphans = 0
    while time.monotonic() < deadline:
        ended = reap()
        orphans += len(ended.keys() - {grader})
        if grader in ended:
            return ended[grader], orphans
        time.sleep(0.01)  # sleep: between two looks at its children
    return None, 0


def let_keepers_clean_up():
    """They notice that the grader is gone."""
    deadline = time.monotonic() + 20
    while descendants() and time.monotonic() < deadline:
        reap()
        time.sleep(0.05)  # sleep: between two looks at /proc


def main():
    seconds, output, command = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        sys.exit("watched.py: cannot become a subreaper")
    started = time.monotonic()
    with open(output, "wb") as file:
        grader = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                  stdout=file, stderr=file,
                                  start_new_session=True)
    status, left = watch(grader.pid, seconds)
    took = time.monotonic() - started
    if status is None:
        os.kill(grader.pid, signal.SIGKILL)
        let_keepers_clean_up()
    else:
        left += len(descendants())
    end_descendants()
    print(json.dumps({"status": status, "seconds": took, "left": left}))


if __name__ == "__main__":
    main()
