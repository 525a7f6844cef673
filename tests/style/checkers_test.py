"""Each rule of scripts/check_* passes a good tree and fails a bad one."""

import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


class CheckerTest(unittest.TestCase):
    def setUp(self):
        self.tree = tempfile.mkdtemp(prefix="echolab-style-")
        self.addCleanup(shutil.rmtree, self.tree)

    def write(self, path, text):
        full = os.path.join(self.tree, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def run_checker(self, checker):
        return subprocess.run(
            [os.path.join(ROOT, "scripts", checker), self.tree],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})

    def assert_passes(self, checker):
        verdict = self.run_checker(checker)
        self.assertEqual(verdict.returncode, 0, verdict.stdout)

    def assert_objects(self, checker, *expected):
        verdict = self.run_checker(checker)
        self.assertEqual(verdict.returncode, 1, verdict.stdout)
        for text in expected:
            self.assertIn(text, verdict.stdout)


class IncludeDirection(CheckerTest):
    CHECKER = "check_include_direction"

    def setUp(self):
        super().setUp()
        self.write("csapp/include/csapp/rio.h", "#include <stdio.h>\n")
        self.write("servers/echo/log.hh", '#include "csapp/rio.h"\n')
        self.write("labs/sync/lock.hh", "#include <atomic>\n")
        self.write("servers/fork.cc", '#include "servers/echo/log.hh"\n')

    def test_passes_includes_that_point_down(self):
        self.write("tests/servers/fork_test.cc",
                   '#include <gtest/gtest.h>\n#include "servers/echo/log.hh"\n')
        self.assert_passes(self.CHECKER)

    def test_objects_to_a_level_above(self):
        self.write("csapp/src/rio.cc", '#include "servers/echo/log.hh"\n')
        self.assert_objects(self.CHECKER, "csapp/src/rio.cc:1", "level 2")

    def test_objects_to_a_neighbour_on_the_same_level(self):
        self.write("clients/load/load.cc", '#include "servers/echo/log.hh"\n')
        self.assert_objects(self.CHECKER, "clients/load/load.cc:1")

    def test_objects_to_a_server_that_includes_a_lab(self):
        self.write("servers/fork.cc", '\n#include "labs/sync/lock.hh"\n')
        self.assert_objects(self.CHECKER, "servers/fork.cc:2", "never include")

    def test_objects_to_a_lab_that_includes_a_server(self):
        self.write("labs/demos/a.cc", '#include "servers/echo/log.hh"\n')
        self.assert_objects(self.CHECKER, "labs never include servers")

    def test_objects_to_an_included_variant(self):
        self.write("servers/thread.cc", '#include "fork.cc"\n')
        self.assert_objects(self.CHECKER, "servers/thread.cc:1")

    def test_objects_to_third_party_code_elsewhere(self):
        self.write("servers/fork.cc", "#include <spdlog/spdlog.h>\n")
        self.write("csapp/include/csapp/rio.h", "#include <CLI/CLI.hpp>\n")
        self.write("labs/sync/lock.cc", "#include <boost/asio.hpp>\n")
        self.assert_objects(self.CHECKER, "servers/fork.cc:1",
                            "csapp/include/csapp/rio.h:1",
                            "labs/sync/lock.cc:1")

    def test_objects_to_a_file_that_is_not_there(self):
        self.write("servers/fork.cc", '#include "servers/echo/gone.hh"\n')
        self.assert_objects(self.CHECKER, "there is no such file")


class Sizes(CheckerTest):
    CHECKER = "check_sizes"

    @staticmethod
    def function(lines, before=""):
        body = "  step();\n" * (lines - 2)
        return f"{before}void long_one(int a) {{\n{body}}}\n"

    def test_passes_what_just_fits(self):
        self.write("servers/echo/a.cc", self.function(40) + "x" * 80 + "\n")
        self.write("servers/fork.cc", "\n" * 120)
        self.assert_passes(self.CHECKER)

    def test_objects_to_a_long_function(self):
        self.write("servers/echo/a.cc", "\n" + self.function(41))
        self.assert_objects(self.CHECKER, "servers/echo/a.cc:2: 41 lines in "
                            "long_one")

    def test_sees_functions_inside_namespaces_and_classes(self):
        self.write("servers/echo/a.hh", "namespace x {\nclass A : public B {\n"
                   + self.function(41) + "};\n}\n")
        self.assert_objects(self.CHECKER, "servers/echo/a.hh:3: 41 lines")

    def test_sees_a_constructor_after_its_member_initialisers(self):
        head = "A::A(int fd)\n    : fd_{fd}, other_(f({1, 2})) {\n"
        self.write("servers/echo/a.cc", head + "  step();\n" * 40 + "}\n")
        self.assert_objects(self.CHECKER, "servers/echo/a.cc:1: 43 lines in "
                            "A::A")

    def test_takes_macro_calls_for_no_function(self):
        self.write("servers/echo/a.cc", "WRAP(int, close)\n" * 41
                   + 'extern "C" {\nint a();\n}\n')
        self.write("tests/a_test.cc", self.function(41).replace(
            "void long_one(int a)", "TEST(Suite, Name)"))
        self.assert_objects(self.CHECKER, "tests/a_test.cc:1: 41 lines in "
                            "TEST", "sizes: 1 to put right")

    def test_takes_no_table_for_a_function(self):
        self.write("servers/echo/a.cc",
                   "const int kTable[f(3)] = {\n" + "  1,\n" * 60 + "};\n")
        self.assert_passes(self.CHECKER)

    def test_objects_to_long_functions_of_scripts(self):
        self.write("scripts/a", "#!/usr/bin/env bash\nlong_one() {\n"
                   + "  true\n" * 40 + "}\n")
        self.write("scripts/b.py", "def long_one():\n" + "    x = 1\n" * 41)
        self.assert_objects(self.CHECKER, "scripts/a:2: 42 lines",
                            "scripts/b.py:1: 42 lines")

    def test_objects_to_long_files_and_lines(self):
        self.write("servers/fork.cc", "\n" * 121)
        self.write("csapp/src/rio.cc", "\n" * 301)
        self.write("csapp/src/wide.cc", "x" * 81 + "\n")
        self.assert_objects(self.CHECKER, "servers/fork.cc:1: 121 lines",
                            "csapp/src/rio.cc:1: 301 lines",
                            "csapp/src/wide.cc:1: 81 columns")

    def test_accepts_an_exception_with_its_reason(self):
        reason = "// size: one switch over every state reads best whole\n"
        self.write("servers/echo/a.cc", "\n" * 20 + self.function(41, reason))
        self.write("csapp/src/rio.cc", reason + "\n" * 301)
        self.assert_passes(self.CHECKER)

    def test_accepts_no_exception_without_a_reason(self):
        self.write("servers/echo/a.cc", self.function(41, "// size:\n"))
        self.assert_objects(self.CHECKER, "41 lines")


class Names(CheckerTest):
    def test_passes_names_that_say_something(self):
        self.write("servers/echo/connection_queue.cc", "")
        self.assert_passes("check_names")

    def test_objects_to_names_that_say_nothing(self):
        self.write("servers/utils/a.cc", "")
        self.write("csapp/src/helpers.cc", "")
        self.assert_objects("check_names", "servers/utils/a.cc",
                            "csapp/src/helpers.cc")


class Sleeps(CheckerTest):
    def test_passes_a_pause_that_says_why(self):
        self.write("tests/a_test.cc", "// sleep: between two looks\n"
                   "std::this_thread::sleep_for(1ms);\n// sleep(1) is bad\n")
        # sleep: outside of tests they are allowed
        self.write("servers/fork.cc", "sleep(1);\n")
        self.assert_passes("check_sleeps")

    def test_objects_to_sleeps_in_every_language(self):
        self.write("tests/a_test.cc", "\nusleep(10);\n")
        # sleep: written, not run
        self.write("tests/b_test.py", "time.sleep(1)\n")
        self.write("tests/c", "#!/usr/bin/env bash\nx; sleep 1\n")
        self.assert_objects("check_sleeps", "tests/a_test.cc:2",
                            "tests/b_test.py:1", "tests/c:2")


@unittest.skipUnless(shutil.which("clang-format-14"), "no clang-format-14")
class Format(CheckerTest):
    def setUp(self):
        super().setUp()
        shutil.copy(os.path.join(ROOT, ".clang-format"), self.tree)

    def test_passes_formatted_code(self):
        self.write("servers/a.cc", "int main() { return 0; }\n")
        self.assert_passes("check_format")

    def test_objects_to_other_code(self):
        self.write("servers/a.cc", "int main( ) {return 0;}\n")
        self.assert_objects("check_format", "servers/a.cc:1")


if __name__ == "__main__":
    unittest.main()
