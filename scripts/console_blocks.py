"""The ```console blocks of a document: the commands they show, and the output.

What may stand in and above a block is told by check_readme_commands --help.
"""

import re

TYPED = re.compile(r"<!-- typed: (.*) -->")
FIGURES_VARY = "<!-- figures vary -->"
CONTINUES = "<!-- continues -->"  # the block before, after some prose
FENCE = re.compile(r"\s*```(\w*)\s*$")


class Command:
    def __init__(self, line, text):
        self.line = line  # its number in the document
        self.text = text
        self.expected = []


class Block:
    def __init__(self, line, typed, figures_vary):
        self.line = line
        self.typed = typed
        self.figures_vary = figures_vary
        self.commands = []

    def add(self, number, line):
        """Takes the next line of the block, number counted from 1."""
        last = self.commands[-1] if self.commands else None
        if last and not last.expected and last.text.endswith("\\"):
            last.text += "\n" + line.removeprefix("> ")
        elif line.startswith("$ "):
            self.commands.append(Command(number, line[2:]))
        elif last:
            last.expected.append(line.rstrip())
        else:
            raise ValueError(f"line {number}: output before any command")

    def replace(self, old, new):
        for command in self.commands:
            command.text = re.sub(old, new, command.text)


def blocks_of(text):
    """The console blocks of a document, with the comments above them."""
    blocks, typed, inside = [], [], None
    figures_vary = continues = False
    for number, line in enumerate(text.split("\n"), 1):
        fence = FENCE.match(line)
        if inside is not None:
            if fence:
                blocks += [inside] if isinstance(inside, Block) else []
                inside, typed, figures_vary, continues = None, [], False, False
            elif isinstance(inside, Block):
                inside.add(number, line)
        elif fence and fence.group(1) == "console":
            inside = (blocks.pop() if continues
                      else Block(number, typed, figures_vary))
        elif fence and fence.group(1) in ("sh", "bash", "shell"):
            raise ValueError(f"line {number}: commands that nobody checks; "
                             "make it a ```console block")
        elif fence:
            inside = fence
        elif TYPED.match(line):
            typed = TYPED.match(line).group(1).split(" | ")
        elif line == FIGURES_VARY:
            figures_vary = True
        elif line == CONTINUES:
            continues = True
    return blocks
