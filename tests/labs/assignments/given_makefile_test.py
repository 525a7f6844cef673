"""labs/assignments/given/Makefile, in a student's folder, with the starter."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
ASSIGNMENTS = os.path.join(ROOT, "labs", "assignments")


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


class GivenMakefile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="echolab-student-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        cls.derive(os.path.join(ASSIGNMENTS, "fork", "solution"))
        shutil.copy(os.path.join(ASSIGNMENTS, "given", "Makefile"), cls.folder)
        for part in ("include", "src"):
            shutil.copytree(os.path.join(ROOT, "csapp", part),
                            os.path.join(cls.folder, "csapp", part))

    @classmethod
    def derive(cls, solution):
        subprocess.run([os.path.join(ROOT, "scripts", "derive-starter"),
                        solution, cls.folder], check=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def make(self, *targets):
        return subprocess.run(["make", *targets], cwd=self.folder, text=True,
                              stdout=subprocess.PIPE, check=False,
                              stderr=subprocess.STDOUT)

    def require_echo(self):
        with subprocess.Popen([self.path("server"), "0"], text=True,
                              stdout=subprocess.PIPE) as server:
            try:
                word, port = server.stdout.readline().split()
                self.assertEqual(word, "listening")
                with socket.create_connection(("localhost", int(port)),
                                              timeout=10) as client:
                    client.sendall(b"hello\n")
                    self.assertEqual(client.makefile("rb").readline(),
                                     b"hello\n")
            finally:
                server.kill()

    def test_builds_c_and_cplusplus_without_a_warning(self):
        os.utime(self.path("server.c"))
        result = self.make()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertNotIn("warning", result.stdout)
        self.assertRegex(result.stdout, r"gcc .* -o server server\.c ")
        self.require_echo()

        os.rename(self.path("server.c"), self.path("server.cc"))
        self.addCleanup(os.rename, self.path("server.cc"),
                        self.path("server.c"))
        os.utime(self.path("server.cc"))
        result = self.make()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertNotIn("warning", result.stdout)
        self.assertRegex(result.stdout, r"g\+\+ .* -o server server\.cc ")
        self.assertNotIn("ar rcs", result.stdout)  # once is enough
        self.require_echo()

    def give_an_explorer(self, script):
        folder = self.path("interleave/bin")
        os.makedirs(folder)
        self.addCleanup(shutil.rmtree, self.path("interleave"))
        shutil.copy(os.path.join(ASSIGNMENTS, "given", "visible.h"),
                    self.path("interleave"))
        with open(os.path.join(folder, "interleave"), "w",
                  encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + script)

    def test_builds_the_server_once_more_for_an_explorer(self):
        self.give_an_explorer('echo "$*" > server-explored\n')
        result = self.make()
        self.assertEqual(result.returncode, 0, result.stdout)
        with open(self.path("server-explored"), encoding="utf-8") as file:
            self.assertRegex(
                file.read(), r"^cc .* -Icsapp/include -include "
                r"interleave/visible\.h -O0 -o server-explored server\.c "
                r"-lcsapp$")
        self.make("clean")
        self.assertFalse(os.path.exists(self.path("server-explored")))

    def require_refusal(self, code, words):
        with open(self.path("server.c"), encoding="utf-8") as file:
            before = file.read()
        self.addCleanup(write, self.path("server.c"), before)
        self.addCleanup(self.make, "clean")
        write(self.path("server.c"), before + code)
        result = self.make("server-explored")
        self.assertNotEqual(result.returncode, 0, result.stdout)
        self.assertIn(words, result.stdout)

    def test_refuses_assembler_in_explored_programs(self):
        self.give_an_explorer("exit 0\n")
        self.require_refusal('void unseen(void) { __asm__("nop"); }\n',
                             "Assembler cannot be explored.")

    def test_refuses_code_that_is_not_instrumented_for_the_explorer(self):
        self.give_an_explorer('shift; exec gcc "$@" -L.\n')
        self.require_refusal(
            '__attribute__((no_sanitize("thread"))) void unseen(void) {}\n',
            'poisoned "no_sanitize"')

    def test_builds_the_starter_of_every_lab_about_a_server(self):
        servers = glob.glob(os.path.join(ASSIGNMENTS, "*/solution/server.c"))
        self.assertTrue(servers)
        for server in servers:
            with self.subTest(server=server):
                self.derive(os.path.dirname(server))
                os.utime(self.path("server.c"))
                result = self.make()
                self.assertEqual(result.returncode, 0, result.stdout)
                self.assertNotIn("warning", result.stdout)
                self.require_echo()

    def test_grade_runs_the_grader_on_what_it_has_built(self):
        with open(self.path("grade"), "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\ntest -x server && echo graded\n")
        os.chmod(self.path("grade"), 0o755)
        result = self.make("--silent", "grade")
        self.assertEqual(result.stdout, "graded\n")

    def test_clean_leaves_what_was_given(self):
        self.make()
        self.make("clean")
        self.assertFalse({"build", "libcsapp.a", "server"}
                         & set(os.listdir(self.folder)))

    def test_a_library_from_elsewhere_is_not_built_again(self):
        self.make("clean")
        result = self.make("given")
        self.assertEqual(result.returncode, 0, result.stdout)
        shutil.rmtree(self.path("build"))
        self.assertNotIn("ar rcs", self.make().stdout)

    def test_wants_exactly_one_source(self):
        shutil.copy(self.path("server.c"), self.path("server.cc"))
        self.addCleanup(os.unlink, self.path("server.cc"))
        result = self.make()
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("a server.c or a server.cc here", result.stdout)


if __name__ == "__main__":
    unittest.main()
