// A clause for every kind of wait that has no owner.
#include "labs/interleave/analysis/wait_words.hh"

namespace interleave {

bool wants_lock(Op pending) {
  return pending == Op::kMutexLock || pending == Op::kMutexTimedLock ||
         pending == Op::kSpinLock || pending == Op::kReadLock ||
         pending == Op::kWriteLock || pending == Op::kCondWait ||
         pending == Op::kCondWake;
}

std::string_view wait_in_words(Op pending) {
  switch (pending) {
    case Op::kFutexWait:
    case Op::kFutexWoken:
      return " waits for a value to change";
    case Op::kSemWait:
    case Op::kSemTimedWait:
      return " waits on a semaphore";
    case Op::kBarrierArrive:
    case Op::kBarrierLeave:
      return " waits at a barrier";
    case Op::kAccept:
      return " waits for a connection";
    case Op::kConnect:
    case Op::kClientConnect:
      return " waits for its connection to be accepted";
    case Op::kDescriptorRead:
      return " waits for something to read";
    case Op::kDescriptorWrite:
    case Op::kClientSend:
      return " waits for room to write";
    case Op::kPoll:
      return " waits for a descriptor to become ready";
    case Op::kClientExpect:
      return " waits for an answer";
    case Op::kClientExpectEof:
      return " waits for the connection to be closed";
    default:
      return " cannot go on";
  }
}

}  // namespace interleave
