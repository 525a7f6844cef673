// Does a server that is out of work only wait for further clients?
#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/connection.hh"
#include "labs/interleave/runtime/descriptor_call.hh"
#include "labs/interleave/runtime/epoll.hh"
#include "labs/interleave/runtime/poll.hh"

namespace interleave {
namespace {

bool waits_for_connection(const Thread& thread) {
  if (thread.client || thread.ended) return false;
  const DescriptorCall* call = waiting_call(thread);
  if (call == nullptr || call->file == nullptr) return polls_listener(thread);
  if (thread.pending.op == Op::kAccept) return awaits_clients(*call->file);
  return thread.pending.op == Op::kPoll && watches_listener(*call->file);
}

// Waiting for a condition or a semaphore is what an idle worker does; waiting
// for a lock never is.
bool waits_for_lock(const Thread& thread) {
  switch (thread.pending.op) {
    case Op::kMutexLock:
    case Op::kMutexTimedLock:
    case Op::kReadLock:
    case Op::kWriteLock:
    case Op::kSpinLock:
    case Op::kOnceBegin:
      return true;
    default:
      return false;
  }
}

// main often joins the thread that accepts. Joining anything else for ever is
// not a server at rest.
bool joins_acceptor(const Thread& thread) {
  const State& s = state();
  const Thread* at = &thread;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    if (at->pending.op != Op::kThreadJoin) return waits_for_connection(*at);
    const std::uint64_t next = offset_of(at->pending.object);
    if (next >= s.thread_count) return false;
    at = &s.threads[next];
  }
  return false;
}

// Fair rounds in which nothing happened but timeouts: the first few may be
// what the program waits for.
constexpr std::uint32_t kIdleRounds = 10;

bool others_wait() {
  const State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& thread = s.threads[i];
    if (thread.ended || &thread == s.current) continue;
    const ReadyTest ready = thread.pending.ready;
    if (ready == nullptr || ready(thread)) return false;
  }
  return true;
}

}  // namespace

bool only_waits_for_clients() {
  const State& s = state();
  bool accepts = false;
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& thread = s.threads[i];
    if (thread.ended) continue;
    if (thread.client || waits_for_lock(thread)) return false;
    if (thread.pending.op == Op::kThreadJoin && !joins_acceptor(thread)) {
      return false;
    }
    accepts = accepts || waits_for_connection(thread);
  }
  return accepts;
}

void end_if_quiet() {
  if (state().rounds < kIdleRounds) return;
  if (others_wait() && only_waits_for_clients()) finish(Ending::kQuiet);
}

}  // namespace interleave
