// syscall(): futexes, on which std::atomic::wait, std::latch, std::barrier,
// std::counting_semaphore and std::future rest; calls that cannot block, which
// go to the kernel; and an end to the schedule for all others.
#include <sched.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "labs/interleave/runtime/futex.hh"
#include "labs/interleave/runtime/kernel.hh"
#include "labs/interleave/runtime/real_call.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr unsigned kArguments = 6;

// Cannot block, and changes nothing that outlives the schedule.
constexpr long kHarmless[] = {
    SYS_getpid,     SYS_getppid,   SYS_getuid,    SYS_geteuid,
    SYS_getgid,     SYS_getegid,   SYS_uname,     SYS_sysinfo,
    SYS_getcpu,     SYS_getpgid,   SYS_getpgrp,   SYS_getsid,
    SYS_getrlimit,  SYS_prlimit64, SYS_getrusage, SYS_sched_getaffinity,
    SYS_membarrier, SYS_madvise,   SYS_access,    SYS_stat,
    SYS_fstat,      SYS_lseek};

bool is_harmless(long number) {
  for (const long harmless : kHarmless) {
    if (harmless == number) return true;
  }
  return false;
}

// "system call 45, by syscall()", without the C library.
[[noreturn]] void refuse(long number) {
  char text[64] = "system call ";
  char* at = text + sizeof "system call " - 1;
  long divisor = 1;
  while (number / divisor >= 10) divisor *= 10;
  for (; divisor > 0; divisor /= 10) {
    *at++ = static_cast<char>('0' + number / divisor % 10);
  }
  kernel::copy(at, ", by syscall()", sizeof ", by syscall()");
  unsupported(text);
}

long call_futex(const long (&a)[kArguments], std::uint32_t pc) {
  return from_kernel(futex({.word = reinterpret_cast<std::uint32_t*>(a[0]),
                            .operation = static_cast<int>(a[1]),
                            .value = static_cast<std::uint32_t>(a[2]),
                            .time = reinterpret_cast<const timespec*>(a[3]),
                            .mask = static_cast<std::uint32_t>(a[5])},
                           pc));
}

// As the kernel numbers threads: main's number is the process's.
long thread_id() { return kernel::call(SYS_getpid) + caller().number; }

long dispatch(long number, const long (&a)[kArguments], std::uint32_t pc) {
  switch (number) {
    case SYS_futex:
      return call_futex(a, pc);
    case SYS_gettid:
      return thread_id();
    case SYS_sched_yield:
      return sched_yield();
    case SYS_getrandom:
      return getrandom(reinterpret_cast<void*>(a[0]),
                       static_cast<std::size_t>(a[1]),
                       static_cast<unsigned>(a[2]));
    case SYS_exit_group:
      _exit(static_cast<int>(a[0]));
    default:
      break;
  }
  if (exploring() && !is_harmless(number)) refuse(number);
  return real_call_of_words(number, a);
}

}  // namespace
}  // namespace interleave

extern "C" {

long syscall(long number, ...) {
  long arguments[interleave::kArguments];
  va_list list;
  va_start(list, number);
  for (long& argument : arguments) argument = va_arg(list, long);
  va_end(list);
  return interleave::dispatch(number, arguments, INTERLEAVE_SITE);
}

pid_t gettid() { return static_cast<pid_t>(interleave::thread_id()); }

}  // extern "C"
