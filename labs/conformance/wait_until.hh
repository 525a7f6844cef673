// Waiting for a fact: look, and look again, until it is true or patience ends.
#ifndef LABS_CONFORMANCE_WAIT_UNTIL_HH
#define LABS_CONFORMANCE_WAIT_UNTIL_HH

#include <algorithm>
#include <chrono>
#include <thread>

namespace conformance {

/// Polls `fact` with growing pauses (0.1 to 10 ms). Returns whether it became
/// true; it is looked at once more after `patience` has run out.
template <typename Fact>
[[nodiscard]] bool wait_until(std::chrono::milliseconds patience, Fact fact) {
  using std::chrono::microseconds;
  using std::chrono::steady_clock;
  const auto end = steady_clock::now() + patience;
  microseconds pause{100};
  while (!fact()) {
    if (steady_clock::now() >= end) return fact();
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 3 / 2, microseconds{10'000});
  }
  return true;
}

}  // namespace conformance

#endif
