// Spin locks. A thread that spins is one that waits: it does not burn steps.
//
// The C library's layout is kept: 1 is free, so that a lock full of zeros is
// one that was never initialised, which would spin for ever natively.
#include <errno.h>
#include <pthread.h>

#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr int kUninitialised = 0;
constexpr int kFree = 1;

int held_by_caller() { return static_cast<int>(own_mark()) + kFree; }

bool is_free(const Thread& thread) {
  return *reinterpret_cast<pthread_spinlock_t*>(thread.pending.address) ==
         kFree;
}

Event& act_on_lock(pthread_spinlock_t* lock, Op op, std::uint32_t pc,
                   ReadyTest ready) {
  void* object = const_cast<int*>(lock);
  const auto check = [&] {
    if (exploring() && *lock == kUninitialised) {
      misuse("a spin lock is used that is not initialised, or destroyed");
    }
  };
  check();
  Event& event =
      act_on(object, sizeof *lock, {.op = op, .pc = pc, .ready = ready});
  check();
  return event;
}

}  // namespace
}  // namespace interleave

using interleave::Op;

extern "C" {

int pthread_spin_init(pthread_spinlock_t* lock, int) {
  *lock = interleave::kFree;
  return 0;
}

int pthread_spin_destroy(pthread_spinlock_t* lock) {
  if (interleave::exploring() && *lock > interleave::kFree) {
    interleave::misuse("a spin lock is destroyed while a thread holds it");
  }
  *lock = interleave::kUninitialised;
  return 0;
}

int pthread_spin_lock(pthread_spinlock_t* lock) {
  interleave::act_on_lock(lock, Op::kSpinLock, INTERLEAVE_SITE,
                          interleave::is_free);
  *lock = interleave::held_by_caller();
  return 0;
}

int pthread_spin_trylock(pthread_spinlock_t* lock) {
  interleave::Event& event =
      interleave::act_on_lock(lock, Op::kSpinTryLock, INTERLEAVE_SITE, nullptr);
  if (*lock == interleave::kFree) {
    *lock = interleave::held_by_caller();
    return 0;
  }
  event.value = EBUSY;
  if (interleave::exploring()) interleave::give_way();
  return EBUSY;
}

int pthread_spin_unlock(pthread_spinlock_t* lock) {
  interleave::act_on_lock(lock, Op::kSpinUnlock, INTERLEAVE_SITE, nullptr);
  if (interleave::exploring() && *lock != interleave::held_by_caller()) {
    interleave::misuse(*lock == interleave::kFree
                           ? "a spin lock is unlocked that nobody holds"
                           : "a spin lock is unlocked that another thread "
                             "holds");
  }
  *lock = interleave::kFree;
  return 0;
}

}  // extern "C"
