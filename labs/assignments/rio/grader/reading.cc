#include "labs/assignments/rio/grader/reading.hh"

#include <cerrno>

#include "labs/assignments/rio/grader/faults.hh"

namespace rio {

Script after_short_count(const std::string& function, Draw& draw) {
  Script script{
      .what = "after a short count " + function + " goes on behind it",
      .replay = "(printf ab; sleep 1; printf cd) | ./probe " + function + " 4",
      .shown = function + " -> 4 \"abcd\"",
      .input = draw.letters(draw.between(30, 60)),
      .faults = {short_reads(draw.between(4, 9))}};
  script.reads(function, script.input.size());
  return script;
}

Script after_interruption(const std::string& function, Draw& draw) {
  Script script{.what = "a read that a signal has interrupted is made again",
                .replay =
                    "(sleep 1; printf ab; sleep 1; printf cd) | "
                    "./probe --interrupt " +
                    function + " 4",
                .shown = function + " -> 4 \"abcd\"",
                .input = draw.letters(draw.between(30, 60)),
                .faults = {short_reads(7), read_error(0, EINTR, 3),
                           read_error(5, EINTR)}};
  script.reads(function, script.input.size());
  return script;
}

Script after_error(const std::string& function, Draw& draw) {
  Script script{.what = "a read that fails (EIO) after some bytes is told of",
                .replay =
                    "printf hello > five; strace -P five -e "
                    "inject=read:error=EIO:when=2 ./probe " +
                    function + " 9 < five",
                .shown = function + " 9 -> -1 EIO",
                .input = draw.letters(draw.between(30, 60)),
                .faults = {short_reads(7), read_error(2, EIO)}};
  script.fails(function, script.input.size(), "EIO");
  return script;
}

}  // namespace rio
