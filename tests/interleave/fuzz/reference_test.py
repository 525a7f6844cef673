"""The reference itself, by what is known of a few programs."""

import os
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from reference import explore  # noqa: E402
from small_program import SmallProgram  # noqa: E402


def facts(*threads, semaphores=(0, 0)):
    return explore(SmallProgram([list(t) for t in threads], semaphores))


class Reference(unittest.TestCase):
    def test_store_buffering_has_three_classes(self):
        found = facts([("write", 0, "set", 1), ("read", 1)],
                      [("write", 1, "set", 1), ("read", 0)])
        self.assertEqual(found.traces, 3)
        # No end in which both read 0.
        self.assertNotIn((1, 1, 0, 0, 0), found.outcomes)
        self.assertEqual(len(found.outcomes), 3)
        self.assertTrue(found.race)

    def test_increments_can_be_lost(self):
        increment = [("read", 0), ("write", 0, "add", 1)]
        found = facts(increment, increment)
        self.assertEqual(found.traces, 4)
        self.assertEqual({end[0] for end in found.outcomes}, {1, 2})

    def test_critical_sections_come_in_every_order(self):
        section = [("lock", 0), ("read", 0), ("write", 0, "add", 1),
                   ("unlock", 0)]
        found = facts(section, section, section)
        self.assertEqual(found.traces, 6)
        self.assertEqual({end[0] for end in found.outcomes}, {3})
        self.assertFalse(found.race or found.deadlock)

    def test_locks_in_opposite_order_deadlock(self):
        forth = [("lock", 0), ("lock", 1), ("unlock", 1), ("unlock", 0)]
        back = [("lock", 1), ("lock", 0), ("unlock", 0), ("unlock", 1)]
        found = facts(forth, back)
        self.assertTrue(found.deadlock)
        self.assertEqual(found.traces, 3)

    def test_a_signal_can_be_lost(self):
        waiter = [("lock", 0), ("condwait", 0, 0), ("unlock", 0)]
        self.assertTrue(facts(waiter, [("signal", 0)]).deadlock)

    def test_a_unit_is_taken_once(self):
        attempt = [("semtry", 0, [("write", 0, "add", 1)])]
        found = facts(attempt, attempt, semaphores=(1, 0))
        self.assertEqual(found.traces, 2)
        self.assertEqual({end[0] for end in found.outcomes}, {1})

    def test_readers_share(self):
        reader = [("rdlock", 0), ("rwunlock", 0)]
        writer = [("wrlock", 0), ("rwunlock", 0)]
        self.assertEqual(facts(reader, reader, writer).traces, 10)


if __name__ == "__main__":
    unittest.main()
