// How a thread ends other than by returning, and what is done at any end:
// pthread_exit, cancellation, cleanup handlers, the destructors of
// thread_local objects and of keys.
//
// Cancellation is deferred: a thread that was cancelled goes on to its next
// cancellation point. A call that is one is written
//
//   act_on_cancel();               // it may have been cancelled long ago
//   perform({..., .ready = test}); // test: ... || is_cancelled(thread)
//   act_on_cancel();               // or while it waited
//
// with whatever has to be undone (a mutex to be locked again) before the
// second one.
#pragma once

#include "labs/interleave/runtime/thread.hh"

namespace interleave {

// Thread::cancel.
enum CancelBit : std::uint32_t {
  kCancelRequested = 1,
  kCancelDisabled = 2,
  kExiting = 4,  // a thread that is being unwound is not cancelled again
};

// Will the thread end at its next cancellation point?
inline bool is_cancelled(const Thread& thread) {
  return (thread.cancel & (kCancelRequested | kCancelDisabled | kExiting)) ==
         kCancelRequested;
}
// Ends the current thread if it was cancelled: does not return then.
void act_on_cancel();

// Unwinds the current thread's stack, so that destructors and cleanup
// handlers run, and then ends it.
[[noreturn]] void unwind_thread(void* result);

// What the C library does when a thread's routine has returned: destructors
// of thread_local objects, then of keys. Runs the program's code.
void run_exit_work(Thread& thread);
// The first half alone: exit() does not run the keys' destructors.
void destroy_thread_locals(Thread& thread);
void destroy_keys(Thread& thread);

}  // namespace interleave
