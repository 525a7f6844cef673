"""The source files of a tree, and their text, for the scripts/check_* rules.

The tree is what lies in the folder, tracked or new, without what is built
there and what is hidden; git is not needed.
"""

import argparse
import os
import re
import sys

BUILT = {"build", "__pycache__"}
CPLUSPLUS = (".c", ".cc", ".h", ".hh")
SHEBANG = re.compile(rb"#!.*\b(python3|bash|sh|expect)\b")
LANGUAGE_OF = {
    ".py": "python", ".sh": "bash", ".bash": "bash", ".exp": "expect",
    ".cmake": "cmake", ".in": "template",
}


def root_argument(purpose):
    """The tree that the command line names; without one, this repository."""
    parser = argparse.ArgumentParser(
        description=purpose,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("root", nargs="?", default=os.path.dirname(here),
                        help="the tree to check; default: this repository")
    root = parser.parse_args().root
    if not os.path.isdir(root):
        parser.error(f"no such folder: {root}")
    return root


def files_under(root):
    """Every file of the tree, as sorted paths relative to root."""
    found = []
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [
            name for name in subfolders
            if name not in BUILT and not name.startswith(".")]
        found += [os.path.relpath(os.path.join(folder, name), root)
                  for name in names if not name.startswith(".")]
    return sorted(found)


def language_of(root, path):
    """'c++' (C too), 'python', 'bash', 'expect', 'cmake', or None: no source.
    """
    extension = os.path.splitext(path)[1]
    if extension in CPLUSPLUS:
        return "c++"
    if os.path.basename(path) == "CMakeLists.txt":
        return "cmake"
    if extension:
        return LANGUAGE_OF.get(extension)
    with open(os.path.join(root, path), "rb") as file:
        shebang = SHEBANG.match(file.readline())
    if not shebang:
        return None
    name = shebang.group(1).decode()
    return {"python3": "python", "sh": "bash"}.get(name, name)


def lines_of(root, path):
    """The lines of a file, without their newlines."""
    with open(os.path.join(root, path), encoding="utf-8",
              errors="replace") as file:
        return file.read().split("\n")


CODE_OR_NOT = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"'
    r'|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)


def blank_comments_and_strings(text):
    """C or C++ text of the same shape, with comments and literals blanked."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return CODE_OR_NOT.sub(blank, text)


def report(rule, problems, checked):
    """Prints the problems, or that there are none; returns the exit status."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"{rule}: {len(problems)} to put right in {checked} files",
              file=sys.stderr)
        return 1
    print(f"{rule}: {checked} files, nothing to put right")
    return 0
