// Runs another program to its end, as a shell would.
//
// Thread: any, but one at a time: SIGINT and SIGQUIT are ignored meanwhile, so
// that Ctrl-C ends the program and we can tidy up behind it.
#pragma once

#include <string>
#include <vector>

namespace interleave {

using CommandLine = std::vector<std::string>;

// The exit status; 128 and the signal's number if a signal ended it; 127, with
// a message on standard error, if it could not be started. Blocks.
int run_command(const CommandLine& command);

// What it writes to standard output; empty if it could not be started.
std::string output_of(const CommandLine& command);

// As one would type it: quoted where a shell would ask for it.
std::string shell_text(const CommandLine& command);

}  // namespace interleave
