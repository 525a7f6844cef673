// The closed-loop generator: every connection has one message under way, and
// sends the next when the reply is there. One thread, epoll, level-triggered.
//
// A closed loop measures what a server can do, not what users would feel: while
// the server pauses, it sends nothing, and the pause counts once.
//
// It ends whatever the server does. When the time or the messages are used up
// each connection still takes the reply that is under way, closes its half, and
// waits for the server to close; so even a server that serves one client at a
// time gets round to all of them. When nothing at all moves for the stall
// limit, what is left counts as errors.
#ifndef CLIENTS_LOAD_CLOSED_LOOP_HH
#define CLIENTS_LOAD_CLOSED_LOOP_HH

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "clients/load/latency_histogram.hh"

namespace load {

/// What to send, to whom and for how long.
struct Plan {
  std::string host;
  std::string port;
  int connections = 1;                   // at the same time; > 0
  std::size_t size = 64;                 // bytes of a message; > 0
  std::uint64_t messages = 0;            // in total; 0: as many as time allows
  std::chrono::nanoseconds duration{0};  // 0: as long as the messages take
  std::uint64_t session_messages = 0;    // then connect anew; 0: never
  int sources = 0;  // client addresses; 0: the kernel's choice
  std::chrono::nanoseconds stall_limit = std::chrono::seconds(10);
};

/// What happened.
struct Result {
  std::uint64_t messages = 0;  // came back, and intact
  std::uint64_t sessions = 0;  // served and closed in order by both sides
  std::uint64_t errors = 0;    // connections that ended in another way
  std::string first_error;     // what the first of them met
  std::chrono::nanoseconds elapsed{0};
  LatencyHistogram latency_ns;  // from send to the last byte of the reply
};

/// Runs the plan; blocks until it is done or nothing moves any more.
/// A connection that meets an error is counted and not opened again, so that
/// there are at most as many errors as connections.
/// Errors: throws std::runtime_error when the name cannot be resolved, and
/// std::system_error when there is no descriptor for epoll itself.
/// REQUIRES: messages or duration is not 0. Thread: any.
[[nodiscard]] Result run_closed_loop(const Plan& plan);

}  // namespace load

#endif
