#include "servers/echo/open_sessions.hh"

#include <sys/socket.h>

namespace echo {

void OpenSessions::enter(int fd) {
  const auto place = static_cast<std::size_t>(fd);
  const std::lock_guard lock(mutex_);
  if (place >= is_open_.size()) is_open_.resize(2 * place + 1);
  is_open_[place] = true;
  ++open_count_;
  if (stopped_) ::shutdown(fd, SHUT_RDWR);
}

void OpenSessions::leave(int fd) {
  const std::lock_guard lock(mutex_);
  is_open_[static_cast<std::size_t>(fd)] = false;
  // Under the lock: the waiter may destroy this object as soon as it has it.
  if (--open_count_ == 0) empty_.notify_all();
}

void OpenSessions::shut_down_all() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  for (std::size_t fd = 0; fd < is_open_.size(); ++fd) {
    if (is_open_[fd]) ::shutdown(static_cast<int>(fd), SHUT_RDWR);
  }
}

void OpenSessions::wait_until_empty() {
  std::unique_lock lock(mutex_);
  empty_.wait(lock, [this] { return open_count_ == 0; });
}

}  // namespace echo
