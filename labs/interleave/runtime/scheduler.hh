// The scheduler: every visible operation of the program passes through here
// before it is performed.
//
// How an interposed call is written:
//
//   Event& event = perform({.op = Op::kMutexLock,
//                           .pc = INTERLEAVE_CALLER,
//                           .object = object_of(mutex),
//                           .address = address_of(mutex),
//                           .ready = is_free});
//   mutex->owner = self().number + 1;      // now it is this thread's turn
//   event.value = 0;
//
// perform() returns when the scheduler has chosen the thread and, if there is
// a ready test, the test holds or a timeout or spurious wake-up ended the wait
// (self().reason tells). Until then other threads run. What the caller does
// after it, up to its next perform(), is atomic.
//
// Thread: the explored program's; never from a signal handler.
#pragma once

#include "labs/interleave/runtime/state.hh"

namespace interleave {

// Records `pending` as what the current thread wants, lets the scheduler
// choose, and returns the event of this step once it is this thread's turn.
// REQUIRES: state().exploring.
Event& perform(const Pending& pending);

// An event without a choice: the thread keeps its turn. For operations that
// may be called where a switch is forbidden (inside the C library, which may
// hold its own locks).
Event& note(const Pending& pending);

// May the calling function switch threads? Only if it was called by the
// program itself, not from inside the C library.
bool called_by_program(const void* return_address);

// Where in the program the current call came from: the innermost return
// address that lies in the program's code. `return_address` and `frame` are
// __builtin_return_address(0) and __builtin_frame_address(0) of the
// interposed function.
std::uint32_t program_pc(const void* return_address, const void* frame);
#define INTERLEAVE_CALLER                               \
  ::interleave::program_pc(__builtin_return_address(0), \
                           __builtin_frame_address(0))
// Before a function of the runtime that calls others of the program's calls:
// they count as called from where it was called.
#define INTERLEAVE_WRAPPER \
  __attribute__((section("interleave_wrappers"), noinline))

// The number of an address in traces, and of a thread or a descriptor.
std::uint64_t object_of(const volatile void* address);
inline std::uint64_t address_of(const volatile void* address) {
  return reinterpret_cast<std::uint64_t>(address);
}
inline std::uint64_t thread_object(unsigned number) {
  return make_object(Place::kThread, 0, number);
}
inline std::uint64_t descriptor_object(int descriptor) {
  return make_object(Place::kDescriptor, 0,
                     static_cast<std::uint64_t>(descriptor));
}

// The current thread did nothing useful: it goes behind the others until all
// that are ready have given way, and a round in which every thread did only
// that counts towards a livelock. Call after the event was filled.
void give_way();
// Something happened that a livelock would not do: a thread began or ended, a
// waiter was signalled, data moved. Resets the count of idle rounds.
void note_progress();

// The first event of a thread that was just chosen to begin.
Event& record_begin();
// The next step is the thread's, without a choice.
void choose_alone(Thread& thread);

// An event of a scripted client, whose turn it is.
Event& record_client_step(Thread& client);
// The value that a plain write left is known now.
void fill_unfilled(Thread& thread);

// A new thread, ready to begin; null if there are too many.
Thread* add_thread(bool client);
// A thread of the program; ends the schedule if there are too few shells.
Thread* create_thread(void* (*routine)(void*), void* argument, bool detached);
// The thread that a pthread_t names; `otherwise` says what was wrong if none.
Thread& thread_named(std::uint64_t handle, const char* otherwise);
// What a thread does when its routine has returned, or it was unwound.
[[noreturn]] void end_thread(void* result);
// The current thread is over.
[[noreturn]] void leave();

// Ends the schedule. `text` is copied.
[[noreturn]] void finish(Ending ending, std::uint64_t value = 0,
                         const char* text = "");
[[noreturn]] void finish_at(Ending ending, std::uint64_t object,
                            std::uint64_t extra);
// Ends it with Ending::kMisuse or kUnsupported, in words.
[[noreturn]] void misuse(const char* text);
[[noreturn]] void unsupported(const char* call);

const char* name_of(Ending ending);

inline bool exploring() { return state().exploring; }
inline std::uint32_t last_step() { return state().steps - 1; }
inline Event& event_at(std::uint32_t step) {
  return state().channel->events[step];
}

}  // namespace interleave
