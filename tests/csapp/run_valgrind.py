#!/usr/bin/env python3
"""Runs tests under valgrind: no error, no leak, no descriptor left open.

Usage: run_valgrind.py TEST_PROGRAM GTEST_FILTER
"""

import os
import re
import subprocess
import sys


def main():
    program, tests = sys.argv[1:]
    # Children end by exit(1), where the heap is not given back: not traced.
    command = ["valgrind", "--leak-check=full", "--track-fds=yes",
               "--child-silent-after-fork=yes", "--error-exitcode=99",
               "--exit-on-first-error=no", program, f"--gtest_filter={tests}"]
    environment = dict(os.environ, ECHOLAB_FEW_ROUNDS="1")
    result = subprocess.run(command, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, env=environment)
    print(result.stdout[-2000:], result.stderr)
    descriptors = re.search(r"FILE DESCRIPTORS: (\d+) open \((\d+) std\)",
                            result.stderr)
    ran = re.search(r"\[  PASSED  \] (\d+) tests", result.stdout)
    clean = (result.returncode == 0 and ran and int(ran[1]) > 0
             and descriptors and descriptors[1] == descriptors[2])
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
