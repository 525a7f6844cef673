#include "tests/bench/server_load.hh"

#include <poll.h>
#include <sys/epoll.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <span>
#include <stdexcept>
#include <utility>

namespace bench {
namespace {

using load::Connection;
using load::Outcome;

// Addresses 127.0.0.x, or the ports in TIME_WAIT would use up those of one.
constexpr int kSources = 50;

// Lines of letters that differ: a reply that was meant for another connection,
// or for the message before, does not compare equal.
std::vector<std::string> texts_of(std::size_t size) {
  constexpr std::size_t kTexts = 251;  // a prime
  std::vector<std::string> texts(kTexts, std::string(size, '\n'));
  std::uint32_t state = 1;
  for (std::string& text : texts) {
    for (char& letter : std::span(text).first(size - 1)) {
      state = state * 1664525 + 1013904223;  // Numerical Recipes
      letter = static_cast<char>('a' + (state >> 24) % 26);
    }
  }
  return texts;
}

int in_ms(std::chrono::nanoseconds time) {
  return static_cast<int>(
      std::chrono::ceil<std::chrono::milliseconds>(time).count());
}

}  // namespace

ServerLoad::ServerLoad(std::string name, const std::string& port, int idle,
                       const LoadPlan& plan)
    : name_(std::move(name)),
      plan_(plan),
      texts_(texts_of(plan.size)),
      target_("127.0.0.1", port, kSources),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      scratch_(std::size_t{64} << 10),
      clients_(static_cast<std::size_t>(plan.connections)) {
  if (!epoll_) csapp::throw_errno("epoll_create1");
  for (int i = 0; i < idle; ++i) idle_.push_back(connect_served());
  if (plan_.connect_each) return;
  for (Client& client : clients_) {
    client.connection.emplace(connect_served());
    watch(client, EPOLL_CTL_ADD);
  }
}

const std::string& ServerLoad::next_text() {
  return texts_[sent_++ % texts_.size()];
}

Connection ServerLoad::connect_served() {
  Connection connection(target_.start_connect());
  if (wait_for(connection) != Outcome::kConnected) fail("cannot connect");
  connection.send(next_text());
  if (wait_for(connection) != Outcome::kReplied) fail("no echo");
  return connection;
}

Outcome ServerLoad::wait_for(Connection& connection) {
  Outcome outcome = Outcome::kWouldBlock;
  while (outcome == Outcome::kWouldBlock) {
    const int writable = connection.wants_write() ? POLLOUT : 0;
    pollfd ready{.fd = connection.fd(),
                 .events = static_cast<short>(POLLIN | writable),
                 .revents = 0};
    if (::poll(&ready, 1, in_ms(plan_.stall_limit)) == 0) fail("no answer");
    outcome = connection.advance(scratch_);
  }
  return outcome;
}

SlotFigures ServerLoad::run(const SlotEnd& end) {
  end_ = end;
  figures_ = {};
  claimed_ = 0;
  start_ = now_ = Clock::now();
  for (Client& client : clients_) {
    if (claim_message()) begin(client);
  }
  while (busy_ > 0) wait_and_handle();
  figures_.elapsed = now_ - start_;
  return std::move(figures_);
}

bool ServerLoad::claim_message() {
  if (end_.messages > 0 && claimed_ == end_.messages) return false;
  if (end_.duration.count() > 0 && now_ - start_ >= end_.duration) return false;
  ++claimed_;
  ++busy_;
  return true;
}

void ServerLoad::begin(Client& client) {
  client.begun_at = Clock::now();
  if (!plan_.connect_each) return send(client);
  client.connection.emplace(target_.start_connect());
  watch(client, EPOLL_CTL_ADD);
}

void ServerLoad::send(Client& client) {
  client.connection->send(next_text());
  watch(client, EPOLL_CTL_MOD);
}

void ServerLoad::wait_and_handle() {
  std::array<epoll_event, 256> events;
  const int count = epoll_wait(epoll_.get(), events.data(), int{events.size()},
                               in_ms(plan_.stall_limit));
  if (count < 0 && errno != EINTR) csapp::throw_errno("epoll_wait");
  if (count == 0) fail("nothing moves any more");
  for (int i = 0; i < count; ++i) {
    on_ready(
        *static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr));
  }
}

void ServerLoad::on_ready(Client& client) {
  switch (client.connection->advance(scratch_)) {
    case Outcome::kWouldBlock:
      return watch(client, EPOLL_CTL_MOD);
    case Outcome::kConnected:
      return send(client);
    case Outcome::kReplied:
      return on_reply(client);
    case Outcome::kEnded:
      return on_end(client);
    case Outcome::kConnectFailed:
      fail(std::string("cannot connect: ") +
           std::strerror(client.connection->error()));
    case Outcome::kLost:
      fail("closed a connection in mid-session");
    case Outcome::kWrongBytes:
      fail("the reply differs from what was sent");
  }
}

void ServerLoad::on_reply(Client& client) {
  if (plan_.connect_each) {
    client.connection->finish();
    return watch(client, EPOLL_CTL_MOD);
  }
  on_complete(client);
}

void ServerLoad::on_end(Client& client) {
  client.connection.reset();  // and so epoll forgets it
  on_complete(client);
}

void ServerLoad::on_complete(Client& client) {
  now_ = Clock::now();
  figures_.latency_ns.record(
      static_cast<std::uint64_t>((now_ - client.begun_at).count()));
  ++figures_.messages;
  --busy_;
  if (claim_message()) begin(client);
}

void ServerLoad::watch(Client& client, int operation) {
  std::uint32_t events = EPOLLIN;
  if (client.connection->wants_write()) events |= EPOLLOUT;
  if (operation == EPOLL_CTL_MOD && events == client.events) return;
  client.events = events;
  epoll_event event{};
  event.events = events;
  event.data.ptr = &client;
  if (epoll_ctl(epoll_.get(), operation, client.connection->fd(), &event) !=
      0) {
    csapp::throw_errno("epoll_ctl");
  }
}

void ServerLoad::fail(const std::string& reason) const {
  throw std::runtime_error(name_ + ": " + reason);
}

}  // namespace bench
