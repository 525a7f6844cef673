// The `interleave` command: compiles programs so that their schedules can be
// explored, explores them, and shows what it found.
//
// Exit status: 0 nothing failed, 1 a failure, 2 wrong usage, or the program
// cannot be explored, 130 interrupted; of the compilers: theirs.
#include <cstdio>
#include <exception>
#include <string>

#include "labs/interleave/commands.hh"
#include "labs/interleave/compile.hh"

namespace {

using namespace interleave;

constexpr int kCannot = 2;

int perform(const RunOptions& options) { return run_program(options); }
int perform(const ReplayOptions& options) { return replay_schedule(options); }
int perform(const ShowOptions& options) { return show_trace(options); }
int perform(const HtmlOptions& options) { return draw_trace(options); }
int perform(const ExitStatus& status) { return status.value; }

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string command = argc > 1 ? argv[1] : "";
    if (command == "cc" || command == "c++") {
      return compile(command, {argv + 2, argv + argc});
    }
    return std::visit([](const auto& options) { return perform(options); },
                      parse_options(argc, argv));
  } catch (const std::exception& error) {
    fprintf(stderr, "interleave: %s\n", error.what());
    return kCannot;
  }
}
