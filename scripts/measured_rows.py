"""Measurements in a file, a line of JSON for each.

A later line with the same part and key replaces an earlier one. Whoever
measures asks first what is there, so that an interrupted run goes on.
"""

import json
import pathlib
import threading


class MeasuredRows:
    """Thread: any, but for forget()."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.rows = {}
        self._lock = threading.Lock()
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                self._keep(json.loads(line))

    def _keep(self, row):
        self.rows[(row["part"], *row["key"])] = row

    def get(self, part, *key):
        return self.rows.get((part, *key))

    def of(self, part):
        return [row for row in self.rows.values() if row["part"] == part]

    def add(self, part, key, values):
        row = {"part": part, "key": list(key), **values}
        with self._lock:
            self._keep(row)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")

    def forget(self, parts):
        """Begins anew with these parts."""
        for key in [key for key in self.rows if key[0] in parts]:
            del self.rows[key]
        if self.path.exists():
            self.path.write_text(
                "".join(json.dumps(row) + "\n" for row in self.rows.values()),
                encoding="utf-8")
