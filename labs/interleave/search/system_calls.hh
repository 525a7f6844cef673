// Names of the system calls a program may be stuck in, for messages.
#pragma once

#include <string>

namespace interleave {

// "read", or "system call 123" for those that do not wait.
std::string name_of_system_call(long number);

}  // namespace interleave
