#!/usr/bin/env python3
"""Builds and runs the textbook-style programs in programs/, as C and as C++.

Usage: run_programs.py PROGRAM --library FILE --include DIR [--cc CC]
                       [--cxx CXX] [--flags FLAGS]

Each is compiled unchanged and linked with -lcsapp -lpthread; its output has to
be as told here. The program "coverage" is the check that the programs use,
between them, every function of the textbook's version.
"""

import argparse
import pathlib
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DEADLINE_SECONDS = 60
TEXT = "first line\n\nlast line"

# Arguments, stdin, stdout, stderr, exit status; FILE holds TEXT.
RUNS = {
    "copy_blocks": [(["FILE"], "", f"regular, 21 bytes\n{TEXT}{TEXT}", "", 0)],
    "copy_lines": [([], TEXT, TEXT, "", 0)],
    "directory": [(["FOLDER"], "", "2 entries\n", "", 0)],
    "errors": [
        (["unix"], "", "", "unix: Permission denied\n", 1),
        (["posix"], "", "", "posix: Resource temporarily unavailable\n", 1),
        (["gai"], "", "", "gai: Name or service not known\n", 1),
        (["dns"], "", "", "dns\n", 1),
        (["app"], "", "", "app\n", 1),
    ],
    "heap": [([], "", "sum 4950\n", "", 0)],
    "hex_to_dotted": [(["0x8002c2f2"], "", "128.2.194.242 0x8002c2f2\n", "",
                       0)],
    "host_info": [
        (["127.0.0.1"], "", "127.0.0.1\n127.0.0.1\nnamed\n", "", 0),
        (["not a name"], "", "",
         "Getaddrinfo error: Name or service not known\n", 1),
    ],
    "map_copy": [(["FILE"], "", TEXT, "", 0)],
    "parallel_sum": [([], "", "once\n7998000 cancelled\n", "", 0)],
    "processes": [([], "", "exit status 3\nfrom a child\nexec'd child: 0\n"
                   "killed by 9\nmost left\nalarm 14\n", "", 0)],
    "select_server": [([], "", "stdin listenfd\n1 1\n", "", 0)],
    "signals": [(["s"], "", "reaped, 10\n", "the end\n", 1),
                (["S"], "", "reaped, 10\n", "the end\n", 1)],
    "streams": [(["OTHER"], "", "one line\nanother, end\n", "", 0)],
}


class Build:
    """Compiles programs of one language into a folder of their own."""

    def __init__(self, arguments, language, folder):
        compiler = arguments.cc if language == "c" else arguments.cxx
        self.command = [compiler, *shlex.split(arguments.flags), "-Wall",
                        "-Werror", f"-I{arguments.include}", "-x", language]
        self.libraries = [f"-L{pathlib.Path(arguments.library).parent}",
                          "-lcsapp", "-lpthread"]
        self.folder = pathlib.Path(folder)
        (self.folder / "data").mkdir()
        (self.folder / "data" / "text").write_text(TEXT)
        (self.folder / "data" / "empty").touch()

    def program(self, name):
        path = self.folder / name
        subprocess.run([*self.command, HERE / "programs" / f"{name}.c",
                        "-x", "none", "-o", path, *self.libraries], check=True)
        return path

    def argument(self, text):
        data = self.folder / "data"
        return {"FILE": data / "text", "FOLDER": data,
                "OTHER": self.folder / "other"}.get(text, text)


def compare(what, expected, observed):
    if expected != observed:
        sys.exit(f"{what}\nexpected {expected!r}\nobserved {observed!r}")


def run(build, name):
    program = build.program(name)
    for arguments, stdin, stdout, stderr, status in RUNS[name]:
        command = [program, *map(build.argument, arguments)]
        # Without text /dev/null, which is at its end from the start; a pipe
        # comes to its end only when this process gets round to closing it.
        source = {"input": stdin} if stdin else {"stdin": subprocess.DEVNULL}
        result = subprocess.run(command, capture_output=True, text=True,
                                timeout=DEADLINE_SECONDS, **source)
        compare(" ".join(map(str, command)), (stdout, stderr, status),
                (result.stdout, result.stderr, result.returncode))


def free_port():
    with socket.create_server(("::", 0), family=socket.AF_INET6) as listener:
        return listener.getsockname()[1]


def wait_for_listener(port):
    """Until the kernel's table has a socket in the state LISTEN on the port."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    pattern = re.compile(rf":{port:04X} [0-9A-F]+:0000 0A ")
    while time.monotonic() < deadline:
        if pattern.search(pathlib.Path("/proc/net/tcp6").read_text()):
            return
        time.sleep(0.01)  # sleep: between two looks at the table
    sys.exit(f"nobody listens on port {port}")


def run_echo(build):
    port = free_port()
    server = subprocess.Popen([build.program("echo_server"), str(port)],
                              stdout=subprocess.PIPE, text=True)
    try:
        client = build.program("echo_client")
        wait_for_listener(port)
        for text in ("hello\n\nworld\n", "quit\n"):
            result = subprocess.run(
                [client, "127.0.0.1", str(port)], input=text,
                capture_output=True, text=True, timeout=DEADLINE_SECONDS)
            compare("echo_client", (text, "", 0),
                    (result.stdout, result.stderr, result.returncode))
        output, _ = server.communicate(timeout=DEADLINE_SECONDS)
    finally:
        server.kill()
        server.wait()
    received = "server received {} bytes\n".format
    compare("echo_server",
            "Connected to 127.0.0.1\n" + received(6) + received(1) +
            received(6) + "Connected to 127.0.0.1\n" + received(5), output)


def check_coverage():
    text = "".join(path.read_text()
                   for path in (HERE / "programs").glob("*.c"))
    interface = (HERE / "interface" / "interface.def").read_text()
    names = re.findall(r"^TEXTBOOK\([^,]+, (\w+),", interface, re.MULTILINE)
    compare("functions of the textbook", 91, len(names))
    compare("functions that no program uses", [],
            [each for each in names if not re.search(rf"\b{each}\(", text)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", choices=[*RUNS, "echo", "coverage"])
    parser.add_argument("--library", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("--cc", default="gcc")
    parser.add_argument("--cxx", default="g++")
    parser.add_argument("--flags", default="")
    arguments = parser.parse_args()
    if arguments.program == "coverage":
        check_coverage()
        return
    for language in ("c", "c++"):
        with tempfile.TemporaryDirectory() as folder:
            build = Build(arguments, language, folder)
            if arguments.program == "echo":
                run_echo(build)
            else:
                run(build, arguments.program)


if __name__ == "__main__":
    main()
