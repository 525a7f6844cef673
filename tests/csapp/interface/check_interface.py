#!/usr/bin/env python3
"""Checks what a program sees of libcsapp.a: symbols, types, flags, traps.

Usage: check_interface.py CHECK --library FILE --include DIR
  symbols  exports exactly the interface, needs nothing of libstdc++
  matrix   clean under each language standard and flag set, gcc and clang
  links    programs that use or replace awkward functions link and run
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
C_STANDARDS = ["gnu89", "gnu99", "gnu11", "gnu17", "gnu2x"]
CXX_STANDARDS = ["c++11", "gnu++14", "c++17", "gnu++20", "c++20"]
WARNINGS = ["-Wall", "-Wextra"]


def interface_names():
    text = (HERE / "interface.def").read_text()
    pattern = r"^(?:TEXTBOOK|LATER)\([^,]+, (\w+),"
    return set(re.findall(pattern, text, re.MULTILINE))


def symbols(library, *options):
    """(type, name) of each symbol that nm lists."""
    lines = subprocess.run(["nm", "-g", *options, library], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    return {tuple(line.split()[-2:]) for line in lines
            if len(line.split()) >= 2}


def check_symbols(arguments):
    defined = symbols(arguments.library, "--defined-only")
    public = {(kind, name) for kind, name in defined
              if not name.startswith("csapp_")}
    expected = {("W", name) for name in interface_names()}
    problems = [f"exported, but not of the interface, or not weak: {each}"
                for each in sorted(public - expected)]
    problems += [f"missing: {each}" for each in sorted(expected - public)]
    problems += [f"a symbol of C++ is undefined: {name}"
                 for _, name in sorted(symbols(arguments.library, "-u"))
                 if name.startswith(("_Z", "__cxa", "__gxx"))]
    return problems


def installed(*compilers):
    return [each for each in compilers if shutil.which(each)]


def matrix():
    """Commands that must succeed without a warning."""
    sources = [str(HERE / "signatures.c"), str(HERE / "gai_error.c")]
    check = ["-fsyntax-only", "-Werror", *WARNINGS]
    for compiler in installed("gcc", "clang-14"):
        for standard in C_STANDARDS:
            for gnu in ([], ["-D_GNU_SOURCE"]):
                yield [compiler, f"-std={standard}", *gnu, *check, *sources]
        yield [compiler, "-std=gnu11", "-Wpedantic", *check, *sources]
        yield [compiler, "-std=c99", "-D_XOPEN_SOURCE=700", "-O2", "-Wall",
               "-D_FORTIFY_SOURCE=2", "-Werror", "-S", "-o", "/dev/null",
               sources[0]]
    for compiler in installed("g++", "clang++-14"):
        for standard in CXX_STANDARDS:
            yield [compiler, "-x", "c++", f"-std={standard}", "-Wpedantic",
                   *check, *sources]
        yield [compiler, "-x", "c++", "-std=c++20", "-DINCLUDE_INSIDE_EXTERN_C",
               *check, sources[1]]
        yield [compiler, "-x", "c++", "-std=c++11", "-DINCLUDE_INSIDE_EXTERN_C",
               *check, sources[1]]


def headers_alone(include):
    """Each header by itself, as C and as C++."""
    for header in sorted(pathlib.Path(include).glob("csapp/*.h")):
        for compiler, language in (("gcc", "c"), ("g++", "c++")):
            yield [compiler, "-x", language, "-fsyntax-only", "-Werror",
                   *WARNINGS, "-include", str(header), "/dev/null"]


def failure_of(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode == 0:
        return None
    return f"{' '.join(command)}\n{result.stdout}{result.stderr}"


def check_matrix(arguments):
    commands = [*matrix(), *headers_alone(arguments.include)]
    commands = [[*command, f"-I{arguments.include}"] for command in commands]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        problems = [each for each in pool.map(failure_of, commands) if each]
    print(f"{len(commands)} compilations, {len(problems)} with complaints")
    return problems


GAI_LINE = (1, "", "gai: Name or service not known\n")
OWN_LINES = (1, "own Fork\nown Signal 17\nown unix_error: called\n"
             "own rio_readn 5\n1\nown open_listenfd http\n7\n",
             "Close error: Bad file descriptor\n")
LINKS = [
    ("signatures.c", "gcc", [], (0, "0 bytes\n", "")),
    ("signatures.c", "g++", ["-x", "c++"], (0, "0 bytes\n", "")),
    ("gai_error.c", "gcc", [], GAI_LINE),
    ("gai_error.c", "gcc", ["-D_GNU_SOURCE"], GAI_LINE),
    ("gai_error.c", "g++", ["-x", "c++", "-std=c++11"], GAI_LINE),
    ("gai_error.c", "g++", ["-x", "c++", "-std=c++20"], GAI_LINE),
    ("gai_error.c", "g++", ["-x", "c++", "-DINCLUDE_INSIDE_EXTERN_C"],
     GAI_LINE),
    ("own_functions.c", "gcc", [], OWN_LINES),
    ("own_functions.c", "g++", ["-x", "c++"], OWN_LINES),
]


def link_and_run(arguments, folder, source, compiler, options, expected):
    """A student's command line: prog.c -lcsapp -lpthread."""
    program = f"{folder}/program"
    library = pathlib.Path(arguments.library).parent
    command = [compiler, *options, f"-I{arguments.include}", str(HERE / source),
               "-x", "none", "-o", program, f"-L{library}", "-lcsapp",
               "-lpthread"]
    failure = failure_of(command)
    if failure:
        return failure
    result = subprocess.run([program], capture_output=True, text=True,
                            timeout=30)
    observed = (result.returncode, result.stdout, result.stderr)
    if observed == expected:
        return None
    return f"{' '.join(command)}\nexpected {expected}\nobserved {observed}"


def check_links(arguments):
    with tempfile.TemporaryDirectory() as folder:
        results = [link_and_run(arguments, folder, *each) for each in LINKS]
    return [each for each in results if each]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    checks = {"symbols": check_symbols, "matrix": check_matrix,
              "links": check_links}
    parser.add_argument("check", choices=checks)
    parser.add_argument("--library", required=True)
    parser.add_argument("--include", required=True)
    arguments = parser.parse_args()
    problems = checks[arguments.check](arguments)
    print("\n".join(problems) if problems else "ok")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
