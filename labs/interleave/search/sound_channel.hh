// Could the runtime have written what a program left in the channel? A
// program that writes where it has no business may reach the channel, too;
// nothing in it is used before this was asked.
//
// Thread: the program's turn is over.
#pragma once

#include "labs/interleave/runtime/protocol.hh"

namespace interleave {

// `hung`: the run was broken off, and the outcome holds counts alone.
bool is_sound(const Channel& channel, bool hung);

}  // namespace interleave
