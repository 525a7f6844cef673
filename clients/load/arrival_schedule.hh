// ArrivalSchedule: when the messages of an open loop are due.
//
// Real users do not wait for each other: their messages arrive at a rate of
// their own, whatever the server does. The plan is therefore made without
// regard to replies, and each time is computed from the message's number, so
// that no error adds up and no delay moves what comes later.
//
// With a ramp the rate grows evenly from 0, so that R*t*t / (2*ramp) messages
// are due after t seconds of it; then it is R.
//
// Several threads share one plan. Of constant arrivals each takes every n-th:
// together they send at exactly the planned times. Of Poisson arrivals each
// makes its own at an n-th of the rate: the sum of Poisson processes is one.
//
// Source: Knuth, The Art of Computer Programming 2, 3.4.1 D (exponential
// deviates); Schroeder et al., "Open versus closed: a cautionary tale", 2006.
#ifndef CLIENTS_LOAD_ARRIVAL_SCHEDULE_HH
#define CLIENTS_LOAD_ARRIVAL_SCHEDULE_HH

#include <chrono>
#include <cstdint>
#include <random>

namespace load {

enum class Arrivals { kConstant, kPoisson };

/// One of `count` threads that share a load evenly; index from 0.
struct Share {
  std::uint64_t index = 0;
  std::uint64_t count = 1;

  /// This thread's part of `total` things that are dealt out in turn: the
  /// parts of all threads add up to `total`.
  [[nodiscard]] std::uint64_t of(std::uint64_t total) const {
    return total / count + (index < total % count ? 1 : 0);
  }
};

/// Thread: one.
class ArrivalSchedule {
 public:
  /// `rate` messages a second of all threads together; > 0.
  ArrivalSchedule(double rate, Arrivals arrivals,
                  std::chrono::nanoseconds ramp = {}, Share share = {});

  /// When the next message is due, from the start of the load.
  [[nodiscard]] std::chrono::nanoseconds next() const { return next_; }

  /// Goes on to the message after it.
  void advance();

 private:
  double exponential();
  [[nodiscard]] std::chrono::nanoseconds time_of(double messages) const;

  double rate_;
  Arrivals arrivals_;
  double ramp_seconds_;
  Share share_;
  std::mt19937_64 random_;
  // What all threads together have due before next_. A whole number in a
  // double is exact, up to 9 * 10^15 messages.
  double before_;
  std::chrono::nanoseconds next_;
};

}  // namespace load

#endif
