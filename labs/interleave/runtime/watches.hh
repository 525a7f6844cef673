// The entries of an epoll set, for epoll.cc.
#pragma once

#include <sys/epoll.h>

#include <cstdint>

#include "labs/interleave/runtime/epoll.hh"

namespace interleave {

// What epoll_wait would report of it now; 0: nothing.
unsigned ready_events(const Watch& watch);
Watch* find_watch(const File& set, const File& file, int descriptor);
// Returns 0 or a negated errno. The new watch wants to be changed.
int add_watch(File& set, File& file, int descriptor);
void change_watch(Watch& watch, unsigned events, std::uint64_t data);
void remove_watch(Watch& watch);
// Reports at most `limit` of those that are ready.
int collect_ready(File& set, epoll_event* events, int limit);

}  // namespace interleave
