// Operations that can block, as students call them.
//
// Thread: any.
#pragma once

#include <string_view>

#include "labs/interleave/runtime/operation.hh"

namespace interleave {

// To get it, or to get it back after a wait.
bool wants_lock(Op pending);

// " waits on a semaphore"
std::string_view wait_in_words(Op pending);

}  // namespace interleave
