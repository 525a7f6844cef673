"""scripts/check_readme_commands passes what is as shown, and nothing else."""

import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
CHECKER = os.path.join(ROOT, "scripts", "check_readme_commands")

# A stand-in for a server: announces its port, then stays.
SERVER = "#!/usr/bin/env bash\necho $$ >{folder}/pid\necho listening $1\n" \
    "exec cat <{folder}/never\n"


def state_of(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "gone"


class ReadmeCommands(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="echolab-readme-")
        self.addCleanup(shutil.rmtree, self.folder)

    def check(self, *lines, fence="console", above=""):
        document = os.path.join(self.folder, "README.md")
        with open(document, "w", encoding="utf-8") as file:
            file.write("\n".join([above, f"```{fence}", *lines, "```", ""]))
        return subprocess.run(
            [CHECKER, "--build", self.folder, "--deadline", "2", document],
            text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False)

    def assert_passes(self, *lines, **options):
        verdict = self.check(*lines, **options)
        self.assertEqual(verdict.returncode, 0, verdict.stdout)

    def assert_objects(self, *lines, status=1, **options):
        verdict = self.check(*lines, **options)
        self.assertEqual(verdict.returncode, status, verdict.stdout)

    def test_passes_what_is_as_shown(self):
        self.assert_passes("$ cd csapp", "$ basename $PWD; \\", "> echo b",
                           "csapp", "b", "$ seq 9", "1", "...", "8", "9")

    def test_objects_to_other_output(self):
        self.assert_objects("$ echo one", "two")

    def test_objects_to_output_not_shown(self):
        self.assert_objects("$ echo one")

    def test_objects_to_shown_output_that_does_not_come(self):
        self.assert_objects("$ echo one", "one", "two")

    def test_objects_to_commands_that_do_not_exist(self):
        self.assert_objects("$ no-such-command-here")

    def test_objects_to_commands_in_unchecked_blocks(self):
        self.assert_objects("echo one", fence="sh", status=2)

    def test_masks_what_differs_from_run_to_run(self):
        self.assert_passes("$ echo listening $RANDOM took 0.$RANDOM ms",
                           "listening 1 took 0.5 ms")
        self.assert_objects("$ echo listening $RANDOM", "listened 1")

    def test_masks_figures_where_the_document_says_so(self):
        self.assert_passes("$ echo $RANDOM '   'messages", "1,000 messages",
                           above="<!-- figures vary -->")
        self.assert_objects("$ echo 1 messages", "2 messages")

    def test_types_the_lines_that_the_document_names(self):
        self.assert_passes("$ cat", "one", "one", "two", "two", "^C",
                           above="<!-- typed: one | two | ^C -->")
        self.assert_objects("$ head -n 1", "one", "one",
                            above="<!-- typed: two -->")

    def test_waits_for_what_the_background_prints_later(self):
        self.assert_passes("$ (read -r -t 0.3 <> <(:); echo late) &",
                           "$ true", "late")

    def test_goes_on_to_report_when_the_shell_has_ended(self):
        self.assert_objects("$ exit 0", "$ echo one", "one")

    def test_does_not_run_the_two_scripts(self):
        self.assert_passes("$ scripts/tour", "$ scripts/test")

    def test_ends_a_server_left_in_the_background(self):
        os.mkdir(os.path.join(self.folder, "bin"))
        os.mkfifo(os.path.join(self.folder, "never"))
        server = os.path.join(self.folder, "bin", "echo-fork")
        with open(server, "w", encoding="utf-8") as file:
            file.write(SERVER.format(folder=self.folder))
        os.chmod(server, 0o755)
        self.assert_passes("$ build/release/bin/echo-fork 7777 &",
                           "listening 7777")
        with open(os.path.join(self.folder, "pid"), encoding="utf-8") as file:
            self.assertIn(state_of(file.read().strip()), ("gone", "Z"))


if __name__ == "__main__":
    unittest.main()
