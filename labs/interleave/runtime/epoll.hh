// Sets of descriptors to wait for: epoll.
#pragma once

#include "labs/interleave/runtime/descriptors.hh"

namespace interleave {

bool any_watch_ready(const File& set);
bool watches_listener(const File& set);
// The file is gone from all sets; the set is gone.
void forget_watches_of(const File& file);
void forget_watches_in(const File& set);

}  // namespace interleave
