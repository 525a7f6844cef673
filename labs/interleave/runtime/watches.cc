// What an epoll set watches, and what of it is ready.
#include <errno.h>

#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/readiness.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/watches.hh"

namespace interleave {
namespace {

constexpr unsigned kIn = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR;
constexpr unsigned kOut = EPOLLOUT | EPOLLHUP | EPOLLERR;

Watch* next_of(const Watch& watch) {
  return watch.next == 0 ? nullptr : &state().descriptors.watches[watch.next];
}

std::uint16_t index_of(const Watch& watch) {
  return static_cast<std::uint16_t>(&watch - state().descriptors.watches);
}

Watch* first_of(const File& set) {
  if (set.first_watch == 0) return nullptr;
  return &state().descriptors.watches[set.first_watch];
}

void append(File& set, Watch& watch) {
  const std::uint16_t index = index_of(watch);
  watch.next = 0;
  if (set.last_watch == 0) {
    set.first_watch = index;
  } else {
    state().descriptors.watches[set.last_watch].next = index;
  }
  set.last_watch = index;
}

void unlink(File& set, Watch& watch) {
  Watch* before = nullptr;
  for (Watch* at = first_of(set); at != &watch; at = next_of(*at)) before = at;
  (before == nullptr ? set.first_watch : before->next) = watch.next;
  if (watch.next == 0)
    set.last_watch = before == nullptr ? 0 : index_of(*before);
}

}  // namespace

unsigned ready_events(const Watch& watch) {
  if (watch.disabled) return 0;
  const unsigned mask =
      readiness(*watch.file) & (watch.events | EPOLLERR | EPOLLHUP);
  if ((watch.events & EPOLLET) == 0) return mask;
  const File& file = *watch.file;
  const bool news = (file.in_changes != watch.seen_in && (mask & kIn) != 0) ||
                    (file.out_changes != watch.seen_out && (mask & kOut) != 0);
  return news ? mask : 0;
}

bool any_watch_ready(const File& set) {
  for (Watch* watch = first_of(set); watch != nullptr;
       watch = next_of(*watch)) {
    if (ready_events(*watch) != 0) return true;
  }
  return false;
}

bool watches_listener(const File& set) {
  for (Watch* watch = first_of(set); watch != nullptr;
       watch = next_of(*watch)) {
    if (awaits_clients(*watch->file)) return true;
  }
  return false;
}

Watch* find_watch(const File& set, const File& file, int descriptor) {
  for (Watch* watch = first_of(set); watch != nullptr;
       watch = next_of(*watch)) {
    if (watch->file == &file && watch->descriptor == descriptor) return watch;
  }
  return nullptr;
}

int add_watch(File& set, File& file, int descriptor) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i < kMaxWatches; ++i) {
    Watch& watch = d.watches[i];
    if (watch.set != nullptr) continue;
    if (i > d.watch_count) d.watch_count = i;
    watch = {};
    watch.set = &set;
    watch.file = &file;
    watch.descriptor = descriptor;
    append(set, watch);
    return 0;
  }
  return -ENOSPC;
}

void change_watch(Watch& watch, unsigned events, std::uint64_t data) {
  watch.events = events;
  watch.data = data;
  watch.disabled = false;
  // What is ready already counts as news.
  watch.seen_in = watch.file->in_changes - 1;
  watch.seen_out = watch.file->out_changes - 1;
}

void remove_watch(Watch& watch) {
  unlink(*watch.set, watch);
  watch.set = nullptr;
}

int collect_ready(File& set, epoll_event* events, int limit) {
  int count = 0;
  Watch* last = set.last_watch == 0
                    ? nullptr
                    : &state().descriptors.watches[set.last_watch];
  Watch* next = first_of(set);
  while (next != nullptr && count < limit) {
    Watch& watch = *next;
    next = &watch == last ? nullptr : next_of(watch);
    const unsigned mask = ready_events(watch);
    if (mask == 0) continue;
    events[count].events = mask;
    events[count++].data.u64 = watch.data;
    watch.seen_in = watch.file->in_changes;
    watch.seen_out = watch.file->out_changes;
    if ((watch.events & EPOLLONESHOT) != 0) watch.disabled = true;
    // To the end, or a short list of events would always name the same ones.
    unlink(set, watch);
    append(set, watch);
  }
  return count;
}

void forget_watches_of(const File& file) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.watch_count; ++i) {
    Watch& watch = d.watches[i];
    if (watch.set != nullptr && watch.file == &file) remove_watch(watch);
  }
}

void forget_watches_in(const File& set) {
  Descriptors& d = state().descriptors;
  for (unsigned i = 1; i <= d.watch_count; ++i) {
    if (d.watches[i].set == &set) d.watches[i].set = nullptr;
  }
}

}  // namespace interleave
