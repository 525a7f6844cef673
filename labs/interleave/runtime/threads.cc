// pthread_create, join, detach: threads that the scheduler runs, each in a
// shell that gives it thread-local storage.
#include <errno.h>
#include <pthread.h>

#include "labs/interleave/runtime/outcome.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

void live() {
  Thread& thread = self();
  record_begin();
  note_progress();
  thread.result = thread.routine(thread.argument);
  end_thread(thread.result);
}

bool starts_detached(const pthread_attr_t* attributes) {
  if (attributes == nullptr) return false;
  int detached = PTHREAD_CREATE_JOINABLE;
  pthread_attr_getdetachstate(attributes, &detached);
  return detached == PTHREAD_CREATE_DETACHED;
}

bool has_ended(const Thread& thread) {
  return state().threads[thread.pending.address].ended || is_cancelled(thread);
}

bool is_last(const Thread& thread) {
  const State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    const Thread& other = s.threads[i];
    if (&other != &thread && !other.client && !other.ended) return false;
  }
  return true;
}

// What of all joins is a mistake, or cannot be.
int check_joinable(const Thread& target) {
  if (&target == &self()) return EDEADLK;
  if (target.joined) misuse("a thread is joined twice");
  if (target.detached) misuse("a detached thread is joined");
  return 0;
}

Thread& joined_thread(pthread_t handle) {
  return thread_named(handle, "a thread is joined that was never created");
}

Pending join_of(const Thread& target, std::uint32_t pc) {
  return {.op = Op::kThreadJoin,
          .pc = pc,
          .object = thread_object(target.number),
          .address = target.number};
}

// The operation was performed; `otherwise` is its error if it came too early.
int finish_join(Thread& target, void** result, Event& event, int otherwise) {
  if (!target.ended) {
    event.value = static_cast<std::uint64_t>(otherwise);
    give_way();
    return otherwise;
  }
  if (target.joined) misuse("a thread is joined twice");
  target.joined = true;
  if (result != nullptr) *result = target.result;
  return 0;
}

int join(pthread_t handle, void** result, std::uint64_t deadline,
         std::uint32_t pc) {
  Thread& target = joined_thread(handle);
  if (const int error = check_joinable(target)) return error;
  act_on_cancel();
  Pending pending = join_of(target, pc);
  pending.ready = has_ended;
  pending.deadline = deadline;
  Event& event = perform(pending);
  act_on_cancel();
  return finish_join(target, result, event, ETIMEDOUT);
}

int join_until(pthread_t handle, void** result, const timespec* time,
               std::uint32_t pc) {
  if (time == nullptr) return join(handle, result, 0, pc);
  if (!is_valid(*time)) return EINVAL;
  return join(handle, result, deadline_at(*time), pc);
}

int try_join(pthread_t handle, void** result, std::uint32_t pc) {
  Thread& target = joined_thread(handle);
  if (const int error = check_joinable(target)) return error;
  Event& event = perform(join_of(target, pc));
  return finish_join(target, result, event, EBUSY);
}

}  // namespace

// A handle is a thread pointer, as the C library's own pthread_self() returns
// it.
Thread& thread_named(std::uint64_t handle, const char* otherwise) {
  State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    Thread& thread = s.threads[i];
    if (!thread.client && thread.context.thread_pointer == handle) {
      return thread;
    }
  }
  misuse(otherwise);
}

void end_thread(void* result) {
  Thread& thread = self();
  thread.result = result;
  run_exit_work(thread);
  perform({.op = Op::kThreadEnd,
           .pc = thread.pending.pc,
           .object = thread_object(thread.number)});
  note_progress();
  // As if the last thread had called exit(0); main may have left long ago.
  if (is_last(thread)) exit_process(0, thread.pending.pc);
  leave();
}

Thread* create_thread(void* (*routine)(void*), void* argument, bool detached) {
  State& s = state();
  Thread* thread = add_thread(false);
  if (thread == nullptr) return nullptr;
  const unsigned shell = thread->number - 1u;
  if (shell >= s.shell_count) finish(Ending::kNeedThreads, thread->number);
  thread->routine = routine;
  thread->argument = argument;
  thread->detached = detached;
  thread->blocked_signals = locals().blocked_signals;
  thread->context = fresh_context(stack_top(thread->number),
                                  s.shells[shell].thread_pointer, live);
  thread->pending.op = Op::kThreadBegin;
  thread->pending.object = thread_object(thread->number);
  return thread;
}

}  // namespace interleave

using interleave::Op;

extern "C" {

int pthread_create(pthread_t* handle, const pthread_attr_t* attributes,
                   void* (*routine)(void*), void* argument) {
  const std::uint32_t pc = INTERLEAVE_CALLER;
  if (!interleave::exploring()) {
    interleave::unsupported("pthread_create before main");
  }
  interleave::Event& event =
      interleave::perform({.op = Op::kThreadCreate, .pc = pc});
  interleave::Thread* thread = interleave::create_thread(
      routine, argument, interleave::starts_detached(attributes));
  if (thread == nullptr) {
    event.value = EAGAIN;
    return EAGAIN;
  }
  thread->pending.pc = pc;
  event.object = thread->pending.object;
  if (interleave::state().policy.watching) interleave::note_pending(*thread);
  *handle = thread->context.thread_pointer;
  interleave::note_progress();
  return 0;
}

int pthread_join(pthread_t thread, void** result) {
  return interleave::join(thread, result, 0, INTERLEAVE_CALLER);
}

int pthread_tryjoin_np(pthread_t thread, void** result) {
  return interleave::try_join(thread, result, INTERLEAVE_CALLER);
}

int pthread_timedjoin_np(pthread_t thread, void** result,
                         const timespec* time) {
  return interleave::join_until(thread, result, time, INTERLEAVE_CALLER);
}

int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t,
                         const timespec* time) {
  return interleave::join_until(thread, result, time, INTERLEAVE_CALLER);
}

int pthread_detach(pthread_t handle) {
  interleave::Thread& thread = interleave::thread_named(
      handle, "a thread is detached that was never created");
  interleave::perform({.op = Op::kThreadDetach,
                       .pc = INTERLEAVE_CALLER,
                       .object = interleave::thread_object(thread.number)});
  if (thread.joined) interleave::misuse("a joined thread is detached");
  if (thread.detached) interleave::misuse("a thread is detached twice");
  thread.detached = true;
  return 0;
}

}  // extern "C"
