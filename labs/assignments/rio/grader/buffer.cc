// Parts 3 and 4: readlineb and readnb on one rio_t.
#include <cerrno>

#include "labs/assignments/rio/grader/faults.hh"
#include "labs/assignments/rio/grader/reading.hh"
#include "labs/assignments/rio/grader/scenarios.hh"

namespace rio {
namespace {

constexpr std::size_t kRoom = 100;    // enough for a line of most scripts
constexpr std::size_t kMuch = 20000;  // bytes: more than two buffers hold

Script mixed(Draw& draw) {
  Script script{.what = "readlineb and readnb hand out the same row of bytes",
                .replay =
                    "printf 'one\\ntwo\\n' | ./probe readlineb 9 "
                    "readnb 2 readlineb 9",
                .shown = "\"one\\n\", \"tw\", \"o\\n\"",
                .input = draw.lines(4, 10, 20)};
  script.reads("readlineb", kRoom);
  script.reads("readnb", 7);
  script.reads("readlineb", kRoom);
  script.reads("readnb", 3);
  script.reads("readnb", kRoom);
  script.reads("readnb", kRoom);
  return script;
}

Script readnb_short(Draw& draw) { return after_short_count("readnb", draw); }

Script readnb_interrupted(Draw& draw) {
  return after_interruption("readnb", draw);
}

Script readnb_error(Draw& draw) { return after_error("readnb", draw); }

Script readnb_prompt(Draw& draw) {
  Script script{
      .what = "readnb does not wait for more than it was asked for",
      .replay = "(printf hello; sleep 5) | timeout 2 ./probe readnb 2 readnb 3",
      .shown = "\"he\", then \"llo\", and ends at once",
      .input = draw.letters(draw.between(12, 18)),
      .stays_open = true};
  script.reads("readnb", 10);
  script.reads("readnb", script.input.size() - 10);
  return script;
}

Script few_reads(Draw& draw) {
  Script script{.what = "one read brings as much as the buffer holds",
                .replay =
                    "seq 50 | strace -e read ./probe readlineb 9 "
                    "readlineb 9 readnb 3 readnb 3",
                .shown = "one read(0, ...) = 141",
                .input = draw.lines(25, 10, 20),
                .most_reads = 3};
  for (int i = 0; i < 15; ++i) script.reads("readlineb", kRoom);
  for (int i = 0; i < 15; ++i) script.reads("readnb", 5);
  return script;
}

Script lines_refill(Draw& draw) {
  Script script{.what = "a line over the end of the buffer is handed out whole",
                .replay =
                    "seq -w 2000 > numbers; ./probe readnb 8190 readlineb 9 < "
                    "numbers 2>&1 | tail -1",
                .shown = "\"1639\\n\\000\"",
                .input = draw.lines(kMuch / 1000, 900, 1000)};
  script.reads_lines(2000);
  return script;
}

Script line_refill(Draw& draw) {
  Script script{.what = "a line may be longer than the buffer",
                .replay =
                    "(head -c 9000 /dev/zero; echo) | ./probe readlineb 10000 "
                    "2>&1 | cut -c 1-40",
                .shown = "readlineb 10000 -> 9001",
                .input = draw.line(9000, 9500) + draw.line(5, 20)};
  script.reads_lines(10000);
  return script;
}

Script readnb_refill(Draw& draw) {
  Script script{
      .what = "readnb may be asked for more than the buffer holds",
      .replay = "seq 9000 | ./probe readnb 10 readnb 20000 2>&1 | cut -c 1-40",
      .shown = "readnb 20000 -> 20000",
      .input = draw.letters(kMuch)};
  script.reads("readnb", 10);
  script.reads("readnb", kMuch);
  return script;
}

Script two_buffers(Draw& draw) {
  Script script{.what = "each rio_t has a buffer of its own",
                .replay =
                    "./probe readlineb@3 9 readlineb@4 9 readlineb@3 9 "
                    "3< <(printf 'a\\nb\\n') 4< <(printf 'c\\nd\\n')",
                .shown = "a, c, b",
                .input = draw.lines(3, 5, 20),
                .second_input = draw.lines(3, 5, 20)};
  for (int i = 0; i < 4; ++i) {
    script.reads("readlineb", kRoom);
    script.reads("readlineb@6", kRoom);
  }
  return script;
}

Script line_interrupted(Draw& draw) {
  Script script{.what = "a read that a signal has interrupted is made again",
                .replay =
                    "(sleep 1; printf ab; sleep 1; printf 'cd\\n') | "
                    "./probe --interrupt readlineb 9",
                .shown = "\"abcd\\n\\000\"",
                .input = draw.lines(3, 10, 30),
                .faults = {short_reads(7), read_error(0, EINTR, 3),
                           read_error(5, EINTR)}};
  script.reads_lines(kRoom);
  return script;
}

Script line_error(Draw& draw) {
  Script script{.what =
                    "a read that fails (EIO) in the middle of a line is "
                    "told of",
                .replay =
                    "printf hello > five; strace -P five -e "
                    "inject=read:error=EIO:when=2 ./probe readlineb 9 < five",
                .shown = "readlineb 9 -> -1 EIO",
                .input = draw.lines(1, 20, 30),
                .faults = {short_reads(7), read_error(1, EIO)}};
  script.fails("readlineb", kRoom, "EIO");
  return script;
}

constexpr Scenario kScenarios[] = {
    {"mixed", mixed},
    {"readnb-short", readnb_short},
    {"readnb-prompt", readnb_prompt},
    {"few-reads", few_reads},
    {"lines-refill", lines_refill},
    {"line-refill", line_refill},
    {"readnb-refill", readnb_refill},
    {"two-buffers", two_buffers},
    {"line-interrupted", line_interrupted},
    {"readnb-interrupted", readnb_interrupted},
    {"line-error", line_error},
    {"readnb-error", readnb_error},
};

}  // namespace

std::span<const Scenario> scenarios_of_buffer() { return kScenarios; }

}  // namespace rio
