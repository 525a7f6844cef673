#include "labs/interleave/interruption.hh"

#include <atomic>

namespace interleave {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

// Relaxed, here and below: nothing else is handed over.
void on_interrupt(int) { interrupted.store(true, std::memory_order_relaxed); }

}  // namespace

Interruption::Interruption(std::uint64_t seconds)
    : limited_(seconds != 0),
      end_(Clock::now() + std::chrono::seconds(seconds)),
      before_{} {
  interrupted.store(false, std::memory_order_relaxed);
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  sigaction(SIGINT, &action, &before_);
  // Who started us in the background does not want us to listen.
  if (before_.sa_handler == SIG_IGN) sigaction(SIGINT, &before_, nullptr);
}

Interruption::~Interruption() { sigaction(SIGINT, &before_, nullptr); }

bool Interruption::requested() const {
  return interrupted.load(std::memory_order_relaxed);
}

bool Interruption::time_is_over() const {
  return limited_ && Clock::now() >= end_;
}

}  // namespace interleave
