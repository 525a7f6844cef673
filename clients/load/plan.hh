// Plan and Result of a load: what to do, and what came of it.
#ifndef CLIENTS_LOAD_PLAN_HH
#define CLIENTS_LOAD_PLAN_HH

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "clients/load/arrival_schedule.hh"
#include "clients/load/latency_histogram.hh"
#include "clients/load/message_sizes.hh"

namespace load {

using Clock = std::chrono::steady_clock;

/// What to send, to whom and for how long.
struct Plan {
  std::string host;
  std::string port;
  int connections = 1;  // at the same time; > 0
  int idle = 0;         // more of them, which send nothing
  int threads = 1;      // connections divided among them; > 0
  int depth = 1;        // messages under way on each; > 0
  double rate = 0;      // a second; 0: a closed loop
  Arrivals arrivals = Arrivals::kConstant;
  MessageSizes sizes = std::size_t{64};
  std::uint64_t messages = 0;            // in total; 0: as many as time allows
  std::chrono::nanoseconds duration{0};  // 0: as long as the messages take
  std::chrono::nanoseconds warm_up{0};   // before that, and not counted
  std::chrono::nanoseconds ramp{0};      // from the start until all is there
  std::uint64_t session_messages = 0;    // then connect anew; 0: never
  int sources = 0;  // client addresses; 0: the kernel's choice
  std::chrono::nanoseconds stall_limit = std::chrono::seconds(10);
};

/// What happened, the warm-up left out.
struct Result {
  std::uint64_t messages = 0;  // came back, and intact
  std::uint64_t sessions = 0;  // served and closed in order by both sides
  std::uint64_t errors = 0;    // connections that ended in another way
  std::string first_error;     // what the first of them met
  std::chrono::nanoseconds elapsed{0};
  std::chrono::nanoseconds cpu{0};  // that the generator itself used
  // To the last byte of the reply, from the first of the message; of an open
  // loop, from when that was planned.
  LatencyHistogram latency_ns;

  /// Adds what another thread of the same load did.
  void merge(const Result& other);
};

}  // namespace load

#endif
