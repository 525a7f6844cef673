// Condition variables. Waiting is two visible operations: to begin, which
// releases the mutex, and to wake with the mutex taken again. Nothing is kept
// in the pthread_cond_t but whether it was destroyed; who waits is the
// scheduler's to know.
#include <errno.h>
#include <pthread.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/mutex.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct Condition {
  std::uint32_t state;
};

Condition& state_of(pthread_cond_t* condition) {
  return *reinterpret_cast<Condition*>(condition);
}

void check_usable(pthread_cond_t* condition) {
  if (!exploring()) return;
  check_block(condition, sizeof *condition);
  if (state_of(condition).state == kDestroyed) {
    misuse("a destroyed condition variable is used");
  }
}

// `address` of the wake-up is the mutex; the condition is what it waits on.
bool can_wake(const Thread& thread) {
  return is_mutex_free(thread) &&
         (is_signalled(thread, thread.waits_on) || is_cancelled(thread));
}

void begin(pthread_cond_t* condition, pthread_mutex_t* mutex,
           std::uint32_t pc) {
  Event& event = perform({.op = Op::kCondWait,
                          .pc = pc,
                          .object = object_of(condition),
                          .extra = object_of(mutex)});
  event.value = waiters_on(address_of(condition)) + 1;
  check_usable(condition);
  if (model_of(mutex).owner != own_mark()) {
    misuse("a thread waits on a condition without holding the mutex");
  }
  begin_wait(address_of(condition));
}

int wait(pthread_cond_t* condition, pthread_mutex_t* mutex,
         std::uint64_t deadline, std::uint32_t pc) {
  if (!exploring()) kernel::die("a wait before main would last for ever");
  act_on_cancel();
  check_usable(condition);
  begin(condition, mutex, pc);
  Mutex& lock = model_of(mutex);
  const std::uint32_t depth = release_for_wait(lock);
  Event& event = perform({.op = Op::kCondWake,
                          .pc = pc,
                          .object = object_of(condition),
                          .extra = object_of(mutex),
                          .address = address_of(mutex),
                          .ready = can_wake,
                          .deadline = deadline,
                          .spurious = state().spurious,
                          .may_expire = is_mutex_free});
  const WakeReason reason = self().reason;
  event.value = static_cast<std::uint64_t>(reason);
  if (is_cancelled(self())) {
    abandon_wait(self(), address_of(condition));
  } else {
    event.partner = end_wait(self(), address_of(condition));
  }
  retake_after_wait(lock, depth);
  act_on_cancel();
  if (reason == WakeReason::kTimedOut) give_way();
  return reason == WakeReason::kTimedOut ? ETIMEDOUT : 0;
}

int wait_until(pthread_cond_t* condition, pthread_mutex_t* mutex,
               const timespec& time, std::uint32_t pc) {
  if (!is_valid(time)) return EINVAL;
  return wait(condition, mutex, deadline_at(time), pc);
}

int signal(pthread_cond_t* condition, Op op, unsigned count, std::uint32_t pc) {
  if (!exploring()) return 0;
  check_usable(condition);
  Event& event = perform({.op = op, .pc = pc, .object = object_of(condition)});
  check_usable(condition);
  event.value = send_signals(address_of(condition), count, last_step());
  return 0;
}

}  // namespace
}  // namespace interleave

using interleave::Op;

extern "C" {

int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t*) {
  interleave::act_on(condition, sizeof *condition,
                     {.op = Op::kCondInit, .pc = INTERLEAVE_SITE});
  *condition = PTHREAD_COND_INITIALIZER;
  return 0;
}

int pthread_cond_destroy(pthread_cond_t* condition) {
  if (interleave::exploring()) {
    interleave::perform({.op = Op::kCondDestroy,
                         .pc = INTERLEAVE_CALLER,
                         .object = interleave::object_of(condition)});
    interleave::check_usable(condition);
    if (interleave::waiters_on(interleave::address_of(condition)) > 0) {
      interleave::misuse(
          "a condition variable is destroyed while a thread waits on it");
    }
  }
  interleave::state_of(condition).state = interleave::kDestroyed;
  return 0;
}

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  return interleave::wait(condition, mutex, 0, INTERLEAVE_CALLER);
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           const timespec* deadline) {
  return interleave::wait_until(condition, mutex, *deadline, INTERLEAVE_CALLER);
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           clockid_t, const timespec* deadline) {
  return interleave::wait_until(condition, mutex, *deadline, INTERLEAVE_CALLER);
}

int pthread_cond_signal(pthread_cond_t* condition) {
  return interleave::signal(condition, Op::kCondSignal, 1, INTERLEAVE_CALLER);
}

int pthread_cond_broadcast(pthread_cond_t* condition) {
  return interleave::signal(condition, Op::kCondBroadcast,
                            interleave::kMaxThreads, INTERLEAVE_CALLER);
}

}  // extern "C"
