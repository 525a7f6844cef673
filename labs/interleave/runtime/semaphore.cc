// Semaphores, in the bytes of the program's own sem_t. Whoever waits may take
// a unit as soon as there is one; nobody is handed it.
#include <errno.h>
#include <limits.h>
#include <semaphore.h>

#include "labs/interleave/runtime/named_semaphores.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct Semaphore {
  std::uint32_t value;
  std::uint32_t state;  // kDestroyed, or anything else
};
static_assert(sizeof(Semaphore) <= sizeof(sem_t));

Semaphore& model_of(sem_t* semaphore) {
  return *reinterpret_cast<Semaphore*>(semaphore);
}

bool can_take(const Thread& thread) {
  return reinterpret_cast<const Semaphore*>(thread.pending.address)->value >
             0 ||
         is_cancelled(thread);
}

Event& act_on_semaphore(sem_t* raw, const Pending& pending) {
  const auto check = [raw] {
    if (exploring() && model_of(raw).state == kDestroyed) {
      misuse("a destroyed semaphore is used");
    }
  };
  check();
  Event& event = act_on(raw, sizeof *raw, pending);
  check();
  return event;
}

int take_within(sem_t* raw, Op op, std::uint64_t deadline, std::uint32_t pc) {
  if (exploring()) act_on_cancel();
  Event& event = act_on_semaphore(
      raw, {.op = op, .pc = pc, .ready = can_take, .deadline = deadline});
  Semaphore& semaphore = model_of(raw);
  if (timed_out()) {
    event.value = ETIMEDOUT;
    if (exploring()) give_way();
    return fail(ETIMEDOUT);
  }
  if (is_cancelled(caller())) {
    event.value = ECANCELED;
    act_on_cancel();
  }
  --semaphore.value;
  return 0;
}

int take_until(sem_t* raw, const timespec* time, std::uint32_t pc) {
  if (!is_valid(*time)) return fail(EINVAL);
  return take_within(raw, Op::kSemTimedWait, deadline_at(*time), pc);
}

int try_take(sem_t* raw, std::uint32_t pc) {
  Event& event = act_on_semaphore(raw, {.op = Op::kSemTryWait, .pc = pc});
  Semaphore& semaphore = model_of(raw);
  if (semaphore.value > 0) {
    --semaphore.value;
    return 0;
  }
  event.value = EAGAIN;
  if (exploring()) give_way();
  return fail(EAGAIN);
}

int post(sem_t* raw, std::uint32_t pc) {
  Event& event = act_on_semaphore(raw, {.op = Op::kSemPost, .pc = pc});
  Semaphore& semaphore = model_of(raw);
  event.value = semaphore.value;
  if (semaphore.value == INT_MAX) return fail(EOVERFLOW);
  event.value = ++semaphore.value;
  return 0;
}

bool is_waited_for(const sem_t* semaphore) {
  const State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& thread = s.threads[i];
    const Op op = thread.pending.op;
    if (!thread.ended && (op == Op::kSemWait || op == Op::kSemTimedWait) &&
        thread.pending.address == address_of(semaphore)) {
      return true;
    }
  }
  return false;
}

int destroy(sem_t* raw, std::uint32_t pc) {
  act_on_semaphore(raw, {.op = Op::kSemDestroy, .pc = pc});
  Semaphore& semaphore = model_of(raw);
  if (exploring() && semaphore.value == 0 && is_waited_for(raw)) {
    misuse("a semaphore is destroyed while a thread waits for it");
  }
  semaphore.state = kDestroyed;
  return 0;
}

}  // namespace

void initialise(sem_t* semaphore, unsigned value, std::uint32_t pc) {
  act_on(semaphore, sizeof *semaphore, {.op = Op::kSemInit, .pc = pc}).value =
      value;
  model_of(semaphore) = {value, 0};
}

}  // namespace interleave

using interleave::Op;

extern "C" {

int sem_init(sem_t* semaphore, int, unsigned value) {
  if (value > INT_MAX) return interleave::fail(EINVAL);
  interleave::initialise(semaphore, value, INTERLEAVE_SITE);
  return 0;
}

int sem_destroy(sem_t* semaphore) {
  return interleave::destroy(semaphore, INTERLEAVE_SITE);
}

int sem_wait(sem_t* semaphore) {
  return interleave::take_within(semaphore, Op::kSemWait, 0, INTERLEAVE_SITE);
}

int sem_trywait(sem_t* semaphore) {
  return interleave::try_take(semaphore, INTERLEAVE_SITE);
}

int sem_timedwait(sem_t* semaphore, const timespec* time) {
  return interleave::take_until(semaphore, time, INTERLEAVE_SITE);
}

int sem_clockwait(sem_t* semaphore, clockid_t, const timespec* time) {
  return interleave::take_until(semaphore, time, INTERLEAVE_SITE);
}

int sem_post(sem_t* semaphore) {
  return interleave::post(semaphore, INTERLEAVE_SITE);
}

// Reads the count as an atomic load would, for which there is an operation.
int sem_getvalue(sem_t* semaphore, int* value) {
  interleave::Event& event =
      interleave::act_on_semaphore(semaphore, {.op = Op::kAtomicLoad,
                                               .size = 4,
                                               .pc = INTERLEAVE_SITE,
                                               .extra = __ATOMIC_SEQ_CST});
  event.value = interleave::model_of(semaphore).value;
  *value = static_cast<int>(event.value);
  return 0;
}

}  // extern "C"
