// The `interleave` command: compiles programs so that their schedules can be
// explored, explores them, and shows what it found.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "labs/interleave/compile.hh"

int main(int argc, char** argv) {
  try {
    const std::string command = argc > 1 ? argv[1] : "";
    if (command == "cc" || command == "c++") {
      return interleave::compile(command, {argv + 2, argv + argc});
    }
    return 2;
  } catch (const std::exception& error) {
    fprintf(stderr, "interleave: %s\n", error.what());
    return 2;
  }
}
