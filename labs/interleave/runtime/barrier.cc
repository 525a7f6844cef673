// Barriers. To arrive and to leave are two visible operations, so a fast
// thread may be back at the barrier before a slow one has left it.
#include <errno.h>
#include <pthread.h>

#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct Barrier {
  std::uint32_t count;    // 0: not initialised, or destroyed
  std::uint32_t arrived;  // in this round
  std::uint32_t round;    // rounds that are over
  std::uint32_t inside;   // arrived and not yet left, of all rounds
  std::uint32_t last_step;
};
static_assert(sizeof(Barrier) <= sizeof(pthread_barrier_t));

Barrier& model_of(pthread_barrier_t* barrier) {
  return *reinterpret_cast<Barrier*>(barrier);
}
const Barrier& awaited(const Thread& thread) {
  return *reinterpret_cast<const Barrier*>(thread.pending.address);
}

// `extra` is the round that the thread arrived in.
bool is_round_over(const Thread& thread) {
  return awaited(thread).round != thread.pending.extra;
}
// As glibc does, destroying waits for those that are still on their way out.
bool nobody_leaves(const Thread& thread) {
  const Barrier& barrier = awaited(thread);
  return barrier.inside == barrier.arrived;
}

void check_usable(const Barrier& barrier) {
  if (barrier.count != 0) return;
  if (!exploring()) return;
  misuse("a barrier is used that is not initialised, or destroyed");
}

// Is it the last arrival of its round, which it stores?
bool arrive(pthread_barrier_t* raw, std::uint32_t pc, std::uint32_t* round) {
  Barrier& barrier = model_of(raw);
  Event& event = act_on(raw, sizeof *raw, {.op = Op::kBarrierArrive, .pc = pc});
  check_usable(barrier);
  *round = barrier.round;
  ++barrier.inside;
  event.value = ++barrier.arrived;
  if (barrier.arrived < barrier.count) return false;
  barrier.arrived = 0;
  ++barrier.round;
  if (exploring()) {
    barrier.last_step = last_step();
    note_progress();
  }
  return true;
}

int wait(pthread_barrier_t* raw, std::uint32_t pc) {
  std::uint32_t round = 0;
  const bool last = arrive(raw, pc, &round);
  Barrier& barrier = model_of(raw);
  Event& event = act_on(raw, sizeof *raw,
                        {.op = Op::kBarrierLeave,
                         .pc = pc,
                         .extra = round,
                         .ready = is_round_over});
  event.partner = barrier.last_step;
  --barrier.inside;
  return last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

int destroy(pthread_barrier_t* raw, std::uint32_t pc) {
  Barrier& barrier = model_of(raw);
  act_on(raw, sizeof *raw,
         {.op = Op::kBarrierDestroy, .pc = pc, .ready = nobody_leaves});
  check_usable(barrier);
  if (exploring() && barrier.arrived > 0) {
    misuse("a barrier is destroyed while a thread waits at it");
  }
  barrier.count = 0;
  return 0;
}

}  // namespace
}  // namespace interleave

extern "C" {

int pthread_barrier_init(pthread_barrier_t* barrier,
                         const pthread_barrierattr_t*, unsigned count) {
  if (count == 0) return EINVAL;
  interleave::act_on(
      barrier, sizeof *barrier,
      {.op = interleave::Op::kBarrierInit, .pc = INTERLEAVE_SITE});
  interleave::model_of(barrier) = {count, 0, 0, 0, 0};
  return 0;
}

int pthread_barrier_destroy(pthread_barrier_t* barrier) {
  return interleave::destroy(barrier, INTERLEAVE_SITE);
}

int pthread_barrier_wait(pthread_barrier_t* barrier) {
  return interleave::wait(barrier, INTERLEAVE_SITE);
}

}  // extern "C"
