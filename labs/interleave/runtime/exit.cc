// The ends of the process: exit and its handlers, abort, failed assertions.
// None of them ends the real process, which goes on to the next schedule.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "labs/interleave/runtime/client_steps.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/scheduler.hh"
#include "labs/interleave/runtime/thread_exit.hh"

namespace interleave {
namespace {

struct Handler {
  void (*function)(void*);
  void* argument;
};
constexpr unsigned kMaxHandlers = 4096;

// In the program's own memory: registrations before main are kept, later ones
// are forgotten with the schedule.
Handler handlers[kMaxHandlers];
unsigned handler_count = 0;

bool add_handler(void (*function)(void*), void* argument) {
  if (handler_count == kMaxHandlers) return false;
  handlers[handler_count++] = {function, argument};
  return true;
}

void run_handlers() {
  while (handler_count > 0) {
    const Handler& handler = handlers[--handler_count];
    handler.function(handler.argument);
  }
}

void call_plain(void* function) { reinterpret_cast<void (*)()>(function)(); }

// A failure is reported as such, whatever the clients still wait for.
[[noreturn]] void end_process(int status) {
  const auto value = static_cast<std::uint64_t>(status & 0xff);
  if (value == 0) finish_clients();
  finish(Ending::kFinished, value);
}

}  // namespace

bool shows_output() {
  return !state().driven || (state().channel->plan.flags & kPassOutput) != 0;
}

void exit_process(int status, std::uint32_t pc) {
  if (!exploring()) {
    run_handlers();
    fflush(nullptr);
    kernel::exit(status);
  }
  perform({.op = Op::kProcessExit, .pc = pc}).value =
      static_cast<std::uint64_t>(status);
  destroy_thread_locals(self());
  run_handlers();
  if (shows_output()) fflush(nullptr);
  end_process(status);
}

}  // namespace interleave

extern "C" {

int __cxa_atexit(void (*function)(void*), void* argument, void*) {
  return interleave::add_handler(function, argument) ? 0 : -1;
}

void __cxa_finalize(void*) {}

int atexit(void (*function)(void)) {
  return interleave::add_handler(interleave::call_plain,
                                 reinterpret_cast<void*>(function))
             ? 0
             : -1;
}

void exit(int status) { interleave::exit_process(status, INTERLEAVE_CALLER); }

void _exit(int status) {
  if (!interleave::exploring()) interleave::kernel::exit(status);
  interleave::perform(
      {.op = interleave::Op::kProcessExit, .pc = INTERLEAVE_CALLER})
      .value = static_cast<std::uint64_t>(status);
  interleave::end_process(status);
}
void _Exit(int status) { _exit(status); }
void quick_exit(int status) { _exit(status); }

void abort(void) {
  if (!interleave::exploring()) interleave::kernel::exit(128 + SIGABRT);
  if (interleave::shows_output()) fflush(nullptr);
  interleave::self().pending.pc = INTERLEAVE_CALLER;
  interleave::finish(interleave::Ending::kCrash, SIGABRT);
}

void __assert_fail(const char* assertion, const char*, unsigned, const char*) {
  if (interleave::exploring()) {
    if (interleave::shows_output()) fflush(nullptr);
    interleave::self().pending.pc = INTERLEAVE_CALLER;
    interleave::finish(interleave::Ending::kAssertion, 0, assertion);
  }
  interleave::kernel::print("assertion failed before main: ");
  interleave::kernel::die(assertion);
}

}  // extern "C"
