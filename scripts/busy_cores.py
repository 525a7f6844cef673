"""Keeps every core busy, for tests of what a busy machine does to others."""

import contextlib
import os
import subprocess
import sys


@contextlib.contextmanager
def busy_cores():
    """A loop for each core; they end with this process at the latest."""
    loop = (f"import os\nwhile os.getppid() == {os.getpid()}:\n"
            "    for _ in range(10 ** 6): pass")
    loops = [subprocess.Popen([sys.executable, "-c", loop])
             for _ in range(os.cpu_count())]
    try:
        yield
    finally:
        for process in loops:
            process.kill()
            process.wait()
