"""scripts/install-dependencies, with every tool it calls replaced."""

import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SCRIPT = os.path.join(ROOT, "scripts", "install-dependencies")

# Says that all packages are installed, but for those in $ABSENT.
DPKG_QUERY = """
shift 2
for package; do
  [[ " $ABSENT " == *" $package "* ]] || echo "$package installed"
done
[[ -z $ABSENT ]]
"""


class InstallDependencies(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="echolab-install-")
        self.addCleanup(shutil.rmtree, self.folder)
        for tool in ("bash", "env", "grep", "sort", "cat"):
            os.symlink(shutil.which(tool), os.path.join(self.folder, tool))
        self.fake("dpkg-query", DPKG_QUERY)
        self.fake("id", 'echo "$USER_ID"')
        self.fake("apt-get", 'echo "$*" >>"$CALLS"')

    def fake(self, tool, text):
        path = os.path.join(self.folder, tool)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!{shutil.which('bash')}\n{text}\n")
        os.chmod(path, 0o755)

    def run_script(self, *arguments, absent="", user="0"):
        calls = os.path.join(self.folder, "calls")
        verdict = subprocess.run(
            [SCRIPT, *arguments], text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": self.folder, "ABSENT": absent, "CALLS": calls,
                 "USER_ID": user})
        verdict.calls = []
        if os.path.exists(calls):
            with open(calls, encoding="utf-8") as file:
                verdict.calls = file.read().splitlines()
        return verdict

    def test_does_nothing_when_all_packages_are_there(self):
        for group in ("tour", "demos", "test", "bench", "browser"):
            verdict = self.run_script(group)
            self.assertEqual(verdict.returncode, 0, verdict.stdout)
            self.assertEqual(verdict.calls, [])
            self.assertIn("all packages are there", verdict.stdout)
            self.assertEqual(self.run_script("--quiet", group).stdout, "")

    def test_installs_only_what_is_missing(self):
        verdict = self.run_script("tour", "test", absent="cmake valgrind")
        self.assertEqual(verdict.returncode, 0, verdict.stdout)
        self.assertEqual(len(verdict.calls), 2, verdict.calls)
        self.assertTrue(verdict.calls[0].endswith(" update"))
        self.assertTrue(verdict.calls[1].endswith(
            " install --no-install-recommends cmake valgrind"))
        self.assertIn("installing cmake valgrind", verdict.stdout)

    def test_leaves_other_groups_alone(self):
        self.assertEqual(self.run_script("tour", absent="valgrind").calls, [])

    def test_uses_sudo_when_not_root(self):
        self.fake("sudo", 'echo "sudo" >>"$CALLS"; exec "$@"')
        verdict = self.run_script("tour", absent="cmake", user="1000")
        self.assertEqual(verdict.returncode, 0, verdict.stdout)
        self.assertEqual(verdict.calls[0::2], ["sudo", "sudo"])

    def test_names_the_packages_without_root_and_sudo(self):
        verdict = self.run_script("tour", absent="cmake g++", user="1000")
        self.assertEqual(verdict.returncode, 2)
        self.assertEqual(verdict.stdout, "install-dependencies: needs root or "
                         "sudo to install: cmake g++\n")

    def test_fails_when_the_installation_fails(self):
        self.fake("apt-get", "[[ $* == *update ]]")
        verdict = self.run_script("tour", absent="cmake")
        self.assertEqual(verdict.returncode, 1, verdict.stdout)

    def test_explains_itself_and_refuses_nonsense(self):
        self.assertIn("usage:", self.run_script("--help").stdout)
        self.assertEqual(self.run_script("--help").returncode, 0)
        self.assertEqual(self.run_script().returncode, 2)
        self.assertEqual(self.run_script("nothing").returncode, 2)


if __name__ == "__main__":
    unittest.main()
