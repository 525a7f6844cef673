#include "clients/load/poller.hh"

#include <algorithm>
#include <cerrno>
#include <ctime>

namespace load {

Poller::Poller() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (!epoll_) csapp::throw_errno("epoll_create1");
}

void Poller::add(int fd, void* owner, bool wants_write) {
  control(EPOLL_CTL_ADD, fd, owner, wants_write);
}

void Poller::change(int fd, void* owner, bool wants_write) {
  control(EPOLL_CTL_MOD, fd, owner, wants_write);
}

void Poller::control(int operation, int fd, void* owner, bool wants_write) {
  epoll_event event{};
  event.events = wants_write ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.ptr = owner;
  if (epoll_ctl(epoll_.get(), operation, fd, &event) != 0) {
    csapp::throw_errno("epoll_ctl");
  }
}

std::span<const epoll_event> Poller::wait(std::chrono::nanoseconds timeout) {
  using std::chrono::seconds;
  const auto whole = std::chrono::floor<seconds>(timeout);
  const timespec time{whole.count(), (timeout - whole).count()};
  const int count =
      epoll_pwait2(epoll_.get(), events_.data(), kMostAtOnce, &time, nullptr);
  if (count < 0 && errno != EINTR) csapp::throw_errno("epoll_pwait2");
  return {events_.data(), static_cast<std::size_t>(std::max(count, 0))};
}

}  // namespace load
