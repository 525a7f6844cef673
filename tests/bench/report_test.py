"""What is made of the measurements: plan, results file, targets, tables."""

import dataclasses
import json
import os
import pathlib
import sys
import tempfile
import unittest
import unittest.mock

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))), "scripts"))

# pylint: disable=wrong-import-position
import against  # noqa: E402
import generator_cost  # noqa: E402
import measure  # noqa: E402
import open_loop  # noqa: E402
import plan  # noqa: E402
import plots  # noqa: E402
import system_calls  # noqa: E402
import tables  # noqa: E402
import targets  # noqa: E402
from results import Results  # noqa: E402
from servers import Failed  # noqa: E402


def row(*ratios, discarded=0):
    return {"cost_ratios": list(ratios), "cost_discarded": discarded,
            "rate_ratios": [1.0], "rate_discarded": 0, "slots": 1,
            "cost_us": 2.5, "rate": 90000, "rate_alone": 90000,
            "p50_us": 80.0, "p99_us": 200.0}


class WithResults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="echolab-bench-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.results = Results(self.folder / "results.jsonl")


class Plan(unittest.TestCase):
    def group(self, connections, candidates, **more):
        return plan.Group("steady", (1,), "epoll", candidates, connections, 1,
                          1, **more)

    def test_every_batch_has_a_control_and_fits_a_generator(self):
        candidates = plan.named([f"s{i}" for i in range(5)])
        batches = list(self.group(4000, candidates).batches())
        self.assertEqual([[c.name for c in batch] for batch in batches],
                         [["control", "s0", "s1"], ["control", "s2", "s3"],
                          ["control", "s4"]])

    def test_idle_clients_are_clients(self):
        candidates = [plan.Candidate("epoll", str(n), n)
                      for n in (9000, 9000, 9000)]
        sizes = [len(b) for b in self.group(16, candidates).batches()]
        self.assertEqual(sizes, [3, 2])

    def test_one_batch_when_connections_do_not_stay(self):
        candidates = plan.named([f"s{i}" for i in range(20)])
        group = self.group(10000, candidates, connect=True)
        self.assertEqual(len(list(group.batches())), 1)

    def test_asks_no_server_for_more_than_it_can_hold(self):
        for extent in (plan.QUICK, plan.FULL):
            for group in plan.steady(extent):
                for candidate in group.candidates:
                    self.assertTrue(plan.holds(candidate.server,
                                               group.connections))

    def test_each_target_is_measured_by_a_full_run(self):
        made = {(group.part, *group.key, candidate.name)
                for make in plan.PARTS.values() for group in make(plan.FULL)
                for candidate in group.candidates}
        made |= {("generator", count)
                 for count in generator_cost.CONNECTIONS}
        for target in targets.targets():
            if target.row[0] != "calls":
                self.assertIn(target.row, made)

    def test_batches_are_merged(self):
        merged = measure.merged({"control": row(1.0, discarded=1)},
                                {"control": row(1.2, discarded=2),
                                 "s": row(2.0)})
        self.assertEqual(merged["control"]["cost_ratios"], [1.0, 1.2])
        self.assertEqual(merged["control"]["cost_discarded"], 3)
        self.assertEqual(merged["s"]["cost_ratios"], [2.0])


class ResultsFile(WithResults):
    def test_goes_on_where_it_stopped(self):
        self.results.add("steady", (16, "epoll"), row(1.0))
        again = Results(self.results.path)
        self.assertTrue(again.has("steady", 16, "epoll"))
        self.assertFalse(again.has("steady", 128, "epoll"))

    def test_measures_another_commit_again(self):
        self.results.add("steady", (16, "epoll"), row(1.0))
        again = Results(self.results.path)
        again.commit = "another"
        self.assertFalse(again.has("steady", 16, "epoll"))

    def test_a_line_says_when_where_and_of_what(self):
        self.results.add("steady", (16, "epoll"), row(1.0))
        line = json.loads(self.results.path.read_text(encoding="utf-8"))
        self.assertLessEqual({"commit", "machine", "time", "key", "part"},
                             set(line))

    def test_forgets_a_part(self):
        self.results.add("steady", (16, "epoll"), row(1.0))
        self.results.add("idle", ("epoll", "control"), row(1.0))
        self.results.forget(["steady"])
        self.assertEqual([r["part"] for r in
                          Results(self.results.path).rows.values()], ["idle"])


class Targets(WithResults):
    target = targets.Target("x", "16", "y", 1.03, ("steady", 16, "x"))

    def verdict(self, found):
        return targets.verdict(self.target, found)

    def test_are_met_up_to_the_limit(self):
        self.assertEqual(self.verdict(row(*[1.03] * 5)),
                         ("1.030 (1.03 to 1.03)", "met"))

    def test_are_not_met_above_it(self):
        self.assertEqual(self.verdict(row(1, 1.04, 1.04, 1.05, 1.05)),
                         ("1.040 (1.04 to 1.05)", "**not met**"))

    def test_are_not_settled_if_the_limit_lies_between_the_quartiles(self):
        _, verdict = self.verdict(row(1, 1, 1.04, 1.05, 1.05))
        self.assertEqual(verdict, "**not met**, not settled")

    def test_are_neither_without_a_measurement(self):
        for missing in (None, row(discarded=3)):
            self.assertEqual(self.verdict(missing), ("–", "not measured"))

    def test_are_neither_with_few_slots(self):
        self.assertEqual(self.verdict(row(*[1.0] * 4)),
                         ("–", "too few slots count"))

    def test_count_system_calls(self):
        self.assertEqual(self.verdict({"calls": 2.0}), ("2.00", "**not met**"))

    def test_make_a_table(self):
        self.results.add("calls", ("steady", 16, "echo-epoll"), {"calls": 2.0})
        self.assertIn("| echo-epoll | 16 | system calls a request | 2.10 | "
                      "2.00 | met |", list(targets.table(self.results)))


class Tables(WithResults):
    def test_replace_what_is_between_their_markers(self):
        self.results.add("connect", (64, "epoll"), row())
        self.results.add("connect", (64, "echo-fork"), row(3.0, discarded=2))
        page = self.folder / "README.md"
        page.write_text("a\n<!-- connect -->\nold\n<!-- end -->\nb\n",
                        encoding="utf-8")
        tables.write(page, self.results)
        text = page.read_text(encoding="utf-8")
        self.assertTrue(text.startswith("a\n<!-- connect -->\n"), text)
        self.assertTrue(text.endswith("<!-- end -->\nb\n"), text)
        self.assertNotIn("old", text)
        self.assertIn("| echo-fork | 3.00 (3.00 to 3.00) |", text)
        self.assertIn("| 2 of 3 |", text)

    def test_compare_the_models_for_the_lecture(self):
        self.results.add("steady", (16, "echo-epoll"), row(0.9, 1.1, 1.0))
        self.results.add("connect", (64, "echo-epoll"), row(7.0))
        lines = list(tables.models(self.results))
        self.assertIn("| echo-epoll | 1.00 | – | – | – | 7.00 |", lines)

    def test_compare_the_generator_with_the_server_it_loads(self):
        self.results.add("generator", (16,), {
            "cost_us": 2.1, "server_us": 2.0, "cost_ratios": [1.05]})
        self.assertEqual(list(tables.generator(self.results))[-1],
                         "| 16 | 1.05 (1.05 to 1.05) | 2.10 | 2.00 |")

    def test_say_how_many_slots_were_discarded(self):
        self.results.add("connect", (64, "x"), row(1.0, 1.0, discarded=1))
        self.assertEqual(next(tables.discarded(self.results)),
                         "- cost: 1 of 3 slots discarded, 33 %")


class SystemCalls(unittest.TestCase):
    def test_are_the_total_of_straces_table(self):
        self.assertEqual(system_calls.total_of(
            "% time seconds usecs/call calls errors syscall\n"
            " 95.18    0.012510          49       251         1 read\n"
            "------ ----------- ----------- --------- --------- -----\n"
            "100.00    0.013144          31       412        16 total\n"), 412)
        self.assertEqual(system_calls.total_of(
            "100.00    0.013144          31       9           total\n"), 9)

    def test_are_not_made_up(self):
        with self.assertRaises(Failed):
            system_calls.total_of("strace: no such process\n")


class OpenLoop(WithResults):
    class Programs:
        @staticmethod
        def has(name):
            return name in ("epoll", "asio")

    def measure(self, one):
        """As it is, but for the run itself; the names and rates in order."""
        asked = []

        def stand_in(_programs, name, rate, *_):
            asked.append((name, rate))
            return one(name, len(asked))

        with unittest.mock.patch.object(open_loop, "one", stand_in):
            open_loop.measure(self.Programs, self.results,
                              dataclasses.replace(plan.QUICK, open_runs=3,
                                                  open_rates=(5, 9)), 0)
        return asked

    @staticmethod
    def one_run(*_, p99=1):
        return {"latency_us": {"p50": 1, "p99": p99},
                "messages_per_second": 5}

    def test_lets_the_servers_take_turns(self):
        turns = [("epoll", 5), ("asio", 5)] * 3 + [("epoll", 9),
                                                  ("asio", 9)] * 3
        self.assertEqual(self.measure(self.one_run), turns)

    def test_takes_the_lower_quartile_of_the_runs(self):
        self.measure(lambda name, count: self.one_run(p99=[8, 900, 7][
            (count - 1) // 2 % 3]))
        self.assertEqual(self.results.get("open", "asio", 9)["p99_us"], 7.5)

    def test_leaves_out_a_server_that_fails(self):
        def one(name, _):
            if name == "asio":
                raise Failed("refused")
            return self.one_run()

        self.assertEqual(len(self.measure(one)), 3 + 1 + 3 + 1)
        self.assertIsNone(self.results.get("open", "asio", 9))


class Against(unittest.TestCase):
    control = row(*[0.98, 1.0, 1.02] * 3)

    def verdict(self, *ratios):
        return against.verdict(row(*ratios * 3), self.control)

    def test_sees_a_difference_beyond_the_noise(self):
        self.assertEqual(self.verdict(1.09, 1.1, 1.2), "dearer")
        self.assertEqual(self.verdict(0.8, 0.9, 0.9), "cheaper")

    def test_sees_none_within_it(self):
        self.assertEqual(self.verdict(1.01, 1.1, 1.2), "no difference seen")
        self.assertEqual(self.verdict(1.025, 1.029, 1.029),
                         "no difference seen")

    def test_compares_with_the_control(self):
        """Both are copies of what they are compared with, and both cost more:
        the machine did it."""
        found = row(*[1.1] * 9)
        self.assertEqual(against.verdict(found, found), "no difference seen")

    def test_says_nothing_of_few_slots(self):
        self.assertEqual(against.verdict(row(*[2.0] * 7), self.control),
                         "too few slots count")


class Plots(WithResults):
    def test_have_a_curve_for_each_server_that_was_measured(self):
        for count in (16, 1):
            self.results.add("steady", (count, "echo-epoll"), row(1.0))
        script = "\n".join(plots.throughput(self.results).script(
            pathlib.Path("plots")))
        self.assertIn("$data0 << EOD\n1 90.0\n16 90.0\nEOD\n", script)
        self.assertIn('title "echo-epoll"', script)
        self.assertNotIn('title "echo-fork"', script)


if __name__ == "__main__":
    unittest.main()
