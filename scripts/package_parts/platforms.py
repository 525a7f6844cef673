"""What each kind of archive holds, and where."""

from .archive import Entry, tar_bytes
from .lab import manifest

NOTICE = """\
The program `grade` is part of echolab (MIT licence). It is statically linked
with:

  the GNU C Library    LGPL 2.1 or later
  libstdc++, libgcc    GPL 3 with the GCC Runtime Library Exception
  nlohmann-json        MIT
  CLI11                BSD 3-clause

Its sources and those of these libraries are those of Debian 12.
"""


def student(lab):
    entries = [Entry(name, text) for name, text in lab.starter().items()]
    entries += lab.given() + lab.handout()
    entries += [Entry("grade", lab.grader, executable=True),
                Entry("NOTICE", NOTICE)]
    entries.append(manifest(entries))
    return [inside(f"{lab.name}-lab", entry) for entry in entries]


def inside(folder, entry):
    return Entry(f"{folder}/{entry.path}", entry.content,
                 entry.mode == 0o755)


# The platform's own image brings Python, but may lack compilers.
GRADESCOPE_SETUP = """\
#!/usr/bin/env bash
set -e
apt-get update
apt-get install -y gcc g++ make
"""

GRADESCOPE_RUN = """\
#!/usr/bin/env bash
# The result is written after each test, so that a time limit of the platform
# loses none of those before.
mkdir -p /autograder/results
/autograder/source/{lab}_grader /autograder/submission --platform gradescope \\
  --output /autograder/results/results.json
status=$?
# 1: points were lost, which is no failure of the autograder.
[ $status -le 1 ]
"""


def gradescope(lab):
    return [Entry("setup.sh", GRADESCOPE_SETUP, executable=True),
            Entry("run_autograder", GRADESCOPE_RUN.format(lab=lab.name),
                  executable=True),
            Entry(f"{lab.name}_grader", lab.grader, executable=True),
            Entry("NOTICE", NOTICE)]


# The worker copies it to Makefile, beside autograde.tar and what was handed in.
AUTOLAB_MAKEFILE = """\
all:
\t@tar xf autograde.tar
\t@./{lab}_grader {handin} --platform autolab || [ $$? -eq 1 ]
"""


def autolab(lab):
    inner = [Entry(f"{lab.name}_grader", lab.grader, executable=True),
             Entry("NOTICE", NOTICE)]
    makefile = AUTOLAB_MAKEFILE.format(lab=lab.name,
                                       handin=lab.rubric["submit"][0])
    return [Entry("autograde-Makefile", makefile),
            Entry("autograde.tar", tar_bytes(inner))]


WORKFLOW = """\
name: Autograding
on: [push, workflow_dispatch]
permissions:
  checks: write
  actions: read
  contents: read
jobs:
  grade:
    runs-on: ubuntu-22.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
      - name: {title}
        id: {lab}
        run: >
          .github/classroom/{lab}_grader . --platform classroom
          >> "$GITHUB_OUTPUT" || [ $? -eq 1 ]
      - name: Points
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
          {variable}_RESULTS: "${{{{ steps.{lab}.outputs.result }}}}"
        with:
          runners: {lab}
"""


def classroom(lab):
    workflow = WORKFLOW.format(lab=lab.name, title=lab.rubric["title"],
                               variable=lab.name.upper())
    entries = [Entry(entry.path.split("/", 1)[1], entry.content,
                     entry.mode == 0o755) for entry in student(lab)]
    entries += [Entry(".github/workflows/classroom.yml", workflow),
                Entry(f".github/classroom/{lab.name}_grader", lab.grader,
                      executable=True)]
    return entries


LAYOUTS = {"student": student, "gradescope": gradescope, "autolab": autolab,
           "classroom": classroom}
