// ConnectionQueue: a bounded buffer of accepted clients.
//
// Producer and workers meet here. A full queue blocks the producer, so that it
// stops accepting and further clients wait in the kernel's backlog; an empty
// one blocks the workers. Closing it wakes everybody, once and for all.
//
// A producer that was blocked is woken when the queue is half empty. It then
// fills it in one go; woken for each place, it would switch with the workers at
// every client. The workers cannot empty a full queue without passing the half,
// so that nobody waits for ever who is the only producer; of several, one may
// wait as long as the others keep the queue fuller than that.
//
// Source: the bounded buffer as a monitor (Hoare 1974), with one condition for
// each thing that is waited for.
#ifndef SERVERS_ECHO_CONNECTION_QUEUE_HH
#define SERVERS_ECHO_CONNECTION_QUEUE_HH

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

#include "csapp/descriptor.hh"

namespace echo {

/// Thread: any.
class ConnectionQueue {
 public:
  /// REQUIRES: capacity > 0.
  explicit ConnectionQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Blocks while the queue is full, and until it is half empty then. False,
  /// and the client is closed, when the queue was closed.
  bool push(csapp::Descriptor client);

  /// Blocks while the queue is empty. Empty when it was closed; clients that
  /// still wait are then dropped with the queue.
  [[nodiscard]] csapp::Descriptor pop();

  /// Wakes every waiter; push and pop return at once from now on.
  void close();

 private:
  const std::size_t capacity_;

  std::mutex mutex_;
  // mutex_ must be held when using these:
  std::deque<csapp::Descriptor> clients_;
  bool closed_ = false;
  // Waited for with mutex_:
  std::condition_variable has_room_;
  std::condition_variable has_client_;
};

}  // namespace echo

#endif
