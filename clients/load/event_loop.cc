#include "clients/load/event_loop.hh"

#include <sys/prctl.h>

#include <algorithm>
#include <cstring>
#include <system_error>
#include <utility>

namespace load {
namespace {

using std::chrono::nanoseconds;

// More at a time would overflow the queue of a server's listening socket, and
// what is dropped there tries again only after a second.
constexpr std::size_t kMostConnecting = 128;

}  // namespace

EventLoop::EventLoop(const Plan& plan, Share share, const MessageSet& texts)
    : plan_(plan),
      texts_(texts),
      pace_(plan, share),
      target_(plan.host, plan.port, plan.sources),
      active_count_(share.of(static_cast<std::uint64_t>(plan.connections))),
      next_idle_(active_count_),
      scratch_(std::size_t{64} << 10) {
  slots_.resize(active_count_ +
                share.of(static_cast<std::uint64_t>(plan.idle)));
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    slots_[i].is_idle = i >= active_count_;
    slots_[i].number = i * share.count + share.index;
    if (!slots_[i].is_idle) {
      slots_[i].pending.resize(static_cast<std::size_t>(plan.depth));
    }
  }
}

void EventLoop::open_ahead() {
  note_progress();
  while (!is_stalled_) {
    while (connecting_ < kMostConnecting && next_idle_ < slots_.size()) {
      open(slots_[next_idle_++]);
    }
    while (connecting_ < kMostConnecting && pace_.is_open_loop() &&
           next_active_ < active_count_) {
      open(slots_[next_active_++]);
    }
    if (connecting_ == 0) return;
    wait_and_handle();
  }
}

void EventLoop::run(Clock::time_point start) {
  if (is_stalled_) return;
  is_running_ = true;
  pace_.start(start);
  now_ = last_progress_ = start;
  // By default the kernel may wake a sleeper 50 us late.
  if (pace_.is_open_loop()) prctl(PR_SET_TIMERSLACK, 1);
  measurement_.start();
  while (!is_stalled_ && (busy_ > 0 || more_to_open())) {
    open_due();
    send_due();
    wait_and_handle();
  }
  measurement_.stop(last_progress_ - pace_.measured_from());
  finish_idle();
}

void EventLoop::open_due() {
  while (more_to_open() && connecting_ < kMostConnecting) {
    if (pace_.opening_of(next_active_) > now_) return;
    Slot& slot = slots_[next_active_++];
    slot.reserved = pace_.take(now_);
    if (slot.reserved) open(slot);
  }
}

bool EventLoop::more_to_open() const {
  return next_active_ < active_count_ && !pace_.is_over(now_);
}

void EventLoop::open(Slot& slot) {
  ++(slot.is_idle ? idle_ : busy_);
  while (true) {
    slot.address = target_.address();
    try {
      slot.begin(target_.start_connect());
      ++connecting_;
      slot.watches_write = true;
      return poller_.add(slot.connection->fd(), &slot, slot.watches_write);
    } catch (const std::system_error& error) {
      const bool may_retry = !connected_once_ && !slot.connection;
      if (!may_retry || !target_.skip_address(slot.address)) {
        return fail(slot, std::string("cannot connect: ") + error.what());
      }
    }
  }
}

void EventLoop::wait_and_handle() {
  const auto events = poller_.wait(longest_wait());
  if (events.empty()) return check_stall();
  for (const epoll_event& event : events) {
    on_ready(*static_cast<Slot*>(event.data.ptr));
  }
  // Only to be shown, while nothing else depends on it.
  exchanged_.store(measurement_.replies(), std::memory_order_relaxed);
}

nanoseconds EventLoop::longest_wait() {
  const bool ramp = is_running_ && more_to_open();
  const bool plan = is_running_ && !free_.empty();
  // The clock is read only if there is something to be in time for.
  if (!ramp && !plan) return plan_.stall_limit;
  now_ = Clock::now();
  nanoseconds wait = plan_.stall_limit;
  if (plan) wait = std::min(wait, pace_.next_due() - now_);
  if (ramp && connecting_ < kMostConnecting) {
    wait = std::min(wait, pace_.opening_of(next_active_) - now_);
  }
  return std::max(wait, nanoseconds(0));
}

void EventLoop::on_ready(Slot& slot) {
  const Outcome outcome = slot.connection->advance(scratch_);
  switch (outcome) {
    case Outcome::kConnected:
      return on_connected(slot);
    case Outcome::kWouldBlock:
    case Outcome::kReplied:
      return on_replies(slot);
    case Outcome::kEnded:
      return on_end(slot);
    case Outcome::kConnectFailed:
      return on_connect_error(slot, std::strerror(slot.connection->error()));
    case Outcome::kLost:
      return fail(slot, slot.is_idle ? "the server closed an idle connection"
                                     : "the server closed the connection");
    case Outcome::kWrongBytes:
      return fail(slot, what_differs(slot));
  }
}

void EventLoop::on_connected(Slot& slot) {
  connected_once_ = true;
  slot.is_connecting = false;
  --connecting_;
  note_progress();
  if (slot.is_idle) return watch(slot);
  if (slot.reserved) {
    slot.push(texts_.at(slot.number), {now_, slot.reserved->is_measured});
    slot.reserved.reset();
  }
  go_on(slot);
}

void EventLoop::on_replies(Slot& slot) {
  note_progress();
  bool any = false;
  while (const Slot::Pending* message = slot.replied()) {
    any = true;
    ++slot.ended;
    measurement_.record(message->turn, now_);
  }
  if (any) return go_on(slot);
  watch(slot);
}

void EventLoop::on_end(Slot& slot) {
  note_progress();
  slot.connection.reset();  // and so epoll forgets it
  slot.is_finishing = false;
  --(slot.is_idle ? idle_ : busy_);
  if (slot.is_idle) return;
  measurement_.count_session();
  if (pace_.is_open_loop()) {
    if (!pace_.is_over(now_)) open(slot);
  } else if ((slot.reserved = pace_.take(now_))) {
    open(slot);
  }
}

void EventLoop::on_connect_error(Slot& slot, const std::string& reason) {
  if (connected_once_ || !target_.skip_address(slot.address)) {
    return fail(slot, "cannot connect: " + reason);
  }
  slot.connection.reset();
  --connecting_;
  --(slot.is_idle ? idle_ : busy_);
  open(slot);
}

void EventLoop::fail(Slot& slot, const std::string& reason) {
  measurement_.count_errors(1, reason);
  if (slot.connection && slot.is_connecting) --connecting_;
  if (slot.is_free) std::erase(free_, &slot);
  slot.is_free = false;
  slot.connection.reset();
  --(slot.is_idle ? idle_ : busy_);
}

// A connection is ready for more: new, or a reply has come back.
void EventLoop::go_on(Slot& slot) {
  if (!pace_.is_open_loop()) return fill(slot);
  const bool is_over = is_running_ && pace_.is_over(now_);
  if (is_over) finish_free();
  if (is_over || slot.session_is_over(plan_.session_messages)) {
    if (slot.under_way() == 0 && !slot.is_finishing) finish(slot);
    return watch(slot);
  }
  if (!slot.is_free && !slot.is_full()) {
    slot.is_free = true;
    free_.push_back(&slot);
  }
  watch(slot);
  if (is_running_) send_due();
}

void EventLoop::fill(Slot& slot) {
  while (!slot.is_full() && !slot.session_is_over(plan_.session_messages)) {
    const std::optional<Turn> turn = pace_.take(now_);
    if (!turn) break;
    slot.push(texts_.at(slot.number + slot.begun), *turn);
  }
  slot.connection->flush();
  if (slot.under_way() == 0) finish(slot);
  watch(slot);
}

// What an open loop has planned up to now, as far as connections are free.
void EventLoop::send_due() {
  while (!free_.empty()) {
    if (pace_.is_over(now_)) return finish_free();
    const std::optional<Turn> turn = pace_.take(now_);
    if (!turn) return;
    Slot& slot = *free_.front();
    free_.pop_front();
    slot.push(texts_.at(slot.number + slot.begun), *turn);
    slot.connection->flush();
    watch(slot);
    last_progress_ = now_;
    slot.is_free =
        !slot.is_full() && !slot.session_is_over(plan_.session_messages);
    if (slot.is_free) free_.push_back(&slot);
  }
}

void EventLoop::finish(Slot& slot) {
  slot.connection->finish();
  slot.is_finishing = true;
}

void EventLoop::finish_free() {
  for (Slot* slot : std::exchange(free_, {})) {
    slot->is_free = false;
    if (slot->under_way() == 0) finish(*slot);
  }
}

void EventLoop::finish_idle() {
  if (is_stalled_) return;
  for (std::size_t i = active_count_; i < slots_.size(); ++i) {
    if (slots_[i].connection) finish(slots_[i]);
  }
  while (idle_ > 0 && !is_stalled_) wait_and_handle();
}

void EventLoop::watch(Slot& slot) {
  const bool wants_write = slot.connection->wants_write();
  if (wants_write == slot.watches_write) return;
  slot.watches_write = wants_write;
  poller_.change(slot.connection->fd(), &slot, wants_write);
}

void EventLoop::check_stall() {
  now_ = Clock::now();
  if (now_ - last_progress_ < plan_.stall_limit) return;
  const auto waiting = static_cast<std::uint64_t>(
      std::count_if(slots_.begin(), slots_.end(),
                    [](const Slot& slot) { return slot.awaits_something(); }));
  if (waiting == 0) return;
  is_stalled_ = true;
  const double seconds =
      std::chrono::duration<double>(plan_.stall_limit).count();
  measurement_.count_errors(
      waiting, "no progress for " +
                   std::to_string(static_cast<int>(seconds + 0.5)) + " s; " +
                   std::to_string(waiting) + " connections are still waiting");
}

std::string EventLoop::what_differs(const Slot& slot) const {
  return "the reply differs from what was sent, in byte " +
         std::to_string(slot.connection->confirmed() + 1) +
         " of the connection";
}

}  // namespace load
