// The terminal's document, for a student who asks: why did I lose points, and
// what do I do next?
//
//   fork: An echo server with a process per client
//
//       5/5     passed   each client has a process of its own
//       0/10    FAILED   children that exit at the same time are all reaped
//   ...
//   reaps-children: children that exit at the same time are all reaped
//     expected  no zombie is left
//     ...
//
// No line is wider than 80 columns but for commands, which are to be copied.
// Whoever runs the grader holds its tests: hidden ones are shown, and marked.
//
// Thread: any.
#ifndef LABS_GRADER_EMITTERS_TERMINAL_HH
#define LABS_GRADER_EMITTERS_TERMINAL_HH

#include <string>

#include "labs/grader/result.hh"

namespace grader {

enum class Colour { kNone, kAnsi };

[[nodiscard]] std::string terminal_text(const LabResult& result, Colour colour);

/// kAnsi: `fd` is a terminal that knows colours, and NO_COLOR is not set.
/// Source: https://no-color.org
[[nodiscard]] Colour colour_for(int fd);

}  // namespace grader

#endif
