// How threads are called wherever a student reads of them.
//
// Thread: any.
#pragma once

#include <string>

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

// "thread 0 (main)", "thread 3"; for scripted clients, numbered among
// themselves from 1, "client 1".
std::string thread_name(const Outcome& outcome, unsigned thread);

}  // namespace interleave
