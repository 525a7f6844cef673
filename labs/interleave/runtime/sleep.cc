// Sleeping and yielding. Alarms and interval timers are accepted and never
// fire, since signals are not explored.
#include <errno.h>
#include <sched.h>
#include <sys/time.h>
#include <threads.h>
#include <unistd.h>

#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

// Before main there is nobody to sleep for.
void sleep_for(std::uint64_t nanoseconds, std::uint32_t pc) {
  if (exploring()) sleep_until(deadline_after(nanoseconds), pc);
}

int sleep_for(const timespec* duration, timespec* left, std::uint32_t pc) {
  if (!is_valid(*duration) || duration->tv_sec < 0) return EINVAL;
  sleep_for(length_of(*duration), pc);
  if (left != nullptr) *left = {0, 0};
  return 0;
}

int yield(std::uint32_t pc) {
  if (!exploring()) return 0;
  perform({.op = Op::kYield, .pc = pc});
  give_way();
  return 0;
}

}  // namespace
}  // namespace interleave

extern "C" {

int nanosleep(const timespec* duration, timespec* left) {
  const int error = interleave::sleep_for(duration, left, INTERLEAVE_SITE);
  return error == 0 ? 0 : interleave::fail(error);
}

int clock_nanosleep(clockid_t, int flags, const timespec* time,
                    timespec* left) {
  if ((flags & TIMER_ABSTIME) == 0) {
    return interleave::sleep_for(time, left, INTERLEAVE_SITE);
  }
  if (!interleave::is_valid(*time)) return EINVAL;
  if (!interleave::exploring()) return 0;
  interleave::sleep_until(interleave::deadline_at(*time), INTERLEAVE_SITE);
  return 0;
}

int usleep(useconds_t duration) {
  interleave::sleep_for(duration * interleave::kMicrosecond, INTERLEAVE_SITE);
  return 0;
}

unsigned sleep(unsigned seconds) {
  interleave::sleep_for(seconds * interleave::kSecond, INTERLEAVE_SITE);
  return 0;
}

int sched_yield() { return interleave::yield(INTERLEAVE_SITE); }
void thrd_yield() { interleave::yield(INTERLEAVE_SITE); }

int thrd_sleep(const timespec* duration, timespec* left) {
  return -interleave::sleep_for(duration, left, INTERLEAVE_SITE);
}

unsigned alarm(unsigned) { return 0; }
useconds_t ualarm(useconds_t, useconds_t) { return 0; }

int getitimer(__itimer_which_t, itimerval* value) {
  *value = {};
  return 0;
}

int setitimer(__itimer_which_t, const itimerval*, itimerval* old) {
  if (old != nullptr) *old = {};
  return 0;
}

}  // extern "C"

// An old name, which headers give no declaration of its own.
extern "C" int interleave_pthread_yield() __asm__("pthread_yield");
int interleave_pthread_yield() { return interleave::yield(INTERLEAVE_SITE); }
