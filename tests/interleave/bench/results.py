"""What was measured; what went wrong is tried again."""

from measured_rows import MeasuredRows


class Results(MeasuredRows):
    """Rows that may tell of a problem instead."""

    def has(self, part, *key):
        """Measured, and without a problem: that is tried again."""
        row = self.get(part, *key)
        return row is not None and "problem" not in row
