"""Attacks: the programs of programs/, each with a header that says what it
does and what stops it.

  // Attack:   one sentence
  // Lab:      the lab it is handed in for
  // Defence:  what stops it, as in weakened.cc; "several", if there is no one
  //           without which it gets through: such an attack does not count
  // Without:  what happens when it is off: points, leak, survivor, late or
  //           no-result
  // Where:    the back ends on which it happens [all as root]
  // Only:     the grader's --only [all tests]
  // Platform: of the result [each attack another one]
  // Deserves: points, if not those of the starter
  // Sign:     what may not be in the result [the key]
  // Slow:     why it is not for every day

A program may be a Python script, which makes the submission that it is given
the path of.
"""

import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
PROGRAMS = os.path.join(HERE, "programs")
FIELD = re.compile(r"^(?://|#) ([A-Z][a-z]+): +(.+)$", re.M)
HARMS = {"points", "leak", "survivor", "late", "no-result"}
ROOTS_BACK_ENDS = ["bubblewrap", "own", "uid"]


class Attack:
    def __init__(self, file):
        self.path = os.path.join(PROGRAMS, file)
        self.name = os.path.splitext(file)[0]
        with open(self.path, encoding="utf-8") as program:
            self.text = program.read()
        fields = dict(FIELD.findall(self.text))
        self.lab = fields["Lab"]
        self.defence = fields["Defence"]
        self.harm = fields["Without"]
        assert self.harm in HARMS, f"{file}: Without: {self.harm}"
        self.where = fields.get("Where", " ".join(ROOTS_BACK_ENDS)).split()
        self.only = fields.get("Only", "")
        self.platform = fields.get("Platform", "")
        self.sign = fields.get("Sign", "").encode().decode("unicode_escape")
        self.deserves = fields.get("Deserves")
        self.is_slow = "Slow" in fields

    def submission(self, folder, words):
        """What is handed in, made in `folder`; `words` are known to it."""
        text = self.text
        for word, value in words.items():
            text = text.replace(f"@{word}@", value)
        if self.path.endswith(".py"):
            script = os.path.join(folder, "make.py")
            write(script, text)
            return subprocess.run(
                [sys.executable, script, folder], check=True, timeout=60,
                stdout=subprocess.PIPE, text=True).stdout.strip()
        suffix = os.path.splitext(self.path)[1]
        write(os.path.join(folder, "server" + suffix), text)
        return os.path.join(folder, "server" + suffix)


def all_attacks():
    return [Attack(file) for file in sorted(os.listdir(PROGRAMS))]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_bait(folder, cache):
    """What a careless machine leaves about: the solution, and its program."""
    os.mkdir(folder)
    os.chmod(folder, 0o755)  # a copy has the mode, too
    solution = os.path.join(ROOT, "labs/assignments/fork/solution/server.c")
    shutil.copy(solution, os.path.join(folder, "solution.c"))
    library = next(os.path.join(place, "libcsapp.a")
                   for place, _, files in os.walk(cache)
                   if "libcsapp.a" in files)
    subprocess.run(
        ["gcc", "-I" + os.path.join(ROOT, "csapp/include"), "-O1", solution,
         library, "-pthread", "-o", os.path.join(folder, "program")],
        check=True)


def lay_bait(folder, key, bait):
    """A copy for one grading, and a key; all may be read by everybody."""
    shutil.copytree(bait, folder, dirs_exist_ok=True)
    write(os.path.join(folder, "key"), key + "\n")
