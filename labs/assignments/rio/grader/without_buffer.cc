// Part 1: readn and writen.
#include <cerrno>

#include "labs/assignments/rio/grader/faults.hh"
#include "labs/assignments/rio/grader/reading.hh"
#include "labs/assignments/rio/grader/scenarios.hh"

namespace rio {
namespace {

Script readn_whole(Draw& draw) {
  Script script{.what = "what one read brings is handed out",
                .replay = "printf hello | ./probe readn 5",
                .shown = "readn 5 -> 5 \"hello\"",
                .input = draw.letters(draw.between(20, 60))};
  script.reads("readn", script.input.size());
  return script;
}

Script writen_whole(Draw& draw) {
  Script script{.what = "the bytes are written, and counted",
                .replay = "printf hello | ./probe writen 5 | od -c",
                .shown = "h e l l o",
                .output = draw.letters(draw.between(20, 60))};
  script.writes();
  return script;
}

Script readn_short(Draw& draw) { return after_short_count("readn", draw); }

Script readn_interrupted(Draw& draw) {
  return after_interruption("readn", draw);
}

Script readn_error(Draw& draw) { return after_error("readn", draw); }

Script readn_end(Draw& draw) {
  Script script{.what = "at end of file readn returns what there was",
                .replay = "printf hello | ./probe readn 3 readn 3 readn 3",
                .shown = "3, then 2, then 0 bytes",
                .input = draw.letters(draw.between(12, 18))};
  for (int i = 0; i < 3; ++i) script.reads("readn", 10);
  return script;
}

Script readn_no_more(Draw& draw) {
  Script script{
      .what = "readn neither takes nor waits for more than it was asked for",
      .replay =
          "(printf ab; sleep 1; printf cdef; sleep 5) | timeout 3 ./probe "
          "readn 4 readn 2",
      .shown = "\"abcd\", then \"ef\", and ends at once",
      .input = draw.letters(draw.between(12, 18)),
      .stays_open = true,
      .faults = {short_reads(4)}};
  script.reads("readn", 10);
  script.reads("readn", script.input.size() - 10);
  return script;
}

Script writen_short(Draw& draw) {
  Script script{.what = "after a short count writen goes on behind it",
                .replay =
                    "seq 20000 > numbers; ./probe --interrupt writen 99999 < "
                    "numbers | (sleep 1; cmp -n 99999 - numbers)",
                .shown = "writen 99999 -> 99999, and no difference",
                .output = draw.letters(draw.between(30, 60)),
                .faults = {short_writes(draw.between(4, 9))}};
  script.writes();
  return script;
}

Script writen_interrupted(Draw& draw) {
  Script script{.what = "a write that a signal has interrupted is made again",
                .replay =
                    "seq 20000 > numbers; ./probe --interrupt writen 99999 < "
                    "numbers | (sleep 1; cmp -n 99999 - numbers)",
                .shown = "writen 99999 -> 99999, and no difference",
                .output = draw.letters(draw.between(30, 60)),
                .faults = {short_writes(7), write_error(0, EINTR, 3),
                           write_error(5, EINTR)}};
  script.writes();
  return script;
}

Script writen_error(Draw& draw) {
  Script script{.what =
                    "a write that fails (ENOSPC) after some bytes is told "
                    "of",
                .replay = "printf hello | ./probe writen 5 > /dev/full",
                .shown = "writen 5 -> -1 ENOSPC",
                .output = draw.letters(draw.between(30, 60)),
                .faults = {short_writes(7), write_error(2, ENOSPC)}};
  script.fails("writen", script.output.size(), "ENOSPC");
  return script;
}

Script writen_no_reader(Draw& draw) {
  Script script{.what = "a pipe that nobody reads any more is an error",
                .replay = "(sleep 1; printf hello) | ./probe writen 5 | true",
                .shown = "writen 5 -> -1 EPIPE",
                .output = draw.letters(draw.between(30, 60)),
                .nobody_reads = true};
  script.fails("writen", script.output.size(), "EPIPE");
  return script;
}

constexpr Scenario kScenarios[] = {
    {"readn-whole", readn_whole},
    {"writen-whole", writen_whole},
    {"readn-short", readn_short},
    {"readn-end", readn_end},
    {"readn-no-more", readn_no_more},
    {"writen-short", writen_short},
    {"readn-interrupted", readn_interrupted},
    {"writen-interrupted", writen_interrupted},
    {"readn-error", readn_error},
    {"writen-error", writen_error},
    {"writen-no-reader", writen_no_reader},
};

}  // namespace

std::span<const Scenario> scenarios_without_buffer() { return kScenarios; }

}  // namespace rio
