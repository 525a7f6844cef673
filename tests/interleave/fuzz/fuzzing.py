"""The loop of scripts/fuzz-interleave: programs by number, odd ones and small
ones in turn, until the time is up."""

import collections
import os
import shutil
import tempfile
import time

import odd_check
import small_check
from tool import Objection

KINDS = {"odd": odd_check, "small": small_check}


class Fuzzing:
    def __init__(self, tool, kinds, keep):
        self.tool, self.kinds, self.keep = tool, kinds, keep
        self.folder = tempfile.mkdtemp(prefix="fuzz-interleave-")
        self.tally = collections.Counter()
        self.failed = 0

    def run(self, seed, seconds, programs):
        """Until the time is up or so many programs are done; programs made."""
        end = time.monotonic() + seconds
        first = seed
        try:
            while time.monotonic() < end and seed - first < programs:
                self.check(self.kinds[seed % len(self.kinds)], seed)
                seed += 1
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
        return seed - first

    def check(self, kind, seed):
        source = os.path.join(self.folder, f"{kind}_{seed}.c")
        binary = os.path.join(self.folder, f"{kind}_{seed}")

        def write(text):
            with open(source, "w", encoding="utf-8") as file:
                file.write(text)
            self.tool.compile(source, binary)
            return binary

        try:
            said = KINDS[kind].check(self.tool, seed, write)
            self.tally[f"{kind}: {said}"] += 1
        except Objection as objection:
            self.failed += 1
            self.note(kind, seed, source, objection)
        for path in (source, binary):
            if os.path.exists(path):
                os.remove(path)

    def note(self, kind, seed, source, objection):
        print(f"{kind} program {seed}: {objection}", flush=True)
        if os.path.exists(source):
            os.makedirs(self.keep, exist_ok=True)
            kept = shutil.copy(source, self.keep)
            print(f"  kept: {kept}", flush=True)
