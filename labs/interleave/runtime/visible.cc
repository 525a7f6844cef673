#include "labs/interleave/runtime/visible.hh"

#include <errno.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/kernel.hh"

namespace interleave {
namespace {

Thread early;
Event early_event;

}  // namespace

Event& act(const Pending& pending) {
  if (exploring()) return perform(pending);
  early.pending = pending;
  early.reason = WakeReason::kSignalled;
  if (pending.ready != nullptr && !pending.ready(early)) {
    if (pending.deadline == 0) {
      kernel::die("a wait before main would last for ever");
    }
    early.reason = WakeReason::kTimedOut;
  }
  return early_event;
}

Event& act_on(const void* object, std::size_t size, Pending pending) {
  pending.address = address_of(object);
  if (!exploring()) return act(pending);
  check_block(object, size);
  pending.object = object_of(object);
  Event& event = perform(pending);
  check_block(object, size);
  return event;
}

Thread& caller() { return exploring() ? self() : early; }

Thread& locals_of(Thread& thread) {
  return thread.number == 0 ? early : thread;
}

__attribute__((noinline)) int fail(int error) {
  errno = error;
  return -1;
}

}  // namespace interleave
