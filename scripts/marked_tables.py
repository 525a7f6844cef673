"""Tables of Markdown, between markers <!-- NAME --> and <!-- end -->."""

import pathlib
import re


def write_tables(path, tables, results):
    """Replaces each of `tables`, a function of `results` by its NAME; what has
    no lines yet stays as it is."""
    path = pathlib.Path(path)
    text = path.read_text(encoding="utf-8")
    for name, make in tables.items():
        body = "\n".join(make(results))
        if body:
            text = re.sub(rf"(<!-- {name} -->\n).*?(<!-- end -->)",
                          lambda m, b=body: m[1] + b + "\n" + m[2], text,
                          flags=re.S)
    path.write_text(text, encoding="utf-8")


def rows_of(head, rows, left=1):
    """The first `left` columns begin at the left, the others are numbers."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * left + "---:|" * (len(head) - left)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
