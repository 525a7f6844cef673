#include "clients/load/generator.hh"

#include <sched.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "clients/load/event_loop.hh"

namespace load {
namespace {

constexpr std::chrono::milliseconds kProgressInterval(500);

// A loop without a connection, or without a message, would be of no use.
std::uint64_t useful_threads(const Plan& plan) {
  auto count =
      static_cast<std::uint64_t>(std::min(plan.threads, plan.connections));
  if (plan.messages > 0) count = std::min(count, plan.messages);
  return count;
}

// The loops' threads, and what must be waited for.
class Crew {
 public:
  void start(EventLoop& loop, Clock::time_point start) {
    {
      const std::lock_guard lock(mutex_);
      ++running_;
    }
    threads_.emplace_back([this, &loop, start] {
      std::exception_ptr failure;
      try {
        loop.run(start);
      } catch (...) {
        failure = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      --running_;
      if (failure) failure_ = failure;
      done_.notify_one();
    });
  }

  /// Whether all are done, at the latest after the interval.
  bool wait() {
    std::unique_lock lock(mutex_);
    return done_.wait_for(lock, kProgressInterval,
                          [this] { return running_ == 0; });
  }

  void rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  // mutex_ must be held when using these:
  std::size_t running_ = 0;
  std::exception_ptr failure_;
  std::condition_variable done_;
  std::vector<std::jthread> threads_;  // the last: joined before the rest goes
};

}  // namespace

int default_threads() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return std::max(1, CPU_COUNT(&set) / 2);
}

Result generate(const Plan& plan, const Progress& progress) {
  const MessageSet texts(plan.sizes, static_cast<std::size_t>(plan.depth) + 1);
  const std::uint64_t count = useful_threads(plan);
  std::vector<std::unique_ptr<EventLoop>> loops;
  for (std::uint64_t i = 0; i < count; ++i) {
    loops.push_back(std::make_unique<EventLoop>(plan, Share{i, count}, texts));
  }
  for (auto& loop : loops) loop->open_ahead();
  Crew crew;
  const Clock::time_point start = Clock::now();
  for (auto& loop : loops) crew.start(*loop, start);
  while (!crew.wait()) {
    std::uint64_t messages = 0;
    for (const auto& loop : loops) messages += loop->exchanged();
    if (progress) progress(messages);
  }
  crew.rethrow_failure();
  Result result;
  for (const auto& loop : loops) result.merge(loop->result());
  // What is planned for the last moment comes before it: of 10 messages in a
  // second the last goes after 0.9 s.
  const bool to_the_end = plan.rate > 0 && plan.messages == 0;
  if (to_the_end && result.errors == 0) {
    result.elapsed = std::max(result.elapsed, plan.duration);
  }
  return result;
}

}  // namespace load
