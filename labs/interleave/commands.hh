// The commands of `interleave` but for the compilers.
//
// Each returns the exit status: 0 nothing failed, 1 a failure. Errors: throws
// what is derived from std::exception, with one line, for wrong usage and for
// programs that cannot be explored.
#pragma once

#include "labs/interleave/options.hh"

namespace interleave {

int run_program(const RunOptions& options);
int replay_schedule(const ReplayOptions& options);
int show_trace(const ShowOptions& options);
int draw_trace(const HtmlOptions& options);

}  // namespace interleave
