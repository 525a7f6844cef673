#include "labs/interleave/runtime/thread_exit.hh"

#include <pthread.h>
#include <setjmp.h>
#include <unwind.h>

#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {

// What <pthread.h> makes of pthread_cleanup_push in C, seen from inside: it
// lies in the frame that pushed it, where jumping to it runs the handler. (In
// C++ it is an object with a destructor.)
struct Cleanup {
  __cancel_jmp_buf_tag environment;
  Cleanup* outer;
};
static_assert(sizeof(Cleanup) <= sizeof(__pthread_unwind_buf_t));

namespace {

// C++ gives `catch (...)` what is no exception of its own, and drops it at
// the end of the handler unless it is thrown on.
void complain(_Unwind_Reason_Code, _Unwind_Exception*) {
  misuse(
      "catch (...) kept a thread from ending (pthread_exit or "
      "pthread_cancel): it has to throw on");
}

void run_handler(Cleanup* cleanup) {
  siglongjmp(reinterpret_cast<__jmp_buf_tag*>(&cleanup->environment), 1);
}

// Called before each frame is left. A handler's frame is not left: from there
// the handler runs, and unwinding begins anew.
_Unwind_Reason_Code before_frame(int, _Unwind_Action actions,
                                 _Unwind_Exception_Class, _Unwind_Exception*,
                                 _Unwind_Context* context, void*) {
  const bool is_last = (actions & _UA_END_OF_STACK) != 0;
  Cleanup* cleanup = locals().cleanups;
  if (cleanup != nullptr &&
      (is_last ||
       _Unwind_GetCFA(context) > reinterpret_cast<std::uintptr_t>(cleanup))) {
    run_handler(cleanup);
  }
  if (is_last) end_thread(self().result);
  return _URC_NO_REASON;
}

[[noreturn]] void unwind() {
  auto* exception = static_cast<_Unwind_Exception*>(heap_allocate(
      self().number, sizeof(_Unwind_Exception), alignof(_Unwind_Exception)));
  if (exception == nullptr) kernel::die("no memory to end a thread");
  exception->exception_cleanup = complain;
  _Unwind_ForcedUnwind(exception, before_frame, nullptr);
  end_thread(self().result);  // a frame without unwind information
}

}  // namespace

void unwind_thread(void* result) {
  Thread& thread = self();
  thread.result = result;
  thread.cancel |= kExiting;
  unwind();
}

void run_exit_work(Thread& thread) {
  thread.cancel |= kExiting;
  destroy_thread_locals(thread);
  destroy_keys(thread);
}

}  // namespace interleave

extern "C" {

void pthread_exit(void* result) {
  if (!interleave::exploring()) {
    interleave::kernel::die("pthread_exit before main");
  }
  interleave::self().pending.pc = INTERLEAVE_CALLER;
  interleave::unwind_thread(result);
}

void __pthread_register_cancel(__pthread_unwind_buf_t* buffer) {
  auto* cleanup = reinterpret_cast<interleave::Cleanup*>(buffer);
  interleave::Thread& owner = interleave::locals();
  cleanup->outer = owner.cleanups;
  owner.cleanups = cleanup;
}

void __pthread_unregister_cancel(__pthread_unwind_buf_t* buffer) {
  interleave::locals().cleanups =
      reinterpret_cast<interleave::Cleanup*>(buffer)->outer;
}

void __pthread_unwind_next(__pthread_unwind_buf_t* buffer) {
  __pthread_unregister_cancel(buffer);
  interleave::unwind();
}

// The variants for asynchronous cancellation, which does not exist here.
void __pthread_register_cancel_defer(__pthread_unwind_buf_t* buffer) {
  __pthread_register_cancel(buffer);
}

void __pthread_unregister_cancel_restore(__pthread_unwind_buf_t* buffer) {
  __pthread_unregister_cancel(buffer);
}

}  // extern "C"
