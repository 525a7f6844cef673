// The visible operations of a program under exploration: what a thread is
// about to do at a scheduling point, and what it did in a trace. Shared by the
// runtime, which performs them, and by the tool, which reads them.
//
// Concurrency: none; plain values.
#pragma once

#include <cstdint>

namespace interleave {

// What an operation acts on is in Event::object; the comments give the meaning
// of Event::value and Event::extra where they carry one.
enum class Op : std::uint8_t {
  kNone,
  // Memory. `value` is what was read or written (after the write).
  kRead,
  kWrite,
  kReadRange,   // extra: length in bytes; value: hash of the bytes
  kWriteRange,  // extra: length in bytes
  kAtomicLoad,  // extra: memory order (__ATOMIC_*) in all the atomics
  kAtomicStore,
  kAtomicUpdate,       // read-modify-write, or a successful exchange
  kAtomicCompareFail,  // a compare-exchange that read `value` and failed
  kFence,              // extra: memory order
  kAllocate,           // object: the block; extra: its size
  kRelease,            // object: the block; extra: its size
  // Threads. object: the thread concerned.
  kThreadCreate,
  kThreadBegin,
  kThreadEnd,
  kThreadJoin,
  kThreadDetach,
  kProcessExit,  // value: exit status; main returned, or exit was called
  // Locks. value: the error number the call returned (0: got it).
  kMutexInit,
  kMutexDestroy,
  kMutexLock,
  kMutexTryLock,
  kMutexTimedLock,
  kMutexUnlock,
  kRwLockInit,
  kRwLockDestroy,
  kReadLock,
  kReadTryLock,
  kWriteLock,
  kWriteTryLock,
  kReadUnlock,
  kWriteUnlock,
  kSpinLock,
  kSpinTryLock,
  kSpinUnlock,
  // Conditions and futexes. Waiting is two operations: kCondWait releases the
  // mutex (extra) and begins to wait; kCondWake ends the wait with the mutex
  // (extra) locked again, value: WakeReason, `partner`: step of the signal.
  kCondInit,
  kCondDestroy,
  kCondWait,
  kCondWake,
  kCondSignal,     // value: waiters it may wake (0: nobody waited)
  kCondBroadcast,  // value: as kCondSignal
  kFutexWait,      // value: 0 begins to wait, or EAGAIN
  kFutexWoken,     // value: WakeReason; partner: step of the wake
  kFutexWake,      // value: waiters it may wake
  // Semaphores, barriers, once.
  kSemInit,
  kSemDestroy,
  kSemWait,
  kSemTryWait,
  kSemTimedWait,
  kSemPost,  // value: the count after it
  kBarrierInit,
  kBarrierDestroy,
  kBarrierArrive,  // value: threads that have arrived, this one included
  kBarrierLeave,   // partner: step of the last arrival
  kOnceBegin,      // value: 1 this thread runs the routine, 0 it was done
  kOnceEnd,
  // Time.
  kYield,
  kSleep,      // begins to sleep; extra: virtual nanoseconds
  kSleepDone,  // value: WakeReason
  kReadClock,  // value: virtual nanoseconds
  // Descriptors. object: the descriptor; value: result; extra: errno if < 0.
  kSocket,
  kBind,
  kListen,
  kConnect,
  kAccept,
  kDescriptorRead,
  kDescriptorWrite,
  kShutdown,
  kClose,
  kPoll,       // select, poll, epoll_wait; value: ready descriptors
  kPollWatch,  // epoll_ctl
  kPipe,       // pipe, socketpair, eventfd, epoll_create; value: second one
  kDuplicate,
  kDescriptorOption,  // fcntl, ioctl, setsockopt
  // Scripted clients. object: the client's socket.
  kClientConnect,
  kClientSend,
  kClientExpect,
  kClientHalfClose,
  kClientExpectEof,
  kClientClose,
  kClientReset,
  kCount
};

enum class WakeReason : std::uint64_t { kSignalled, kTimedOut, kSpurious };

// What an object number is: the top byte of Event::object. The rest is an
// offset that is the same in every run of a binary, so a trace holds no
// address: for memory of a thread its number in bits 40 to 55.
enum class Place : std::uint8_t {
  kNowhere,
  kGlobal,       // offset from the program's load address
  kHeap,         // offset in the heap of the thread that allocated it
  kStack,        // distance from the top of that thread's stack
  kThreadLocal,  // offset from that thread's thread pointer (may wrap)
  kLibrary,      // data of a shared library, or mapped before main
  kThread,       // a thread's number
  kDescriptor,   // a file descriptor
  kMapping,      // offset in what the thread that mapped it has mapped
};

constexpr std::uint64_t make_object(Place place, std::uint64_t thread,
                                    std::uint64_t offset) {
  return static_cast<std::uint64_t>(place) << 56 | thread << 40 |
         (offset & ((std::uint64_t{1} << 40) - 1));
}
constexpr Place place_of(std::uint64_t object) {
  return static_cast<Place>(object >> 56);
}
constexpr unsigned thread_of(std::uint64_t object) {
  return static_cast<unsigned>(object >> 40 & 0xffff);
}
constexpr std::uint64_t offset_of(std::uint64_t object) {
  return object & ((std::uint64_t{1} << 40) - 1);
}

// Objects on a stack and in thread-local storage count downwards, from the
// top of the stack and from the thread pointer; here they are turned over, so
// that the next byte of an object has the next number.
constexpr std::uint64_t first_byte(std::uint64_t object) {
  const Place place = place_of(object);
  if (place != Place::kStack && place != Place::kThreadLocal) return object;
  return make_object(place, thread_of(object), 0 - offset_of(object));
}

constexpr bool is_memory(Op op) {
  return op >= Op::kRead && op <= Op::kAtomicCompareFail;
}
constexpr bool is_plain(Op op) {
  return op >= Op::kRead && op <= Op::kWriteRange;
}
constexpr bool is_atomic(Op op) {
  return op >= Op::kAtomicLoad && op <= Op::kAtomicCompareFail;
}
constexpr bool reads_only(Op op) {
  return op == Op::kRead || op == Op::kReadRange || op == Op::kAtomicLoad ||
         op == Op::kAtomicCompareFail;
}
constexpr bool is_client(Op op) {
  return op >= Op::kClientConnect && op <= Op::kClientReset;
}

}  // namespace interleave
