#!/usr/bin/env python3
"""Tests of the page in a browser: html_browser_test.py INTERLEAVE.

Records runs of small buggy programs, draws them as pages, and steps through
these with the keyboard. Skipped without Chromium, except where CI=true.
"""

import functools
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import html_browser

INTERLEAVE = None
PROGRAMS = pathlib.Path(__file__).parents[1] / "programs"
SERVER = ["--client", str(PROGRAMS / "one.client"),
          "--client", str(PROGRAMS / "two.client")]

# A program that would like to be markup and script.
HOSTILE = r"""
#include <assert.h>
/* </script><script>document.title = 'broken';</script><!-- */
int main(void) {
  const char* s = "</style><img src=x onerror=\"document.title='broken'\">";
  assert(s[0] == 'x' && "</title><script>document.title='broken'</script>");
}
"""


def run(*command, statuses=(0,)):
    done = subprocess.run(command, capture_output=True, text=True,
                          timeout=100, check=False)
    if done.returncode not in statuses:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")


@functools.cache
def page_of(folder, source, *options):
    """The page of a failing run of a program, as an address."""
    name = os.path.join(folder, pathlib.Path(source).stem)
    compiler = "c++" if str(source).endswith(".cc") else "cc"
    run(INTERLEAVE, compiler, str(source), "-o", name, "-lcsapp")
    run(INTERLEAVE, "run", *options, "--trace", name + ".json", name,
        statuses=(1,))
    run(INTERLEAVE, "html", name + ".json", "-o", name + ".html")
    return pathlib.Path(name + ".html").as_uri()


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.browser = cls.enterClassContext(html_browser.Browser())

    def open(self, source, *options):
        address = page_of(self.folder, source, *options)
        self.browser.go("about:blank")
        self.browser.console()
        self.browser.requested()
        self.browser.go(address)
        self.addCleanup(self.expect_quiet, address)

    def expect_quiet(self, address):
        """Nothing on the console; nothing but the page was asked for."""
        self.assertEqual(self.browser.console(), [])
        asked = self.browser.requested()
        self.assertEqual([url for url in asked if url != address], [])

    def current(self):
        return self.browser.run(
            "return document.querySelector('tr[aria-current]').id;")

    def marked_lines(self):
        """The line that each pane marks, and what kind of mark it is."""
        return self.browser.run("""
            return [...document.querySelectorAll('.pane')].map(pane => {
              const line = pane.querySelector('.here');
              return [pane.classList[2], line ? line.textContent.trim() : ''];
            });""")

    def test_steps_with_the_arrows_to_the_end_and_back(self):
        self.open(PROGRAMS / "lost_update.c")
        self.assertEqual(self.current(), "s0")
        seen = ["s0"]
        while seen[-1] != "end" and len(seen) < 100:
            self.browser.press("ArrowRight")
            self.assertNotEqual(self.current(), seen[-1])
            seen.append(self.current())
        self.assertEqual(seen[-1], "end")
        self.browser.press("ArrowRight")
        self.assertEqual(self.current(), "end")
        for before in reversed(seen[:-1]):
            self.browser.press("ArrowLeft")
            self.assertEqual(self.current(), before)

    def test_other_keys(self):
        self.open(PROGRAMS / "lost_update.c")
        self.browser.press("End")
        self.assertEqual(self.current(), "end")
        self.browser.press("Home")
        self.assertEqual(self.current(), "s0")
        self.browser.press("j", "j", "k")
        self.assertEqual(self.current(), "s1")
        self.browser.press("n")
        switch = self.current()
        self.assertIn("switched", self.browser.run(
            f"return document.getElementById('{switch}').className;"))
        self.browser.press("n", "p")
        self.assertEqual(self.current(), switch)
        self.browser.press("PageDown", "PageUp")
        self.assertEqual(self.current(), switch)
        self.browser.press("f")
        self.assertIn("matters", self.browser.run(
            "return document.querySelector('tr[aria-current]').className;"))

    def test_panes_follow_and_exactly_one_thread_runs(self):
        self.open(PROGRAMS / "lost_update.c")
        self.assertEqual(len(self.marked_lines()), 3)
        runs = set()
        while self.current() != "end":
            lines = self.marked_lines()
            running = [line for kind, line in lines if kind == "now"]
            self.assertEqual(len(running), 1)
            runs.update(running)
            self.browser.press("ArrowRight")
        self.assertIn("assert(counter == 4);", runs)
        self.assertTrue(any("counter++" in line for line in runs))

    def test_a_read_points_at_the_write_it_saw(self):
        self.open(PROGRAMS / "lost_update.c")
        self.browser.press("End", "ArrowLeft")
        partner, linked, path = self.browser.run("""
            const row = document.querySelector('tr[aria-current]');
            return [document.querySelector('.partner').id,
                    row.querySelector('.saw a').getAttribute('href'),
                    document.querySelectorAll('.arrow > path').length];""")
        self.assertEqual("#" + partner, linked)
        self.assertEqual(path, 1)

    def test_the_current_row_is_in_sight(self):
        self.open(PROGRAMS / "livelock_polite.c")
        for keys in (["PageDown"] * 3, ["f"], ["End"], ["PageUp"] * 2):
            self.browser.press(*keys)
            self.assertTrue(self.browser.run("""
                const row = document.querySelector('tr[aria-current]')
                  .getBoundingClientRect();
                const box = document.querySelector('.sheet')
                  .getBoundingClientRect();
                return row.top >= box.top && row.bottom <= box.bottom + 1
                  && row.bottom <= innerHeight;"""))

    def test_folds_open_and_close(self):
        self.open(PROGRAMS / "livelock_polite.c")
        self.assertGreater(self.browser.run("return steps.length;"), 500)
        self.assertLess(self.browser.run("return stops.length;"), 300)
        self.browser.press("a")
        self.assertEqual(self.browser.run("return stops.length;"),
                         self.browser.run("return steps.length + 1;"))
        self.browser.press("a")
        self.assertLess(self.browser.run("return stops.length;"), 300)

    def test_a_deadlock_has_its_graph(self):
        self.open(PROGRAMS / "deadlock_three_way.c")
        self.assertEqual(self.browser.run("""
            return ['.thread', '.lock', 'path.holds', 'path.waits'].map(kind =>
              document.querySelectorAll('.graph ' + kind).length);"""),
                         [4, 3, 3, 4])
        self.browser.press("End")
        self.assertEqual([kind for kind, _ in self.marked_lines()],
                         ["stuck"] * 4)

    def test_a_server_with_clients_has_panes_of_their_scripts(self):
        self.open(PROGRAMS / "connfd_address.c", *SERVER)
        self.browser.press("f")
        lines = [line for _, line in self.marked_lines()]
        self.assertEqual(len(lines), 5)
        script = pathlib.Path(SERVER[1]).read_text(encoding="utf-8")
        self.assertIn(lines[1], script.split("\n"))

    def test_hostile_sources_stay_text(self):
        source = pathlib.Path(self.folder, "hostile.c")
        source.write_text(HOSTILE, encoding="utf-8")
        self.open(source)
        self.assertIn("ASSERTION FAILED",
                      self.browser.run("return document.title;"))
        self.assertEqual(self.browser.run("return document.images.length;"), 0)
        self.browser.press("End")
        self.assertEqual(self.current(), "end")

    def test_nothing_is_wider_than_the_window(self):
        self.open(PROGRAMS / "lost_update.c")
        for width in (1280, 800):
            self.browser.sized(width, 800)
            self.assertLessEqual(self.browser.run(
                "return document.documentElement.scrollWidth;"), width)

    def test_prints(self):
        self.open(PROGRAMS / "deadlock_three_way.c")
        self.assertTrue(self.browser.pdf().startswith(b"%PDF"))


def main():
    global INTERLEAVE
    if not html_browser.is_there():
        if os.environ.get("CI") == "true":
            print("no chromium; run scripts/install-dependencies browser")
            return 1
        print("skipped: no chromium")
        return 0
    INTERLEAVE = os.path.abspath(sys.argv.pop(1))
    unittest.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
