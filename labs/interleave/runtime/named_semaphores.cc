#include "labs/interleave/runtime/named_semaphores.hh"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>

#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr unsigned kMaxNamed = 16;
constexpr std::size_t kMaxName = 64;

// In the program's memory: one opened before main stays for all schedules,
// later ones are forgotten.
struct Named {
  char name[kMaxName];  // empty: unlinked
  unsigned opens;
  sem_t semaphore;
};
Named named[kMaxNamed];

bool equal(const char* a, const char* b) {
  for (; *a != '\0' && *a == *b; ++a) ++b;
  return *a == *b;
}

Named* find(const char* name) {
  for (Named& entry : named) {
    if (equal(entry.name, name)) return &entry;
  }
  return nullptr;
}

Named* find_unused() {
  for (Named& entry : named) {
    if (entry.name[0] == '\0' && entry.opens == 0) return &entry;
  }
  return nullptr;
}

sem_t* refuse_to_open(int error) {
  fail(error);
  return SEM_FAILED;
}

sem_t* create(const char* name, unsigned value, std::uint32_t pc) {
  if (value > INT_MAX) return refuse_to_open(EINVAL);
  Named* entry = find_unused();
  if (entry == nullptr) return refuse_to_open(ENFILE);
  kernel::copy(entry->name, name, kernel::length(name) + 1);
  entry->opens = 1;
  initialise(&entry->semaphore, value, pc);
  return &entry->semaphore;
}

sem_t* open(const char* name, int flags, unsigned value, std::uint32_t pc) {
  if (name[0] == '\0') return refuse_to_open(EINVAL);
  if (kernel::length(name) >= kMaxName) return refuse_to_open(ENAMETOOLONG);
  act({.op = Op::kYield, .pc = pc});
  Named* entry = find(name);
  if (entry == nullptr) {
    if ((flags & O_CREAT) == 0) return refuse_to_open(ENOENT);
    return create(name, value, pc);
  }
  if ((flags & O_CREAT) != 0 && (flags & O_EXCL) != 0) {
    return refuse_to_open(EEXIST);
  }
  ++entry->opens;
  return &entry->semaphore;
}

int close(sem_t* semaphore) {
  for (Named& entry : named) {
    if (&entry.semaphore != semaphore || entry.opens == 0) continue;
    --entry.opens;
    return 0;
  }
  return fail(EINVAL);
}

int unlink(const char* name) {
  Named* entry = name[0] == '\0' ? nullptr : find(name);
  if (entry == nullptr) return fail(ENOENT);
  entry->name[0] = '\0';
  return 0;
}

}  // namespace
}  // namespace interleave

extern "C" {

sem_t* sem_open(const char* name, int flags, ...) {
  unsigned value = 0;
  if ((flags & O_CREAT) != 0) {
    va_list arguments;
    va_start(arguments, flags);
    (void)va_arg(arguments, mode_t);
    value = va_arg(arguments, unsigned);
    va_end(arguments);
  }
  return interleave::open(name, flags, value, INTERLEAVE_SITE);
}

int sem_close(sem_t* semaphore) { return interleave::close(semaphore); }

int sem_unlink(const char* name) { return interleave::unlink(name); }

}  // extern "C"
