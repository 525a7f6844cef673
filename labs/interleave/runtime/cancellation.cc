// pthread_cancel and what goes with it. In a trace, cancelling a thread is an
// atomic write to it, and noticing that one was cancelled an atomic read: the
// two are ordered.
#include <errno.h>
#include <pthread.h>

#include "labs/interleave/runtime/access.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

Pending access(Op op, const Thread& target, std::uint32_t pc) {
  return {.op = op,
          .size = 1,
          .pc = pc,
          .object = thread_object(target.number),
          .extra = __ATOMIC_SEQ_CST};
}

int cancel(pthread_t handle, std::uint32_t pc) {
  Thread& target =
      thread_named(handle, "a thread is cancelled that was never created");
  if (target.joined) misuse("a thread is cancelled that was joined before");
  perform(access(Op::kAtomicStore, target, pc)).value = 1;
  if (target.joined) misuse("a thread is cancelled that was joined before");
  target.cancel |= kCancelRequested;
  state().counts_stale = true;  // it may be able to go on now
  note_progress();
  return 0;
}

void test(std::uint32_t pc) {
  Event& event = perform(access(Op::kAtomicLoad, self(), pc));
  event.value = self().cancel & kCancelRequested;
  if (is_cancelled(self())) unwind_thread(PTHREAD_CANCELED);
  notice_spinning(event);
}

}  // namespace

void act_on_cancel() {
  if (!is_cancelled(self())) return;
  note(access(Op::kAtomicLoad, self(), self().pending.pc)).value = 1;
  unwind_thread(PTHREAD_CANCELED);
}

}  // namespace interleave

extern "C" {

int pthread_cancel(pthread_t thread) {
  return interleave::cancel(thread, INTERLEAVE_CALLER);
}

void pthread_testcancel() {
  if (interleave::exploring()) interleave::test(INTERLEAVE_CALLER);
}

int pthread_setcancelstate(int state, int* old) {
  std::uint32_t& bits = interleave::caller().cancel;
  if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE) {
    return EINVAL;
  }
  if (old != nullptr) {
    *old = (bits & interleave::kCancelDisabled) != 0 ? PTHREAD_CANCEL_DISABLE
                                                     : PTHREAD_CANCEL_ENABLE;
  }
  if (state == PTHREAD_CANCEL_DISABLE) {
    bits |= interleave::kCancelDisabled;
  } else {
    bits &= ~std::uint32_t{interleave::kCancelDisabled};
  }
  return 0;
}

int pthread_setcanceltype(int type, int* old) {
  if (type != PTHREAD_CANCEL_DEFERRED && type != PTHREAD_CANCEL_ASYNCHRONOUS) {
    return EINVAL;
  }
  if (type == PTHREAD_CANCEL_ASYNCHRONOUS && interleave::exploring()) {
    interleave::unsupported("PTHREAD_CANCEL_ASYNCHRONOUS");
  }
  if (old != nullptr) *old = PTHREAD_CANCEL_DEFERRED;
  return 0;
}

}  // extern "C"
