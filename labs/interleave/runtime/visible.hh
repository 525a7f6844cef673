// perform() for calls that may also come before main, when one thread alone
// runs and nothing is scheduled: static constructors, libraries that set
// themselves up.
#pragma once

#include "labs/interleave/runtime/scheduler.hh"

namespace interleave {

// As perform(). Before main the event is nobody's, and a wait that could not
// end is an error.
Event& act(const Pending& pending);
// The same on a synchronisation object of `size` bytes in the program's
// memory: it fills in the object and its address, and finds uses after free.
Event& act_on(const void* object, std::size_t size, Pending pending);

// The thread that runs; before main a stand-in for main.
Thread& caller();
// Where a thread's keys, thread_local objects, cleanup handlers and signals
// are listed. Main's list lies in the program's memory, since main has some
// before the first schedule, and those are put back with it.
Thread& locals_of(Thread& thread);
inline Thread& locals() { return locals_of(caller()); }

// What is left in the bytes of a mutex, a semaphore and the like that was
// destroyed.
inline constexpr std::uint32_t kDestroyed = 0xdead10cc;

// What a lock notes of its holder. Never 0.
inline std::uint32_t own_mark() { return caller().number + 1u; }
inline bool timed_out() { return caller().reason == WakeReason::kTimedOut; }
// Sets errno and returns -1. Not inline: a compiler may remember where errno
// lies across a change of threads.
int fail(int error);

// INTERLEAVE_CALLER, for a function that may be called before main.
#define INTERLEAVE_SITE \
  (::interleave::exploring() ? INTERLEAVE_CALLER : std::uint32_t{0})

}  // namespace interleave
