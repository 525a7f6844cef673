"""scripts/derive-starter, on good and bad markers and on solutions of labs."""

import glob
import os
import re
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
ASSIGNMENTS = os.path.join(ROOT, "labs", "assignments")
DERIVE = os.path.join(ROOT, "scripts", "derive-starter")
COMPILERS = {"c": ["gcc", "-std=gnu17"], "c++": ["g++", "-std=gnu++20"]}


def derive(solution, starter):
    return subprocess.run([DERIVE, solution, starter], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def secrets_of(solution):
    """The lines that only regions hold, and not for the starter's use."""
    with open(solution, encoding="utf-8") as file:
        text = file.read()
    regions = re.findall(r"// BEGIN SOLUTION.*?// END SOLUTION", text,
                         re.DOTALL)
    known = re.sub(r"// STARTER: ", "", "\n".join(
        re.findall(r"^.*// STARTER: .*$", text, re.MULTILINE)))
    for region in regions:
        text = text.replace(region, "")
    return (set("\n".join(regions).splitlines())
            - set(known.splitlines()) - set(text.splitlines()))


class Folders(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="echolab-derive-")
        self.addCleanup(folder.cleanup)
        self.solution = os.path.join(folder.name, "solution")
        self.starter = os.path.join(folder.name, "starter")

    def write(self, text, name="a.c"):
        path = os.path.join(self.solution, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name="a.c"):
        with open(os.path.join(self.starter, name), encoding="utf-8") as file:
            return file.read()


class Derived(Folders):
    def become(self, text):
        self.write(text)
        result = derive(self.solution, self.starter)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return self.read()

    def test_replaces_a_region_by_its_task_as_far_indented(self):
        self.assertEqual(
            self.become('given();\n    // BEGIN SOLUTION "close it (part 1)"\n'
                        "    close(fd);\n    // END SOLUTION\nlast();\n"),
            "given();\n    // TODO: close it (part 1)\nlast();\n")

    def test_puts_the_starters_own_code_behind_the_task(self):
        self.assertEqual(
            self.become('// BEGIN SOLUTION "x"\nfork();\n'
                        "  // STARTER: echo(fd);\n"
                        "  // STARTER:   close(fd);\n// STARTER: }\n"
                        "// END SOLUTION\n"),
            "// TODO: x\n  echo(fd);\n    close(fd);\n}\n")

    def test_keeps_all_else_byte_by_byte(self):
        text = "// Ends here: the beginning. £\n\n\tint end_solution;\n" \
               "/* starters begin */  // starting at 0\nint begin;\n"
        self.assertEqual(self.become(text), text)

    def test_takes_whole_folders(self):
        self.write('// BEGIN SOLUTION "x"\nsecret\n// END SOLUTION\n', "b/c.h")
        self.assertEqual(self.become("given\n"), "given\n")
        self.assertEqual(self.read("b/c.h"), "// TODO: x\n")


class Rejected(Folders):
    def complaint(self, text):
        """The one problem; and nothing may have been written."""
        self.write(text)
        result = derive(self.solution, self.starter)
        self.assertEqual(result.returncode, 1)
        self.assertFalse(os.path.exists(self.starter))
        prefix = os.path.join(self.solution, "a.c:")
        self.assertTrue(result.stderr.startswith(prefix), result.stderr)
        return result.stderr[len(prefix):].rstrip("\n")

    def test_nested(self):
        self.assertEqual(
            self.complaint('// BEGIN SOLUTION "x"\n1\n// BEGIN SOLUTION "y"\n'
                           "2\n// END SOLUTION\n"),
            "3: BEGIN SOLUTION inside the region of line 1")

    def test_unterminated(self):
        self.assertEqual(self.complaint('0\n// BEGIN SOLUTION "x"\n1\n'),
                         "2: BEGIN SOLUTION without END SOLUTION")

    def test_end_without_beginning(self):
        self.assertEqual(self.complaint("0\n// END SOLUTION\n"),
                         "2: END SOLUTION without BEGIN SOLUTION")

    def test_empty_region(self):
        self.assertEqual(
            self.complaint('// BEGIN SOLUTION "x"\n\n// STARTER: 1\n'
                           "// END SOLUTION\n"),
            "1: a region without any solution")

    def test_starters_code_outside_a_region(self):
        self.assertEqual(self.complaint("// STARTER: int x;\n"),
                         "1: STARTER outside a region")

    def test_misspelt_or_unknown_markers(self):
        for line in ('// BEGIN SOLUTON "x"', '// BEGIN SOLUTION x',
                     '// BEGIN SOLUTION ""', '//BEGIN SOLUTION "x"',
                     '// begin solution "x"', "// Begin-Solution", "// BEGIN",
                     "// END SOLUTIONS", "// END SOULTION", "// EDN SOLUTION",
                     "// end solution", "x();  // END SOLUTION",
                     "/* END SOLUTION */", "// STARTER int x;", "// STARTER:",
                     "// STATER: int x;", "// END HIDDEN",
                     'x();  // BEGIN SOLUTION "x"'):
            with self.subTest(line=line):
                self.assertEqual(self.complaint(line + "\n"),
                                 f"1: not a marker: {line}")

    def test_one_problem_does_not_hide_the_next(self):
        self.write("// END SOLUTION\n// END SOLUTION\n")
        self.write("// BEGIN\n", "b.c")
        result = derive(self.solution, self.starter)
        self.assertEqual(len(result.stderr.splitlines()), 3, result.stderr)

    def test_a_folder_without_files(self):
        result = derive(os.path.join(self.solution, "none"), self.starter)
        self.assertEqual(result.returncode, 1)
        self.assertIn("no file in it", result.stderr)


class Labs(Folders):
    """Every lab's solution, as it stands and as its starter."""

    def compile(self, language, source, lab):
        return subprocess.run(
            [*COMPILERS[language], "-O1", "-Wall", "-Wextra", "-Werror",
             "-I" + os.path.join(lab, "given"),
             "-I" + os.path.join(ROOT, "csapp", "include"), "-x", language,
             "-c", "-o", os.devnull, source],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False)

    def test_compile_without_warnings_as_c_and_as_cplusplus(self):
        solutions = glob.glob(
            os.path.join(ROOT, "labs", "assignments", "*", "solution", "*.c"))
        self.assertTrue(solutions)
        for solution in solutions:
            folder = os.path.dirname(solution)
            derive(folder, self.starter)
            starter = os.path.join(self.starter, os.path.basename(solution))
            for source in (solution, starter):
                for language in COMPILERS:
                    with self.subTest(source=source, language=language):
                        result = self.compile(language, source,
                                              os.path.dirname(folder))
                        self.assertEqual(result.returncode, 0, result.stdout)

    def test_leave_no_marker_and_no_solution_to_the_starter(self):
        folders = glob.glob(os.path.join(ASSIGNMENTS, "*", "solution"))
        self.assertTrue(folders)
        for folder in folders:
            self.assertEqual(derive(folder, self.starter).returncode, 0)
            for name in os.listdir(folder):
                with self.subTest(lab=folder, file=name):
                    starter = self.read(name)
                    self.assertNotIn("SOLUTION", starter)
                    self.assertNotIn("STARTER", starter)
                    secrets = secrets_of(os.path.join(folder, name))
                    self.assertFalse(secrets & set(starter.splitlines()))
                    self.assertEqual(bool(secrets), "// TODO: " in starter)


if __name__ == "__main__":
    unittest.main()
