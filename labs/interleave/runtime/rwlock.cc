// Read-write locks, in the bytes of the program's own pthread_rwlock_t: zeros
// are a free lock, and it is put back with the rest of memory.
//
// Whoever can take the lock may: neither readers nor writers are preferred,
// which of them comes first is the scheduler's choice. A thread that asks for
// a lock it holds already, one of the two for writing, waits for itself.
#include <errno.h>
#include <pthread.h>

#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr unsigned kKnownReaders = 36;

struct RwLock {
  std::uint32_t writer;   // thread number + 1; 0: nobody writes
  std::uint16_t readers;  // read locks held
  std::uint16_t unknown;  // of these, by threads that are not listed
  std::uint8_t holders[kKnownReaders];  // thread number; once for each lock
  std::uint32_t state;                  // kDestroyed, or anything else
  std::int32_t kind;                    // where glibc's initialisers put it
};
static_assert(sizeof(RwLock) <= sizeof(pthread_rwlock_t));
static_assert(kMaxThreads <= 256, "a holder is one byte");

RwLock& model_of(pthread_rwlock_t* lock) {
  return *reinterpret_cast<RwLock*>(lock);
}
const RwLock& awaited(const Thread& thread) {
  return *reinterpret_cast<const RwLock*>(thread.pending.address);
}

bool is_readable(const RwLock& lock) { return lock.writer == 0; }
bool is_writable(const RwLock& lock) {
  return lock.writer == 0 && lock.readers == 0;
}
bool can_read(const Thread& thread) { return is_readable(awaited(thread)); }
bool can_write(const Thread& thread) { return is_writable(awaited(thread)); }

void check_usable(const RwLock& lock) {
  if (exploring() && lock.state == kDestroyed) {
    misuse("a destroyed read-write lock is used");
  }
}

void take_to_read(RwLock& lock) {
  const unsigned listed = lock.readers - lock.unknown;
  if (listed < kKnownReaders) {
    lock.holders[listed] = static_cast<std::uint8_t>(caller().number);
  } else {
    ++lock.unknown;
  }
  ++lock.readers;
}

void take_to_write(RwLock& lock) { lock.writer = own_mark(); }

int lock_within(pthread_rwlock_t* raw, Op op, std::uint64_t deadline,
                std::uint32_t pc) {
  RwLock& lock = model_of(raw);
  check_usable(lock);
  const bool reads = op == Op::kReadLock;
  Event& event = act_on(raw, sizeof *raw,
                        {.op = op,
                         .pc = pc,
                         .ready = reads ? can_read : can_write,
                         .deadline = deadline});
  check_usable(lock);
  if (timed_out()) {
    event.value = ETIMEDOUT;
    give_way();
    return ETIMEDOUT;
  }
  reads ? take_to_read(lock) : take_to_write(lock);
  return 0;
}

int lock_until(pthread_rwlock_t* raw, Op op, const timespec* time,
               std::uint32_t pc) {
  if (!is_valid(*time)) return EINVAL;
  return lock_within(raw, op, deadline_at(*time), pc);
}

int try_lock(pthread_rwlock_t* raw, Op op, std::uint32_t pc) {
  RwLock& lock = model_of(raw);
  Event& event = act_on(raw, sizeof *raw, {.op = op, .pc = pc});
  check_usable(lock);
  const bool reads = op == Op::kReadTryLock;
  if (reads ? is_readable(lock) : is_writable(lock)) {
    reads ? take_to_read(lock) : take_to_write(lock);
    return 0;
  }
  event.value = EBUSY;
  if (exploring()) give_way();
  return EBUSY;
}

// Forgets one read lock of the calling thread. False: it holds none.
bool drop_read(RwLock& lock) {
  const unsigned listed = lock.readers - lock.unknown;
  for (unsigned i = listed; i-- > 0;) {
    if (lock.holders[i] != caller().number) continue;
    lock.holders[i] = lock.holders[listed - 1];
    --lock.readers;
    return true;
  }
  if (lock.unknown == 0) return false;
  --lock.unknown;
  --lock.readers;
  return true;
}

int unlock(pthread_rwlock_t* raw, std::uint32_t pc) {
  RwLock& lock = model_of(raw);
  const bool writes = lock.writer == own_mark();
  act_on(raw, sizeof *raw,
         {.op = writes ? Op::kWriteUnlock : Op::kReadUnlock, .pc = pc});
  check_usable(lock);
  if (writes) {
    lock.writer = 0;
  } else if (!drop_read(lock)) {
    if (!exploring()) return EPERM;
    misuse(lock.writer == 0 && lock.readers == 0
               ? "a read-write lock is unlocked that nobody holds"
               : "a read-write lock is unlocked that another thread holds");
  }
  return 0;
}

int destroy(pthread_rwlock_t* raw, std::uint32_t pc) {
  RwLock& lock = model_of(raw);
  act_on(raw, sizeof *raw, {.op = Op::kRwLockDestroy, .pc = pc});
  check_usable(lock);
  if (exploring() && !is_writable(lock)) {
    misuse("a read-write lock is destroyed while a thread holds it");
  }
  lock.state = kDestroyed;
  return 0;
}

}  // namespace
}  // namespace interleave

using interleave::Op;

extern "C" {

int pthread_rwlock_init(pthread_rwlock_t* lock, const pthread_rwlockattr_t*) {
  interleave::act_on(lock, sizeof *lock,
                     {.op = Op::kRwLockInit, .pc = INTERLEAVE_SITE});
  interleave::model_of(lock) = {};
  return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t* lock) {
  return interleave::destroy(lock, INTERLEAVE_SITE);
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
  return interleave::lock_within(lock, Op::kReadLock, 0, INTERLEAVE_SITE);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) {
  return interleave::lock_within(lock, Op::kWriteLock, 0, INTERLEAVE_SITE);
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) {
  return interleave::try_lock(lock, Op::kReadTryLock, INTERLEAVE_SITE);
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) {
  return interleave::try_lock(lock, Op::kWriteTryLock, INTERLEAVE_SITE);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* time) {
  return interleave::lock_until(lock, Op::kReadLock, time, INTERLEAVE_SITE);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* time) {
  return interleave::lock_until(lock, Op::kWriteLock, time, INTERLEAVE_SITE);
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t,
                               const timespec* time) {
  return interleave::lock_until(lock, Op::kReadLock, time, INTERLEAVE_SITE);
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t,
                               const timespec* time) {
  return interleave::lock_until(lock, Op::kWriteLock, time, INTERLEAVE_SITE);
}

int pthread_rwlock_unlock(pthread_rwlock_t* lock) {
  return interleave::unlock(lock, INTERLEAVE_SITE);
}

}  // extern "C"
