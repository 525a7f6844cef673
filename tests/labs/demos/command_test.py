"""The `demo` command: what it prints, writes and asks, and how it ends."""

import os
import pty
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

from demo_catalogue import entries, programs_of

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
BUILD = os.environ.get("ECHOLAB_BUILD", os.path.join(ROOT, "build", "release"))
DEMO = os.path.join(BUILD, "bin", "demo")


def demo(*words, given="", program=DEMO):
    return subprocess.run([program, *words], input=given, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=60, check=False)


def names():
    return [entry["name"] for entry in entries()]


def code_of(source):
    """The lines of a numbered source that are no comments."""
    return [line for line in source.splitlines()
            if not re.match(r"\s*(//|/\*|\*/|\* |\*$)", line[5:])]


class Command(unittest.TestCase):
    def test_lists_every_demo_in_eighty_columns(self):
        listed = demo("--list")
        self.assertEqual((listed.returncode, listed.stderr), (0, ""))
        for name in names():
            self.assertIn(f"  {name} ", listed.stdout)
        self.assertLessEqual(max(map(len, listed.stdout.splitlines())), 80)

    def test_each_demo_has_a_card(self):
        for name in names():
            path = os.path.join(ROOT, "handouts", "lectures", name + ".md")
            self.assertTrue(os.path.exists(path), path)

    def test_sources_fit_on_a_slide(self):
        for entry in entries():
            shown = demo(entry["name"], "--source").stdout
            parts = re.split(r"\n\n(\w+)\n(?=  1  /)", shown)
            self.assertEqual(parts[1::2], programs_of(entry))
            for program, source in zip(parts[1::2], parts[2::2]):
                is_long = entry.get("cures") == [] or "simulated" in program
                most = 80 if is_long else 50
                self.assertLessEqual(len(code_of(source)), most, program)

    def test_shows_the_steps_that_it_is_asked_for(self):
        shown = demo("lock_order", "--explore")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn("DEADLOCK: thread 1 and thread 2 wait for each other",
                      shown.stdout)
        self.assertNotIn("By luck", shown.stdout)
        self.assertNotIn("The cure", shown.stdout)

    def test_writes_a_page_with_the_same_content(self):
        with tempfile.TemporaryDirectory(prefix="demo-") as folder:
            path = os.path.join(folder, "page.html")
            shown = demo("lock_order", "--explore", "--html", path)
            self.assertEqual(shown.returncode, 0, shown.stderr)
            with open(path, encoding="utf-8") as file:
                page = file.read()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertIn("DEADLOCK: thread 1 and thread 2", page)
        self.assertNotIn("std::lock_guard<", page)
        unwritten = demo("lock_order", "--source", "--html", "/absent/page")
        self.assertEqual(unwritten.returncode, 2)
        self.assertIn("demo: cannot write /absent/page", unwritten.stderr)

    def test_says_what_is_wrong(self):
        wrong = demo("no_such_demo")
        self.assertEqual(wrong.returncode, 2)
        self.assertEqual(wrong.stderr.count("\n"), 1)
        self.assertIn("there is no 'no_such_demo'", wrong.stderr)
        self.assertEqual(demo("--no-such-option").returncode, 2)

    def with_programs(self, programs, *words):
        """The demo in a tree in which `programs` are not what they should."""
        with tempfile.TemporaryDirectory(prefix="demo-") as folder:
            for part in ("bin", "share/echolab", "libexec/echolab/demos"):
                os.makedirs(os.path.join(folder, part))
            for name in ("demo", "interleave"):
                shutil.copy(os.path.join(BUILD, "bin", name),
                            os.path.join(folder, "bin"))
            os.symlink(os.path.join(ROOT, "labs", "demos"),
                       os.path.join(folder, "share/echolab/demos"))
            for name, other in programs.items():
                shutil.copy(
                    os.path.join(BUILD, "libexec/echolab/demos", other),
                    os.path.join(folder, "libexec/echolab/demos", name))
            return demo(*words, program=os.path.join(folder, "bin", "demo"))

    def test_a_phenomenon_that_does_not_show_is_status_1(self):
        for shown in (
                self.with_programs(
                    {"lock_order-explored": "lock_order_fixed-explored"},
                    "lock_order", "--explore"),
                self.with_programs({"fifo": "fifo_fixed"}, "fifo", "--native")):
            self.assertEqual(shown.returncode, 1, shown.stderr)
            self.assertIn("did not show what it should", shown.stderr)

    def test_another_failure_than_the_phenomenon_is_status_1(self):
        shown = self.with_programs({"fifo": "after_fork"}, "fifo", "--native")
        self.assertIn("failed in 20 of 20 runs", shown.stdout)
        self.assertEqual(shown.returncode, 1, shown.stderr)

    def test_a_cure_that_does_not_cure_is_status_1(self):
        shown = self.with_programs({"fifo_fixed": "fifo"}, "fifo", "--fixed")
        self.assertEqual(shown.returncode, 1, shown.stderr)

    def test_a_view_without_its_tool_is_a_remark(self):
        shown = subprocess.run(
            [DEMO, "starved_writer", "--native"], text=True, check=False,
            env={"PATH": "/absent"}, stdout=subprocess.PIPE, timeout=60)
        self.assertEqual(shown.returncode, 0, shown.stdout)
        self.assertIn("(Not shown: cannot run gnuplot; scripts/install",
                      shown.stdout)

    def test_interrupted_it_leaves_nothing(self):
        with subprocess.Popen([DEMO, "second_client"], text=True,
                              stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                if "kernel" in line:  # the traced run has begun
                    break
            process.terminate()
            process.stdout.read()  # to the end: nobody holds it any more
        self.assertEqual(process.returncode, 128 + signal.SIGTERM)

    def test_without_a_terminal_the_menu_is_a_list(self):
        self.assertEqual(demo().stdout, demo("--list").stdout)

    def test_the_menu_takes_numbers_and_names(self):
        number = names().index("lock_order") + 1
        shown = self.at_a_terminal([], f"99\n{number}\nphilosophers\nq\n",
                                   "--source")
        self.assertIn("There is no '99'.", shown)
        self.assertIn("lock_order: two locks", shown)
        self.assertIn("philosophers: dining", shown)

    def test_slow_waits_before_each_step_and_after_each_screenful(self):
        # Two programs, each of more than 22 lines and less than 44.
        shown = self.at_a_terminal(["lock_order"], "\n" * 4, "--source",
                                   "--slow")
        self.assertEqual(shown.count("(Enter)"), 4)

    def at_a_terminal(self, words, typed, *options):
        ours, theirs = pty.openpty()
        with subprocess.Popen([DEMO, *words, *options], stdin=theirs,
                              stdout=subprocess.PIPE, text=True,
                              stderr=subprocess.STDOUT) as process:
            os.close(theirs)
            os.write(ours, typed.encode())
            shown = process.communicate(timeout=60)[0]
        os.close(ours)
        self.assertEqual(process.returncode, 0, shown)
        return shown


if __name__ == "__main__":
    unittest.main()
