"""The arithmetic of paired slots, on data small enough to do by hand."""

import json
import unittest

import pairs


def slot(server, cost_us, rate=1000, p50=1, p99=2):
    """1,000 messages that cost so much each, at so many a second."""
    return {"server": server, "messages": 1000,
            "server_ns": int(cost_us * 1e6), "generator_ns": 1,
            "wall_ns": int(1000 / rate * 1e9), "p50_ns": p50, "p99_ns": p99}


class Agreement(unittest.TestCase):
    def test_is_fifteen_percent_of_the_smaller(self):
        self.assertTrue(pairs.agree(100, 114.9))
        self.assertTrue(pairs.agree(114.9, 100))
        self.assertFalse(pairs.agree(100, 115.1))
        self.assertFalse(pairs.agree(115.1, 100))


class Ratios(unittest.TestCase):
    def test_compare_with_the_mean_of_both_neighbours(self):
        slots = [slot("b", 2.0), slot("s", 3.3), slot("b", 2.2)]
        kept, discarded = pairs.ratios(slots, "cost")["s"]
        self.assertEqual([round(r, 9) for r in kept], [1.571428571])
        self.assertEqual(discarded, 0)

    def test_discard_where_the_neighbours_disagree(self):
        slots = [slot("b", 2.0), slot("s", 2.0), slot("b", 2.4),
                 slot("t", 2.4), slot("b", 2.4)]
        self.assertEqual(pairs.ratios(slots, "cost"),
                         {"s": ([], 1), "t": ([1.0], 0)})

    def test_judge_each_metric_by_itself(self):
        slots = [slot("b", 2, rate=1000), slot("s", 2, rate=1000),
                 slot("b", 2, rate=2000)]
        self.assertEqual(pairs.ratios(slots, "cost")["s"], ([1.0], 0))
        self.assertEqual(pairs.ratios(slots, "rate")["s"], ([], 1))

    def test_a_candidate_that_is_disturbed_itself_counts(self):
        """Who discards outliers by their value finds what he looks for."""
        slots = [slot("b", 2), slot("s", 20), slot("b", 2)]
        self.assertEqual(pairs.ratios(slots, "cost")["s"], ([10.0], 0))

    def test_a_higher_rate_is_a_higher_ratio(self):
        slots = [slot("b", 2, rate=1000), slot("s", 2, rate=1500),
                 slot("b", 2, rate=1000)]
        self.assertAlmostEqual(pairs.ratios(slots, "rate")["s"][0][0], 1.5,
                               places=6)


class Quartiles(unittest.TestCase):
    def test_of_known_data(self):
        self.assertEqual(pairs.quartiles([5]), (5, 5, 5))
        self.assertEqual(pairs.quartiles([4, 1, 3, 2, 5]), (2, 3, 4))
        self.assertEqual(pairs.quartiles([1, 2, 3, 4]), (1.75, 2.5, 3.25))


class Reading(unittest.TestCase):
    def text(self, *slots):
        return "".join(json.dumps(one) + "\n" for one in slots)

    def test_takes_what_bench_slots_prints(self):
        slots = [slot("b", 1), slot("s", 2), slot("b", 1)]
        self.assertEqual(pairs.read_slots(self.text(*slots)), slots)

    def test_refuses_slots_that_are_not_pairs(self):
        empty = {**slot("b", 1), "messages": 0}
        for slots in ((), (slot("b", 1), slot("s", 1)), (empty,),
                      (slot("b", 1), slot("b", 1), slot("s", 1))):
            with self.assertRaises(pairs.NoSlots):
                pairs.read_slots(self.text(*slots))


class Measurements(unittest.TestCase):
    def test_are_medians_ratios_and_what_was_discarded(self):
        slots = [slot("b", 1, p99=1000), slot("s", 2, p99=3000),
                 slot("b", 1, p99=2000), slot("s", 4, p99=5000),
                 slot("b", 2, p99=3000)]
        rows = pairs.measurements(slots)
        self.assertEqual(rows["s"]["cost_us"], 3.0)
        self.assertEqual(rows["s"]["cost_ratios"], [2.0])
        self.assertEqual(rows["s"]["cost_discarded"], 1)
        self.assertEqual(rows["s"]["slots"], 2)
        self.assertEqual(rows["s"]["p99_us"], 4.0)
        self.assertEqual(rows["b"]["cost_us"], 1.0)
        self.assertEqual(rows["b"]["share"], 0.001)  # 1 ms in a second
        self.assertEqual(rows["b"]["rate_alone"], 999_999)
        self.assertNotIn("cost_ratios", rows["b"])


if __name__ == "__main__":
    unittest.main()
