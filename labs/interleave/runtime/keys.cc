// Thread-specific data: keys, and a value for each key and thread. Nothing
// here is visible to other threads, so nothing is a scheduling point.
#include <errno.h>
#include <limits.h>
#include <pthread.h>

#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct Key {
  bool used;
  void (*destructor)(void*);
};
// In the program's memory: a library's keys, created before main, are kept.
Key keys[kMaxKeys];

bool is_key(pthread_key_t key) { return key < kMaxKeys && keys[key].used; }

// A key that was used before must be null in all threads.
void forget_values(unsigned key) {
  State& s = state();
  for (unsigned i = 0; i < s.thread_count; ++i) {
    locals_of(s.threads[i]).keys[key] = nullptr;
  }
}

int create_key(pthread_key_t* key, void (*destructor)(void*)) {
  for (unsigned i = 0; i < kMaxKeys; ++i) {
    if (keys[i].used) continue;
    keys[i] = {true, destructor};
    forget_values(i);
    *key = i;
    return 0;
  }
  return EAGAIN;
}

bool destroy_values(const void** values) {
  bool any = false;
  for (unsigned i = 0; i < kMaxKeys; ++i) {
    const void* value = values[i];
    values[i] = nullptr;
    if (value == nullptr || !is_key(i) || keys[i].destructor == nullptr) {
      continue;
    }
    any = true;
    keys[i].destructor(const_cast<void*>(value));
  }
  return any;
}

}  // namespace

void destroy_keys(Thread& thread) {
  for (int i = 0; i < PTHREAD_DESTRUCTOR_ITERATIONS; ++i) {
    if (!destroy_values(locals_of(thread).keys)) return;
  }
}

}  // namespace interleave

extern "C" {

int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) {
  return interleave::create_key(key, destructor);
}

int pthread_key_delete(pthread_key_t key) {
  if (!interleave::is_key(key)) return EINVAL;
  interleave::keys[key].used = false;
  return 0;
}

int pthread_setspecific(pthread_key_t key, const void* value) {
  if (!interleave::is_key(key)) return EINVAL;
  interleave::locals().keys[key] = value;
  return 0;
}

void* pthread_getspecific(pthread_key_t key) {
  if (!interleave::is_key(key)) return nullptr;
  return const_cast<void*>(interleave::locals().keys[key]);
}

}  // extern "C"
