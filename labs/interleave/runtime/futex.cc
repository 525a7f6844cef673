#include "labs/interleave/runtime/futex.hh"

#include <errno.h>
#include <linux/futex.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"
#include "labs/interleave/runtime/wait_queue.hh"

namespace interleave {
namespace {

bool is_woken(const Thread& thread) {
  return is_signalled(thread, thread.pending.address);
}

std::uint32_t load(const std::uint32_t* word) {
  return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

long wait(std::uint32_t* word, std::uint32_t expected, std::uint64_t deadline,
          std::uint32_t pc) {
  Event& begin = act_on(word, sizeof *word, {.op = Op::kFutexWait, .pc = pc});
  if (load(word) != expected) {
    begin.value = EAGAIN;
    return -EAGAIN;
  }
  if (!exploring()) kernel::die("a wait before main would last for ever");
  begin_wait(address_of(word));
  Event& end = perform({.op = Op::kFutexWoken,
                        .pc = pc,
                        .object = object_of(word),
                        .address = address_of(word),
                        .ready = is_woken,
                        .deadline = deadline,
                        .spurious = state().spurious});
  const WakeReason reason = self().reason;
  end.value = static_cast<std::uint64_t>(reason);
  end.partner = end_wait(self(), address_of(word));
  if (reason != WakeReason::kTimedOut) return 0;
  give_way();
  return -ETIMEDOUT;
}

long wake(std::uint32_t* word, std::uint32_t count, std::uint32_t pc) {
  if (!exploring()) return 0;
  // The word may be gone already: a waker does not look at it.
  Event& event = perform({.op = Op::kFutexWake,
                          .pc = pc,
                          .object = object_of(word),
                          .address = address_of(word)});
  const unsigned most = count < kMaxThreads ? count : kMaxThreads;
  event.value = send_signals(address_of(word), most, last_step());
  return static_cast<long>(event.value);
}

}  // namespace

long futex(const FutexCall& call, std::uint32_t pc) {
  const int operation =
      call.operation & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
  switch (operation) {
    case FUTEX_WAIT:
      if (call.time != nullptr && !is_valid(*call.time)) return -EINVAL;
      return wait(
          call.word, call.value,
          call.time == nullptr ? 0 : deadline_after(length_of(*call.time)), pc);
    case FUTEX_WAIT_BITSET:
      if (call.time != nullptr && !is_valid(*call.time)) return -EINVAL;
      return wait(call.word, call.value,
                  call.time == nullptr ? 0 : deadline_at(*call.time), pc);
    case FUTEX_WAKE_BITSET:
      if (call.mask != FUTEX_BITSET_MATCH_ANY) {
        unsupported("futex: FUTEX_WAKE_BITSET with a mask");
      }
      return wake(call.word, call.value, pc);
    case FUTEX_WAKE:
      return wake(call.word, call.value, pc);
    default:
      unsupported("futex: an operation other than wait and wake");
  }
}

}  // namespace interleave
