// Pace: which message may be sent now.
//
// A closed loop takes the next one whenever a connection is free for it. An
// open loop has planned them all: a message for which no connection is free
// stays in the plan, and is sent late, with its time unchanged. Its latency
// counts from there, so that a pause of the server is charged to every message
// that should have been sent meanwhile, and not to one for each connection.
//
// Source: G. Tene, "How NOT to measure latency" (coordinated omission), 2013.
#ifndef CLIENTS_LOAD_PACE_HH
#define CLIENTS_LOAD_PACE_HH

#include <optional>

#include "clients/load/plan.hh"

namespace load {

/// The permission to send one message.
struct Turn {
  Clock::time_point time;  // its latency counts from here
  bool is_measured;        // it belongs to the measurement, not the warm-up
};

/// Thread: one.
class Pace {
 public:
  /// Keeps a reference to `plan`. Of the messages it deals with its share.
  Pace(const Plan& plan, Share share);

  /// The load begins: with the warm-up, if there is one.
  void start(Clock::time_point now);

  [[nodiscard]] bool is_open_loop() const { return schedule_.has_value(); }

  /// Takes the next message if it may be sent at `now`.
  /// REQUIRES: start() was called.
  std::optional<Turn> take(Clock::time_point now);

  /// Whether nothing will be left to take from `now` on.
  [[nodiscard]] bool is_over(Clock::time_point now) const;

  /// When the next message of an open loop is due.
  [[nodiscard]] Clock::time_point next_due() const;

  /// When the measurement begins.
  [[nodiscard]] Clock::time_point measured_from() const {
    return measured_from_;
  }

  /// When the active connection number `n` of this thread may be opened: the
  /// connections of a closed loop come one by one during the ramp.
  [[nodiscard]] Clock::time_point opening_of(std::size_t n) const;

 private:
  const Plan& plan_;
  const Share share_;
  const std::uint64_t limit_;  // of measured messages, if the plan has one
  std::uint64_t taken_ = 0;    // measured ones
  std::optional<ArrivalSchedule> schedule_;
  Clock::time_point start_;
  Clock::time_point measured_from_;
};

}  // namespace load

#endif
