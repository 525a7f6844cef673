// EventLoop: the connections of one thread of a load.
//
// A closed loop keeps `depth` messages under way on every connection and sends
// the next when a reply is there. It measures what a server can do, not what
// users would feel: while the server pauses, it sends nothing, and the pause
// counts once. An open loop (Plan::rate) sends what is due on the connection
// that has been free for longest.
//
// It ends whatever the server does. When the time or the messages are used up
// each connection still takes the replies that are under way, closes its half,
// and waits for the server to close; so even a server that serves one client at
// a time gets round to all of them. When nothing at all moves for the stall
// limit, what is left counts as errors.
#ifndef CLIENTS_LOAD_EVENT_LOOP_HH
#define CLIENTS_LOAD_EVENT_LOOP_HH

#include <atomic>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "clients/load/measurement.hh"
#include "clients/load/message_set.hh"
#include "clients/load/pace.hh"
#include "clients/load/plan.hh"
#include "clients/load/poller.hh"
#include "clients/load/slot.hh"
#include "clients/load/target.hh"

namespace load {

/// Thread: one, but for the atomics.
class EventLoop {
 public:
  /// Looks the target up. Keeps references to `plan` and `texts`, of which
  /// there are more than plan.depth.
  /// Errors: throws std::runtime_error (unknown name), std::system_error.
  EventLoop(const Plan& plan, Share share, const MessageSet& texts);

  /// Opens what must be there from the start: idle connections, and all of an
  /// open loop. Blocks until they are connected or have failed.
  void open_ahead();

  /// Runs the plan from `start` on; blocks until it is done or nothing moves
  /// any more. Errors: throws std::system_error on a failure of epoll.
  void run(Clock::time_point start);

  [[nodiscard]] const Result& result() const { return measurement_.result(); }

  /// Messages so far, warm-up included. Thread: any.
  [[nodiscard]] std::uint64_t exchanged() const {
    return exchanged_.load(std::memory_order_relaxed);
  }

 private:
  void open(Slot& slot);
  void open_due();
  bool more_to_open() const;
  void wait_and_handle();
  std::chrono::nanoseconds longest_wait();
  void on_ready(Slot& slot);
  void on_connected(Slot& slot);
  void on_replies(Slot& slot);
  void on_end(Slot& slot);
  void on_connect_error(Slot& slot, const std::string& reason);
  void fail(Slot& slot, const std::string& reason);
  void go_on(Slot& slot);
  void fill(Slot& slot);
  void send_due();
  void finish(Slot& slot);
  void finish_free();
  void finish_idle();
  void watch(Slot& slot);
  void note_progress() { last_progress_ = now_ = Clock::now(); }
  void check_stall();
  std::string what_differs(const Slot& slot) const;

  const Plan& plan_;
  const MessageSet& texts_;
  Pace pace_;
  Target target_;
  Poller poller_;
  std::vector<Slot> slots_;  // the active ones, then the idle ones
  std::size_t active_count_;
  std::size_t next_active_ = 0;  // the next to be opened for the first time
  std::size_t next_idle_;
  std::size_t connecting_ = 0;
  std::size_t busy_ = 0;    // active ones with a connection
  std::size_t idle_ = 0;    // idle ones with a connection
  std::deque<Slot*> free_;  // of an open loop: connected, and can send
  std::vector<char> scratch_;
  Measurement measurement_;
  std::atomic<std::uint64_t> exchanged_ = 0;
  bool is_running_ = false;
  bool is_stalled_ = false;
  bool connected_once_ = false;
  Clock::time_point now_;  // as of the last reply
  Clock::time_point last_progress_;
};

}  // namespace load

#endif
