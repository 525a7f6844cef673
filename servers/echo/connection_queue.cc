#include "servers/echo/connection_queue.hh"

#include <utility>

namespace echo {

bool ConnectionQueue::push(csapp::Descriptor client) {
  std::unique_lock lock(mutex_);
  has_room_.wait(lock,
                 [this] { return closed_ || clients_.size() < capacity_; });
  if (closed_) return false;
  clients_.push_back(std::move(client));
  lock.unlock();  // or who is woken would wait for it at once
  has_client_.notify_one();
  return true;
}

csapp::Descriptor ConnectionQueue::pop() {
  std::unique_lock lock(mutex_);
  has_client_.wait(lock, [this] { return closed_ || !clients_.empty(); });
  if (closed_) return {};
  csapp::Descriptor client = std::move(clients_.front());
  clients_.pop_front();
  const bool is_half_empty = clients_.size() == capacity_ / 2;
  lock.unlock();
  if (is_half_empty) has_room_.notify_all();
  return client;
}

void ConnectionQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  has_room_.notify_all();
  has_client_.notify_all();
}

}  // namespace echo
