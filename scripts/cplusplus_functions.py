"""Finds the functions of a C or C++ file: name, first line, last line.

No compiler: braces are followed, and what stands before an opening one tells
a namespace or a class (looked into) from a function (counted) and from the
braces of an initialiser (skipped).
"""

import re

from source_tree import blank_comments_and_strings

PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", re.M)
MACRO_CALL = re.compile(r"^[A-Z][A-Z0-9_]+\(", re.M)
SCOPE = re.compile(r'\b(?:namespace|class|struct|union|enum)\b|\bextern\s*$')
INITIALISER_LIST = re.compile(r"\)[^;{}]*?(?<!:):(?!:)")
NAME = re.compile(r"(operator\s*\S+?|[~\w:]+)\s*\(")


def functions_of(text):
    """A list of (name, first line, last line), lines counted from 1."""
    code = blank_comments_and_strings(text)
    code = PREPROCESSOR.sub(lambda match: blank(match.group()), code)
    code = without_macro_calls(code)
    found = []
    start = 0  # of the statement that a brace may belong to
    position = 0
    while position < len(code):
        letter = code[position]
        if letter in ";}":
            start = position + 1
        elif letter == "{":
            statement = code[start:position]
            if opens_scope(statement):
                start = position + 1
            else:
                end = matching(code, position)
                if is_function(statement):
                    found.append(describe(code, start, end, statement))
                if not continues(statement):
                    start = end + 1
                position = end
        position += 1
    return found


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_macro_calls(code):
    """Blanks MACRO(...) lines that no body follows: no semicolon ends them."""
    for call in list(MACRO_CALL.finditer(code)):
        end = matching(code, call.end() - 1, "()") + 1
        if not code[end:].lstrip().startswith("{"):
            code = (code[:call.start()] + blank(code[call.start():end])
                    + code[end:])
    return code


def opens_scope(statement):
    """Is this the head of a namespace, class, enum or extern "C" block?"""
    return bool(SCOPE.search(statement)) and not is_function(statement)


def is_function(statement):
    """Is this all that stands before a function's body?"""
    if "(" not in statement or re.search(r"(?<![=!<>])=(?!=)[^()]*$",
                                         statement):
        return False
    if re.search(r"\b(?:class|struct|union|enum)\b[^()]*$", statement):
        return False
    return not continues(statement)


def continues(statement):
    """Is the brace an initialiser's, in `: member_{...}` or in `f({...})`?"""
    if statement.count("(") != statement.count(")"):
        return True
    after = INITIALISER_LIST.search(statement)
    return bool(after and re.search(r"[\w>]\s*$", statement[after.end():]))


def matching(code, opening, pair="{}"):
    """Where what opens at `opening` is closed; the text's end if never."""
    depth = 0
    for position in range(opening, len(code)):
        if code[position] == pair[0]:
            depth += 1
        elif code[position] == pair[1]:
            depth -= 1
            if depth == 0:
                return position
    return len(code) - 1


def describe(code, start, end, statement):
    blank = len(statement) - len(statement.lstrip())
    first = code.count("\n", 0, start + blank) + 1
    last = code.count("\n", 0, end) + 1
    name = NAME.search(statement)
    return (name.group(1) if name else "?", first, last)
