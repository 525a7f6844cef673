// ServerLoad: the clients of one server, which work in slots and rest between
// them without anything under way.
//
// Steady:  the connections stay; each has one message under way in a slot.
// Connect: each client connects, sends, takes the reply, closes its half, waits
//          for the server's, and begins anew. A message is then a session.
#ifndef TESTS_BENCH_SERVER_LOAD_HH
#define TESTS_BENCH_SERVER_LOAD_HH

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/load/connection.hh"
#include "clients/load/latency_histogram.hh"
#include "clients/load/target.hh"

namespace bench {

struct LoadPlan {
  bool connect_each = false;
  int connections = 16;   // > 0
  std::size_t size = 64;  // bytes of a message; > 0
  std::chrono::nanoseconds stall_limit = std::chrono::seconds(10);
};

/// When a slot ends: what is under way then is still taken.
struct SlotEnd {
  std::chrono::nanoseconds duration{0};  // 0: after the messages
  std::uint64_t messages = 0;            // 0: when the time is over
};

struct SlotFigures {
  std::uint64_t messages = 0;
  std::chrono::nanoseconds elapsed{0};
  load::LatencyHistogram latency_ns;
};

/// Thread: one.
class ServerLoad {
 public:
  using Clock = std::chrono::steady_clock;

  /// Of the server on `port` of 127.0.0.1. Connects `idle` clients that will
  /// never send again and, if steady, those that will. Each gets one message
  /// back before the next connects, so that no backlog overflows; blocks.
  /// Errors: throws std::runtime_error, here and below, when the server does
  /// not answer, or in another way than an echo server does.
  ServerLoad(std::string name, const std::string& port, int idle,
             const LoadPlan& plan);

  /// One slot; at its end nothing is under way. Blocks.
  [[nodiscard]] SlotFigures run(const SlotEnd& end);

 private:
  struct Client {
    std::optional<load::Connection> connection;
    std::uint32_t events = 0;  // what epoll watches for
    Clock::time_point begun_at;
  };

  const std::string& next_text();
  load::Connection connect_served();
  load::Outcome wait_for(load::Connection& connection);
  bool claim_message();
  void begin(Client& client);
  void send(Client& client);
  void on_ready(Client& client);
  void on_reply(Client& client);
  void on_end(Client& client);
  void on_complete(Client& client);
  void watch(Client& client, int operation);
  void wait_and_handle();
  [[noreturn]] void fail(const std::string& reason) const;

  std::string name_;
  LoadPlan plan_;
  std::vector<std::string> texts_;  // one after the other is sent
  load::Target target_;
  csapp::Descriptor epoll_;
  std::vector<char> scratch_;
  std::vector<Client> clients_;
  std::vector<load::Connection> idle_;
  std::size_t sent_ = 0;  // of all slots: which text is next

  // Of the slot that runs.
  SlotEnd end_;
  SlotFigures figures_;
  std::uint64_t claimed_ = 0;  // messages that were begun
  std::size_t busy_ = 0;       // clients with one under way
  Clock::time_point start_;
  Clock::time_point now_;
};

}  // namespace bench

#endif
