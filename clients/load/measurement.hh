// Measurement: what one thread finds out, the warm-up left out.
#ifndef CLIENTS_LOAD_MEASUREMENT_HH
#define CLIENTS_LOAD_MEASUREMENT_HH

#include <chrono>
#include <cstdint>
#include <string>

#include "clients/load/pace.hh"
#include "clients/load/plan.hh"

namespace load {

/// Thread: one, the one whose processor time is measured.
class Measurement {
 public:
  /// The load begins.
  void start();

  /// A reply to the message of this turn is there.
  void record(const Turn& turn, Clock::time_point now);

  /// A connection was served and closed in order.
  void count_session() { ++result_.sessions; }

  /// So many connections ended in another way, for this reason.
  void count_errors(std::uint64_t count, const std::string& reason);

  /// The last connection is gone; the load took `elapsed`.
  void stop(std::chrono::nanoseconds elapsed);

  [[nodiscard]] const Result& result() const { return result_; }

  /// Replies so far, warm-up included.
  [[nodiscard]] std::uint64_t replies() const { return replies_; }

 private:
  Result result_;
  std::uint64_t replies_ = 0;
  std::chrono::nanoseconds cpu_start_{0};
};

}  // namespace load

#endif
