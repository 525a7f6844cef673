#include "clients/load/closed_loop.hh"

#include <sys/epoll.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "clients/load/connection.hh"
#include "clients/load/message_set.hh"
#include "clients/load/target.hh"

namespace load {
namespace {

using Clock = std::chrono::steady_clock;

// A place for one connection at a time: session after session, or one for ever.
struct Slot {
  std::optional<Connection> connection;
  std::size_t address = 0;    // of the target's, the one it connects to
  std::uint32_t events = 0;   // what epoll watches for
  std::uint64_t replied = 0;  // messages of this session
  Clock::time_point sent_at;  // the message under way
};

class ClosedLoop {
 public:
  explicit ClosedLoop(const Plan& plan);
  Result run();

 private:
  bool claim_message();
  void open(Slot& slot);
  void try_to_open(Slot& slot);
  void on_ready(Slot& slot);
  void send(Slot& slot);
  void on_reply(Slot& slot);
  void on_end(Slot& slot);
  void on_connect_error(Slot& slot, const std::string& reason);
  void fail(Slot& slot, const std::string& reason);
  void watch(Slot& slot, int operation);
  bool wait_and_handle();
  void report_stall();
  void note_progress() { last_progress_ = Clock::now(); }

  const Plan& plan_;
  const MessageSet texts_;
  Target target_;
  csapp::Descriptor epoll_;
  std::vector<Slot> slots_;
  std::vector<char> scratch_;
  Result result_;
  std::uint64_t claimed_ = 0;  // messages that were sent or will be
  std::size_t busy_ = 0;       // slots with a connection
  bool connected_once_ = false;
  Clock::time_point start_;
  Clock::time_point last_progress_;
};

ClosedLoop::ClosedLoop(const Plan& plan)
    : plan_(plan),
      texts_(plan.size),
      target_(plan.host, plan.port, plan.sources),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      slots_(static_cast<std::size_t>(plan.connections)),
      scratch_(std::size_t{64} << 10) {
  if (!epoll_) csapp::throw_errno("epoll_create1");
}

Result ClosedLoop::run() {
  start_ = last_progress_ = Clock::now();
  for (Slot& slot : slots_) {
    if (!claim_message()) break;
    open(slot);
  }
  while (busy_ > 0 && wait_and_handle()) {
  }
  if (busy_ > 0) report_stall();
  result_.elapsed = last_progress_ - start_;
  return std::move(result_);
}

bool ClosedLoop::claim_message() {
  if (plan_.messages > 0 && claimed_ == plan_.messages) return false;
  if (plan_.duration.count() > 0 && last_progress_ - start_ >= plan_.duration) {
    return false;
  }
  ++claimed_;
  return true;
}

void ClosedLoop::open(Slot& slot) {
  ++busy_;
  try_to_open(slot);
}

void ClosedLoop::try_to_open(Slot& slot) {
  try {
    slot.address = target_.address();
    slot.connection.emplace(target_.start_connect());
    slot.replied = 0;
    watch(slot, EPOLL_CTL_ADD);
  } catch (const std::system_error& error) {
    on_connect_error(slot, error.what());
  }
}

bool ClosedLoop::wait_and_handle() {
  using std::chrono::ceil;
  using std::chrono::milliseconds;
  const auto patience = last_progress_ + plan_.stall_limit - Clock::now();
  if (patience.count() <= 0) return false;
  std::array<epoll_event, 256> events;
  const int count =
      epoll_wait(epoll_.get(), events.data(), int{events.size()},
                 static_cast<int>(ceil<milliseconds>(patience).count()));
  if (count < 0 && errno != EINTR) csapp::throw_errno("epoll_wait");
  for (int i = 0; i < count; ++i) {
    on_ready(*static_cast<Slot*>(events[static_cast<std::size_t>(i)].data.ptr));
  }
  return true;
}

void ClosedLoop::on_ready(Slot& slot) {
  const Outcome outcome = slot.connection->advance(scratch_);
  switch (outcome) {
    case Outcome::kWouldBlock:
      return watch(slot, EPOLL_CTL_MOD);
    case Outcome::kConnected:
      connected_once_ = true;
      note_progress();
      return send(slot);
    case Outcome::kReplied:
      return on_reply(slot);
    case Outcome::kEnded:
      return on_end(slot);
    case Outcome::kConnectFailed:
      return on_connect_error(slot, std::strerror(slot.connection->error()));
    case Outcome::kLost:
      return fail(slot, "the server closed the connection");
    case Outcome::kWrongBytes:
      return fail(slot, "the reply differs from what was sent");
  }
}

void ClosedLoop::send(Slot& slot) {
  // Another text for every message of a connection, and for its neighbours.
  const auto number = static_cast<std::uint64_t>(&slot - slots_.data());
  slot.sent_at = Clock::now();
  slot.connection->send(texts_.at(number + slot.replied));
  watch(slot, EPOLL_CTL_MOD);
}

void ClosedLoop::on_reply(Slot& slot) {
  note_progress();
  const auto latency = last_progress_ - slot.sent_at;
  result_.latency_ns.record(static_cast<std::uint64_t>(latency.count()));
  ++result_.messages;
  ++slot.replied;
  if (slot.replied != plan_.session_messages && claim_message()) {
    return send(slot);
  }
  slot.connection->finish();
  watch(slot, EPOLL_CTL_MOD);
}

void ClosedLoop::on_end(Slot& slot) {
  note_progress();
  ++result_.sessions;
  slot.connection.reset();  // and so epoll forgets it
  --busy_;
  if (claim_message()) open(slot);
}

void ClosedLoop::on_connect_error(Slot& slot, const std::string& reason) {
  if (!connected_once_ && target_.skip_address(slot.address)) {
    return try_to_open(slot);
  }
  fail(slot, "cannot connect: " + reason);
}

void ClosedLoop::fail(Slot& slot, const std::string& reason) {
  if (result_.errors++ == 0) result_.first_error = reason;
  slot.connection.reset();
  --busy_;
}

void ClosedLoop::watch(Slot& slot, int operation) {
  std::uint32_t events = EPOLLIN;
  if (slot.connection->wants_write()) events |= EPOLLOUT;
  if (operation == EPOLL_CTL_MOD && events == slot.events) return;
  slot.events = events;
  epoll_event event{};
  event.events = events;
  event.data.ptr = &slot;
  const int fd = slot.connection->fd();
  if (epoll_ctl(epoll_.get(), operation, fd, &event) != 0) {
    csapp::throw_errno("epoll_ctl");
  }
}

void ClosedLoop::report_stall() {
  using std::chrono::duration;
  const double seconds = duration<double>(plan_.stall_limit).count();
  result_.errors += busy_;
  if (!result_.first_error.empty()) return;
  result_.first_error =
      "no progress for " + std::to_string(static_cast<int>(seconds + 0.5)) +
      " s; " + std::to_string(busy_) + " connections are still waiting";
}

}  // namespace

Result run_closed_loop(const Plan& plan) { return ClosedLoop(plan).run(); }

}  // namespace load
