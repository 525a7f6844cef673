// Which operations of two threads depend on each other: executed in the other
// order they could lead to another state, or one enables or disables the
// other. Sleep sets, partial-order sampling and the partial-order reduction
// use the same relation; two schedules that order every dependent pair alike
// are equivalent.
//
// The relation is symmetric and errs on the side of dependence:
// - memory: the byte ranges overlap and one of the two writes; releasing a
//   block writes all of it;
// - locks, conditions, futexes, semaphores, barriers, once: the same object,
//   or an object that lies in the bytes of a memory access; waiting on a
//   condition and waking from it also act on the mutex. Two read locks of one
//   lock are independent;
// - threads: create, begin, end, join and detach of the same thread; two
//   creations, because threads are numbered in that order;
// - descriptors, scripted clients included: all of them, since bytes written
//   to one end arrive at another number;
// - leaving the process: everything;
// - fences, allocation, time and yielding: nothing.
//
// Concurrency: none; constexpr functions of plain values.
#pragma once

#include <cstdint>

#include "labs/interleave/runtime/operation.hh"

namespace interleave {

// What `extent` below is for an operation with Event::size and Event::extra:
// its length in bytes, or the mutex of a condition.
constexpr std::uint64_t extent_of(Op op, std::uint64_t size,
                                  std::uint64_t extra) {
  switch (op) {
    case Op::kReadRange:
    case Op::kWriteRange:
    case Op::kRelease:
    case Op::kCondWait:
    case Op::kCondWake:
      return extra;
    case Op::kRead:
    case Op::kWrite:
    case Op::kAtomicLoad:
    case Op::kAtomicStore:
    case Op::kAtomicUpdate:
    case Op::kAtomicCompareFail:
      return size;
    default:
      return 1;
  }
}

constexpr bool is_descriptor(Op op) {
  return (op >= Op::kSocket && op <= Op::kDescriptorOption) || is_client(op);
}

// Depends on nothing but leaving the process.
constexpr bool is_local(Op op) {
  return op == Op::kNone || op == Op::kFence || op == Op::kAllocate ||
         (op >= Op::kYield && op <= Op::kReadClock);
}

constexpr bool is_thread_operation(Op op) {
  return op >= Op::kThreadCreate && op <= Op::kThreadDetach;
}

constexpr bool has_mutex(Op op) {
  return op == Op::kCondWait || op == Op::kCondWake;
}

// Bytes of the object itself; a lock counts as its first byte.
constexpr std::uint64_t length_of(Op op, std::uint64_t extent) {
  return has_mutex(op) || extent == 0 ? 1 : extent;
}

constexpr bool overlap(std::uint64_t a, std::uint64_t a_length, std::uint64_t b,
                       std::uint64_t b_length) {
  return a - b < b_length || b - a < a_length;  // no sum that could wrap
}

constexpr bool commute_on_one_object(Op a, Op b) {
  if (reads_only(a) && reads_only(b)) return true;
  return (a == Op::kReadLock || a == Op::kReadTryLock) &&
         (b == Op::kReadLock || b == Op::kReadTryLock);
}

// REQUIRES: the operations belong to different threads (those of one thread
// are always ordered), extents as extent_of() gives them.
constexpr bool dependent(Op a, std::uint64_t a_object, std::uint64_t a_extent,
                         Op b, std::uint64_t b_object, std::uint64_t b_extent) {
  if (a == Op::kProcessExit || b == Op::kProcessExit) return true;
  if (is_local(a) || is_local(b)) return false;
  if (is_descriptor(a) || is_descriptor(b)) {
    return is_descriptor(a) && is_descriptor(b);
  }
  if (is_thread_operation(a) || is_thread_operation(b)) {
    if (a == Op::kThreadCreate && b == Op::kThreadCreate) return true;
    return is_thread_operation(a) && is_thread_operation(b) &&
           a_object == b_object;
  }
  const std::uint64_t a_length = length_of(a, a_extent);
  const std::uint64_t b_length = length_of(b, b_extent);
  const std::uint64_t a_begin = first_byte(a_object);
  const std::uint64_t b_begin = first_byte(b_object);
  if (overlap(a_begin, a_length, b_begin, b_length)) {
    return !commute_on_one_object(a, b);
  }
  if (has_mutex(a) && overlap(first_byte(a_extent), 1, b_begin, b_length)) {
    return true;
  }
  if (has_mutex(b) && overlap(first_byte(b_extent), 1, a_begin, a_length)) {
    return true;
  }
  return has_mutex(a) && has_mutex(b) && a_extent == b_extent;
}

}  // namespace interleave
