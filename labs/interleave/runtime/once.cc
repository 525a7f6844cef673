// Code that runs once: pthread_once, and the guards with which the compiler
// protects the initialisation of a function's static variables.
//
// A thread that comes while another runs the code waits for it; one that
// comes back while it runs the code itself waits for ever. If the code is
// left by an exception (or by the end of the thread), the next thread runs it
// again.
#include <pthread.h>
#include <unwind.h>

#include "labs/interleave/runtime/visible.hh"

extern "C" {

void interleave_run_once(void (*routine)(), pthread_once_t* control);

// What the unwinder calls when it passes interleave_run_once.
__attribute__((visibility("hidden"), used)) _Unwind_Reason_Code
interleave_leave_once(int version, _Unwind_Action actions,
                      _Unwind_Exception_Class kind,
                      _Unwind_Exception* exception, _Unwind_Context* context);
}

// Calls the routine with the control on top of the stack, where the unwinder
// finds it. A handler of C++ would need its library, which C programs lack.
asm(R"(
.text
.type interleave_run_once, @function
interleave_run_once:
  .cfi_startproc
  .cfi_personality 0x1b, interleave_leave_once
  pushq %rsi
  .cfi_adjust_cfa_offset 8
  call *%rdi
  popq %rsi
  .cfi_adjust_cfa_offset -8
  ret
  .cfi_endproc
.size interleave_run_once, .-interleave_run_once
)");

namespace interleave {
namespace {

constexpr pthread_once_t kNever = 0;
constexpr pthread_once_t kRunning = 1;
constexpr pthread_once_t kDone = 2;

// The first byte is the compiler's: it skips the call if that is not 0.
struct Guard {
  std::uint8_t done;
  std::uint8_t running;
};

bool runs_nowhere(const Thread& thread) {
  return *reinterpret_cast<const pthread_once_t*>(thread.pending.address) !=
         kRunning;
}
bool initialises_nowhere(const Thread& thread) {
  return reinterpret_cast<const Guard*>(thread.pending.address)->running == 0;
}

void end_once(pthread_once_t* control, pthread_once_t how, std::uint32_t pc) {
  act_on(control, sizeof *control, {.op = Op::kOnceEnd, .pc = pc}).value =
      how == kDone;
  *control = how;
}

// What a library sets up for itself, such as the unwinder, is nothing to see
// or to schedule, unless another thread is at it.
bool is_internal(const void* return_address, bool running) {
  return exploring() && !running && !called_by_program(return_address);
}

int run_unseen(pthread_once_t* control, void (*routine)()) {
  if (*control == kDone) return 0;
  *control = kRunning;
  interleave_run_once(routine, control);
  *control = kDone;
  state().counts_stale = true;  // somebody may have come in between
  return 0;
}

int run_once(pthread_once_t* control, void (*routine)(), std::uint32_t pc) {
  Event& event =
      act_on(control, sizeof *control,
             {.op = Op::kOnceBegin, .pc = pc, .ready = runs_nowhere});
  event.value = *control != kDone;
  if (*control == kDone) return 0;
  *control = kRunning;
  interleave_run_once(routine, control);
  end_once(control, kDone, pc);
  return 0;
}

int begin_guarded(Guard* guard, std::uint32_t pc) {
  Event& event =
      act_on(guard, sizeof(std::uint64_t),
             {.op = Op::kOnceBegin, .pc = pc, .ready = initialises_nowhere});
  event.value = guard->done == 0;
  if (guard->done != 0) return 0;
  guard->running = 1;
  return 1;
}

void end_guarded(Guard* guard, bool done, std::uint32_t pc) {
  act_on(guard, sizeof(std::uint64_t), {.op = Op::kOnceEnd, .pc = pc}).value =
      done;
  guard->running = 0;
  guard->done = done;
}

}  // namespace
}  // namespace interleave

extern "C" {

_Unwind_Reason_Code interleave_leave_once(int, _Unwind_Action actions,
                                          _Unwind_Exception_Class,
                                          _Unwind_Exception*,
                                          _Unwind_Context* context) {
  if ((actions & _UA_CLEANUP_PHASE) != 0) {
    auto* control =
        *reinterpret_cast<pthread_once_t**>(_Unwind_GetCFA(context));
    interleave::end_once(control, interleave::kNever,
                         interleave::caller().pending.pc);
  }
  return _URC_CONTINUE_UNWIND;
}

int pthread_once(pthread_once_t* control, void (*routine)()) {
  if (interleave::is_internal(__builtin_return_address(0),
                              *control == interleave::kRunning)) {
    return interleave::run_unseen(control, routine);
  }
  return interleave::run_once(control, routine, INTERLEAVE_SITE);
}

int __cxa_guard_acquire(interleave::Guard* guard) {
  return interleave::begin_guarded(guard, INTERLEAVE_SITE);
}

void __cxa_guard_release(interleave::Guard* guard) {
  interleave::end_guarded(guard, true, INTERLEAVE_SITE);
}

void __cxa_guard_abort(interleave::Guard* guard) {
  interleave::end_guarded(guard, false, INTERLEAVE_SITE);
}

}  // extern "C"
