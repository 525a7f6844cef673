// Reading the time. Each reading is a microsecond later than the last; a
// thread that does nothing but read a clock, waiting for a time to come, goes
// behind the others, and time passes faster for it.
#include <errno.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>

#include "labs/interleave/runtime/time.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kTick = 1000;
constexpr unsigned kMaxDoublings = 14;  // a tick of 16 ms
constexpr std::uint32_t kLookBack = 256;
constexpr std::uint64_t kTicksPerSecond = 100;  // of times(2)

// The last reading of each thread.
struct Reading {
  std::uint32_t pc;
  std::uint32_t step;
  std::uint32_t repeats;
};
Reading readings[kMaxThreads];

bool is_useless(const Event& event) {
  const Place place = place_of(event.object);
  return reads_only(event.op) || event.op == Op::kFence ||
         (event.op >= Op::kYield && event.op <= Op::kReadClock) ||
         ((event.op == Op::kWrite || event.op == Op::kWriteRange) &&
          place == Place::kStack && thread_of(event.object) == event.thread);
}

// Has the thread done nothing since but read, and keep what it read?
bool only_read_since(std::uint32_t step) {
  if (last_step() - step > kLookBack) return false;
  for (std::uint32_t i = step + 1; i < last_step(); ++i) {
    const Event& event = event_at(i);
    if (event.thread == self().number && !is_useless(event)) return false;
  }
  return true;
}

// Nanoseconds since the epoch of all clocks.
std::uint64_t read_clock(std::uint32_t pc) {
  if (!exploring()) return 0;
  State& s = state();
  Event& event = perform({.op = Op::kReadClock, .pc = pc});
  Reading& last = readings[self().number];
  const bool again = last.pc == pc && only_read_since(last.step);
  last = {pc, last_step(), again ? last.repeats + 1 : 0};
  const std::uint32_t doublings =
      last.repeats < kMaxDoublings ? last.repeats : kMaxDoublings;
  s.now_ns += kTick << doublings;
  event.value = s.now_ns;
  const std::uint64_t now = s.now_ns;
  if (again) give_way();
  return now;
}

timespec to_timespec(std::uint64_t nanoseconds) {
  return {static_cast<time_t>(nanoseconds / kSecond),
          static_cast<long>(nanoseconds % kSecond)};
}

timespec date(std::uint32_t pc) { return to_timespec(kEpoch + read_clock(pc)); }

constexpr clockid_t kLastClock = CLOCK_TAI;

int read(clockid_t clock, timespec* time, std::uint32_t pc) {
  if (clock < 0 || clock > kLastClock) return fail(EINVAL);
  const bool counts_work =
      clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID;
  *time = counts_work ? to_timespec(read_clock(pc)) : date(pc);
  return 0;
}

}  // namespace
}  // namespace interleave

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) {
  return interleave::read(clock, time, INTERLEAVE_SITE);
}

int clock_getres(clockid_t clock, timespec* resolution) {
  if (clock < 0 || clock > interleave::kLastClock) {
    return interleave::fail(EINVAL);
  }
  if (resolution != nullptr) *resolution = {0, 1};
  return 0;
}

int timespec_get(timespec* time, int base) {
  if (base != TIME_UTC) return 0;
  *time = interleave::date(INTERLEAVE_SITE);
  return base;
}

int gettimeofday(timeval* time, void*) {
  const timespec now = interleave::date(INTERLEAVE_SITE);
  *time = {now.tv_sec, now.tv_nsec / 1000};
  return 0;
}

time_t time(time_t* where) {
  const time_t now = interleave::date(INTERLEAVE_SITE).tv_sec;
  if (where != nullptr) *where = now;
  return now;
}

clock_t clock() {
  return static_cast<clock_t>(interleave::read_clock(INTERLEAVE_SITE) / 1000);
}

clock_t times(tms* times) {
  const auto ticks =
      static_cast<clock_t>(interleave::read_clock(INTERLEAVE_SITE) *
                           interleave::kTicksPerSecond / interleave::kSecond);
  if (times != nullptr) *times = {ticks, 0, 0, 0};
  return ticks;
}

}  // extern "C"
