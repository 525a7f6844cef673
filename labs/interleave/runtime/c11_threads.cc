// The threads of C11, on top of those of POSIX: glibc gives both the same
// types. The code lies in a section of its own so that a trace names the
// program's line, not one of these.
#include <errno.h>
#include <pthread.h>
#include <threads.h>

#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

pthread_mutex_t* mutex_of(mtx_t* mutex) {
  return reinterpret_cast<pthread_mutex_t*>(mutex);
}
pthread_cond_t* condition_of(cnd_t* condition) {
  return reinterpret_cast<pthread_cond_t*>(condition);
}

int to_c11(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ETIMEDOUT:
      return thrd_timedout;
    case ENOMEM:
      return thrd_nomem;
    default:
      return thrd_error;
  }
}

// A routine of C11 returns an int.
struct Start {
  thrd_start_t routine;
  void* argument;
};

void* result_of(int result) {
  return reinterpret_cast<void*>(static_cast<std::intptr_t>(result));
}

void* run(void* argument) {
  const Start start = *static_cast<Start*>(argument);
  return result_of(start.routine(start.argument));
}

}  // namespace
}  // namespace interleave

extern "C" {

INTERLEAVE_WRAPPER int thrd_create(thrd_t* thread, thrd_start_t routine,
                                   void* argument) {
  auto* start = static_cast<interleave::Start*>(interleave::heap_allocate(
      interleave::caller().number, sizeof(interleave::Start),
      alignof(interleave::Start)));
  if (start == nullptr) return thrd_nomem;
  *start = {routine, argument};
  return interleave::to_c11(
      pthread_create(thread, nullptr, interleave::run, start));
}

INTERLEAVE_WRAPPER int thrd_join(thrd_t thread, int* result) {
  void* value = nullptr;
  const int error = pthread_join(thread, &value);
  if (error == 0 && result != nullptr) {
    *result = static_cast<int>(reinterpret_cast<std::intptr_t>(value));
  }
  return interleave::to_c11(error);
}

INTERLEAVE_WRAPPER int thrd_detach(thrd_t thread) {
  return interleave::to_c11(pthread_detach(thread));
}

INTERLEAVE_WRAPPER void thrd_exit(int result) {
  pthread_exit(interleave::result_of(result));
}

thrd_t thrd_current() { return pthread_self(); }

INTERLEAVE_WRAPPER int mtx_init(mtx_t* mutex, int kind) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if ((kind & mtx_recursive) != 0) {
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  }
  return interleave::to_c11(
      pthread_mutex_init(interleave::mutex_of(mutex), &attributes));
}

INTERLEAVE_WRAPPER void mtx_destroy(mtx_t* mutex) {
  pthread_mutex_destroy(interleave::mutex_of(mutex));
}

INTERLEAVE_WRAPPER int mtx_lock(mtx_t* mutex) {
  return interleave::to_c11(pthread_mutex_lock(interleave::mutex_of(mutex)));
}

INTERLEAVE_WRAPPER int mtx_trylock(mtx_t* mutex) {
  return interleave::to_c11(pthread_mutex_trylock(interleave::mutex_of(mutex)));
}

INTERLEAVE_WRAPPER int mtx_timedlock(mtx_t* mutex, const timespec* time) {
  return interleave::to_c11(
      pthread_mutex_timedlock(interleave::mutex_of(mutex), time));
}

INTERLEAVE_WRAPPER int mtx_unlock(mtx_t* mutex) {
  return interleave::to_c11(pthread_mutex_unlock(interleave::mutex_of(mutex)));
}

INTERLEAVE_WRAPPER int cnd_init(cnd_t* condition) {
  return interleave::to_c11(
      pthread_cond_init(interleave::condition_of(condition), nullptr));
}

INTERLEAVE_WRAPPER void cnd_destroy(cnd_t* condition) {
  pthread_cond_destroy(interleave::condition_of(condition));
}

INTERLEAVE_WRAPPER int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return interleave::to_c11(pthread_cond_wait(
      interleave::condition_of(condition), interleave::mutex_of(mutex)));
}

INTERLEAVE_WRAPPER int cnd_timedwait(cnd_t* condition, mtx_t* mutex,
                                     const timespec* time) {
  return interleave::to_c11(pthread_cond_timedwait(
      interleave::condition_of(condition), interleave::mutex_of(mutex), time));
}

INTERLEAVE_WRAPPER int cnd_signal(cnd_t* condition) {
  return interleave::to_c11(
      pthread_cond_signal(interleave::condition_of(condition)));
}

INTERLEAVE_WRAPPER int cnd_broadcast(cnd_t* condition) {
  return interleave::to_c11(
      pthread_cond_broadcast(interleave::condition_of(condition)));
}

// A mere jump, so that pthread_once sees the program as its caller.
void call_once(once_flag* flag, void (*routine)()) {
  pthread_once(reinterpret_cast<pthread_once_t*>(flag), routine);
}

int tss_create(tss_t* key, tss_dtor_t destructor) {
  return interleave::to_c11(pthread_key_create(key, destructor));
}
void tss_delete(tss_t key) { pthread_key_delete(key); }
void* tss_get(tss_t key) { return pthread_getspecific(key); }
int tss_set(tss_t key, void* value) {
  return interleave::to_c11(pthread_setspecific(key, value));
}

}  // extern "C"
