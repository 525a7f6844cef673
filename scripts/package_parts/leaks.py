"""Does an archive give away what students are to find out?"""

import re

MARKER = re.compile(rb"(BEGIN|END) SOLUTION|// STARTER:")
WORTH_HIDING = 12  # characters: `}` and `return 0;` are nobody's secret


def lines_of(text):
    return {line.strip() for line in text.splitlines()}


def secrets_of(lab):
    """Lines of the solution that the starter has not."""
    starter, solution = set(), set()
    for text in lab.starter().values():
        starter |= lines_of(text)
    for text in lab.solution().values():
        solution |= lines_of(text)
    return sorted(line for line in solution - starter
                  if len(line) >= WORTH_HIDING)


def leaks_in(entries, lab):
    """A line for each leak. Empty: the archive may go out."""
    secrets = secrets_of(lab)
    given = b"".join(entry.content for entry in lab.given())
    secrets = [line for line in secrets if line.encode() not in given]
    mutants = [name.removesuffix(".patch") for name in lab.mutants()]
    leaks = []
    for entry in entries:
        if MARKER.search(entry.content):
            leaks.append(f"{entry.path} holds a marker of the solution")
        leaks += [f"{entry.path} holds a line of the solution: {line}"
                  for line in secrets if line.encode() in entry.content]
        leaks += [f"{entry.path} is a mutant" for name in mutants
                  if name in entry.path]
    return leaks
