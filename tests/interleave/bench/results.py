"""What was measured: a file with a line of JSON for each measurement.

A measurement whose key is in the file is not done again, so that a command that
was interrupted goes on where it stopped.
"""

import json
import os
import threading


class Results:
    """Thread: any."""

    def __init__(self, path):
        self.path = path
        self.rows = {}
        self._lock = threading.Lock()
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    self._keep(json.loads(line))

    def _keep(self, row):
        self.rows[(row["part"], *row["key"])] = row

    def has(self, part, *key):
        """Measured, and without a problem: that is tried again."""
        row = self.rows.get((part, *key))
        return row is not None and "problem" not in row

    def get(self, part, *key):
        return self.rows.get((part, *key))

    def of(self, part):
        return [row for row in self.rows.values() if row["part"] == part]

    def add(self, part, key, **values):
        row = {"part": part, "key": list(key), **values}
        with self._lock:
            self._keep(row)
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")

    def forget(self, parts):
        """Begins anew with these parts."""
        for key in [key for key in self.rows if key[0] in parts]:
            del self.rows[key]
        with open(self.path, "w", encoding="utf-8") as file:
            for row in self.rows.values():
                file.write(json.dumps(row) + "\n")
