// Destructors of thread_local objects: registered as the objects come to
// life, run in the opposite order when the thread ends.
#include "labs/interleave/runtime/heap.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

struct Registration {
  void (*destructor)(void*);
  void* object;
  Registration* next;
};

int add(void (*destructor)(void*), void* object) {
  Thread& owner = locals();
  auto* entry = static_cast<Registration*>(heap_allocate(
      caller().number, sizeof(Registration), alignof(Registration)));
  if (entry == nullptr) kernel::die("no memory for a thread_local object");
  *entry = {destructor, object, static_cast<Registration*>(owner.destructors)};
  owner.destructors = entry;
  return 0;
}

}  // namespace

// A destructor may bring further objects to life.
void destroy_thread_locals(Thread& thread) {
  Thread& owner = locals_of(thread);
  while (owner.destructors != nullptr) {
    auto* entry = static_cast<Registration*>(owner.destructors);
    owner.destructors = entry->next;
    entry->destructor(entry->object);
  }
}

}  // namespace interleave

extern "C" {

int __cxa_thread_atexit(void (*destructor)(void*), void* object, void*) {
  return interleave::add(destructor, object);
}

int __cxa_thread_atexit_impl(void (*destructor)(void*), void* object, void*) {
  return interleave::add(destructor, object);
}

}  // extern "C"
