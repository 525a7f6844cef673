// The model of a mutex, which lives in the bytes of the program's own
// pthread_mutex_t, so that it is put back with the rest of memory and that the
// static initialisers work.
//
// Thread: the explored program's.
#pragma once

#include <pthread.h>

#include <cstdint>

#include "labs/interleave/runtime/thread.hh"

namespace interleave {

struct Mutex {
  std::uint32_t owner;  // thread number + 1; 0: free
  std::uint32_t depth;  // of a recursive one
  std::uint32_t state;  // kDestroyed (visible.hh), or anything else
  std::uint32_t unused;
  std::int32_t kind;  // where glibc's initialisers put it
};
static_assert(sizeof(Mutex) <= sizeof(pthread_mutex_t));

inline Mutex& model_of(pthread_mutex_t* mutex) {
  return *reinterpret_cast<Mutex*>(mutex);
}
inline int kind_of(const Mutex& mutex) { return mutex.kind & 3; }

// Ready test of an operation whose `address` is a mutex.
bool is_mutex_free(const Thread& thread);

// The parts of waiting on a condition: releases the mutex whatever its depth,
// which is returned; takes it again.
std::uint32_t release_for_wait(Mutex& mutex);
void retake_after_wait(Mutex& mutex, std::uint32_t depth);

}  // namespace interleave
