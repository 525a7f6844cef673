#include "servers/echo/open_sessions.hh"

#include <sys/socket.h>

namespace echo {

void OpenSessions::enter(int fd) {
  const std::lock_guard lock(mutex_);
  descriptors_.insert(fd);
  if (stopped_) ::shutdown(fd, SHUT_RDWR);
}

void OpenSessions::leave(int fd) {
  const std::lock_guard lock(mutex_);
  descriptors_.erase(fd);
  // Under the lock: the waiter may destroy this object as soon as it has it.
  if (descriptors_.empty()) empty_.notify_all();
}

void OpenSessions::shut_down_all() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  for (const int fd : descriptors_) ::shutdown(fd, SHUT_RDWR);
}

void OpenSessions::wait_until_empty() {
  std::unique_lock lock(mutex_);
  empty_.wait(lock, [this] { return descriptors_.empty(); });
}

}  // namespace echo
