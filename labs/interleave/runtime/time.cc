#include "labs/interleave/runtime/time.hh"

#include "labs/interleave/runtime/thread_exit.hh"
#include "labs/interleave/runtime/visible.hh"

namespace interleave {
namespace {

constexpr std::uint64_t kForever = ~std::uint64_t{0};

}  // namespace

bool is_valid(const timespec& time) {
  return time.tv_nsec >= 0 &&
         static_cast<std::uint64_t>(time.tv_nsec) < kSecond;
}

std::uint64_t length_of(const timespec& duration) {
  if (duration.tv_sec < 0) return 0;
  const auto seconds = static_cast<std::uint64_t>(duration.tv_sec);
  if (seconds >= kForever / kSecond) return kForever;
  return seconds * kSecond + static_cast<std::uint64_t>(duration.tv_nsec);
}

std::uint64_t deadline_at(const timespec& time) {
  const std::uint64_t date = length_of(time);
  return date <= kEpoch ? 1 : date - kEpoch;
}

std::uint64_t deadline_after(std::uint64_t nanoseconds) {
  const std::uint64_t now = exploring() ? state().now_ns : 0;
  if (nanoseconds >= kForever - now) return kForever;
  return now + nanoseconds == 0 ? 1 : now + nanoseconds;
}

void sleep_until(std::uint64_t deadline, std::uint32_t pc) {
  act_on_cancel();
  const std::uint64_t now = state().now_ns;
  perform({.op = Op::kSleep,
           .pc = pc,
           .extra = deadline > now ? deadline - now : 0});
  give_way();
  Event& event = perform({.op = Op::kSleepDone,
                          .pc = pc,
                          .ready = is_cancelled,
                          .deadline = deadline});
  event.value = static_cast<std::uint64_t>(self().reason);
  act_on_cancel();
}

}  // namespace interleave
