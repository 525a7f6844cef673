#include "labs/interleave/runtime/mutex.hh"

#include <errno.h>

#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

bool owned_by_self(const Mutex& mutex) { return mutex.owner == own_mark(); }

// The operation itself: it also finds that the mutex is no more.
Event& act_on_mutex(pthread_mutex_t* mutex, const Pending& pending) {
  Event& event = act_on(mutex, sizeof *mutex, pending);
  if (exploring() && model_of(mutex).state == kDestroyed) {
    misuse("a destroyed mutex is used");
  }
  return event;
}

void take(Mutex& mutex) {
  mutex.owner = own_mark();
  ++mutex.depth;
}

// A second lock by the owner, where the kind of the mutex gives it a result.
bool relock(Mutex& mutex, int* result) {
  if (!owned_by_self(mutex)) return false;
  switch (kind_of(mutex)) {
    case PTHREAD_MUTEX_RECURSIVE:
      ++mutex.depth;
      *result = 0;
      return true;
    case PTHREAD_MUTEX_ERRORCHECK:
      *result = EDEADLK;
      return true;
    default:
      return false;  // it waits for itself
  }
}

// Waits until the mutex is free, or the deadline (0: none) has passed. If it
// may not wait, the error is EINVAL.
int lock(pthread_mutex_t* raw, Op op, std::uint64_t deadline, std::uint32_t pc,
         bool may_wait = true) {
  Mutex& mutex = model_of(raw);
  const bool again = owned_by_self(mutex) &&
                     kind_of(mutex) != PTHREAD_MUTEX_TIMED_NP &&
                     kind_of(mutex) != PTHREAD_MUTEX_ADAPTIVE_NP;
  const bool waits = may_wait && !again;
  Event& event = act_on_mutex(raw, {.op = op,
                                    .pc = pc,
                                    .ready = waits ? is_mutex_free : nullptr,
                                    .deadline = deadline});
  int result = 0;
  if (!relock(mutex, &result)) {
    if (timed_out()) {
      result = ETIMEDOUT;
    } else if (mutex.owner != 0) {
      result = EINVAL;
    } else {
      take(mutex);
    }
  }
  event.value = static_cast<std::uint64_t>(result);
  if (result == ETIMEDOUT || result == EINVAL) give_way();
  return result;
}

// The C library looks at the time only when it has to wait.
int lock_until(pthread_mutex_t* raw, const timespec& time, std::uint32_t pc) {
  const bool valid = is_valid(time);
  return lock(raw, Op::kMutexTimedLock, valid ? deadline_at(time) : 0, pc,
              valid);
}

int try_lock(pthread_mutex_t* raw, std::uint32_t pc) {
  Mutex& mutex = model_of(raw);
  Event& event = act_on_mutex(raw, {.op = Op::kMutexTryLock, .pc = pc});
  int result = 0;
  if (mutex.owner == 0) {
    take(mutex);
  } else if (kind_of(mutex) != PTHREAD_MUTEX_RECURSIVE ||
             !relock(mutex, &result)) {
    result = EBUSY;
  }
  event.value = static_cast<std::uint64_t>(result);
  if (result == EBUSY && exploring()) give_way();
  return result;
}

int unlock(pthread_mutex_t* raw, std::uint32_t pc) {
  Mutex& mutex = model_of(raw);
  Event& event = act_on_mutex(raw, {.op = Op::kMutexUnlock, .pc = pc});
  if (!owned_by_self(mutex)) {
    event.value = EPERM;
    const bool checked = kind_of(mutex) == PTHREAD_MUTEX_ERRORCHECK;
    if (!exploring() || checked) return EPERM;
    misuse(mutex.owner == 0 ? "a mutex is unlocked that nobody has locked"
                            : "a mutex is unlocked that another thread holds");
  }
  if (--mutex.depth == 0) mutex.owner = 0;
  return 0;
}

}  // namespace

bool is_mutex_free(const Thread& thread) {
  return reinterpret_cast<const Mutex*>(thread.pending.address)->owner == 0;
}

std::uint32_t release_for_wait(Mutex& mutex) {
  const std::uint32_t depth = mutex.depth;
  mutex.depth = 0;
  mutex.owner = 0;
  return depth;
}

void retake_after_wait(Mutex& mutex, std::uint32_t depth) {
  take(mutex);
  mutex.depth = depth;
}

}  // namespace interleave

using interleave::Op;

extern "C" {

int pthread_mutex_init(pthread_mutex_t* mutex,
                       const pthread_mutexattr_t* attributes) {
  int kind = PTHREAD_MUTEX_DEFAULT;
  if (attributes != nullptr) pthread_mutexattr_gettype(attributes, &kind);
  interleave::act_on(mutex, sizeof *mutex,
                     {.op = Op::kMutexInit, .pc = INTERLEAVE_SITE});
  interleave::model_of(mutex) = {0, 0, 0, 0, kind};
  return 0;
}

int pthread_mutex_destroy(pthread_mutex_t* raw) {
  interleave::Mutex& mutex = interleave::model_of(raw);
  interleave::act_on(raw, sizeof *raw,
                     {.op = Op::kMutexDestroy, .pc = INTERLEAVE_SITE});
  if (interleave::exploring()) {
    if (mutex.state == interleave::kDestroyed) {
      interleave::misuse("a mutex is destroyed twice");
    }
    if (mutex.owner != 0) interleave::misuse("a locked mutex is destroyed");
  }
  mutex.state = interleave::kDestroyed;
  return 0;
}

int pthread_mutex_lock(pthread_mutex_t* mutex) {
  return interleave::lock(mutex, Op::kMutexLock, 0, INTERLEAVE_SITE);
}

int pthread_mutex_trylock(pthread_mutex_t* mutex) {
  return interleave::try_lock(mutex, INTERLEAVE_SITE);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* deadline) {
  return interleave::lock_until(mutex, *deadline, INTERLEAVE_SITE);
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t,
                            const timespec* deadline) {
  return interleave::lock_until(mutex, *deadline, INTERLEAVE_SITE);
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) {
  return interleave::unlock(mutex, INTERLEAVE_SITE);
}

int pthread_mutex_consistent(pthread_mutex_t*) { return 0; }

}  // extern "C"
