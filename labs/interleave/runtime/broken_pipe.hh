// SIGPIPE: what writing to a pipe or connection that nobody reads does.
#pragma once

namespace interleave {

// Ends the schedule as the signal would, runs the program's handler, or
// returns if it is ignored or blocked.
void raise_broken_pipe();

}  // namespace interleave
