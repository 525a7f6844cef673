// The beginning and the end of the process, as the runtime's parts see them.
#pragma once

#include <cstdint>

namespace interleave {

// Maps the state. Called by whatever comes first, before main.
void prepare_state();
bool state_is_mapped();
// Where the program's code and data lie.
void find_program();
// SIGSEGV and the like: growing stacks, pages to be put back, crashes.
void catch_faults();

// exit(): handlers run as part of the schedule, which then ends.
[[noreturn]] void exit_process(int status, std::uint32_t pc);
// Does the program's output reach anybody?
bool shows_output();

}  // namespace interleave
