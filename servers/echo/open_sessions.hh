// OpenSessions: the connections that threads are blocked on right now.
//
// A thread that sleeps in read(2) does not see a stop. Shutting its connection
// down from outside wakes it: the read returns end of file, a write fails.
// Closing the descriptor instead would not wake it, and another connection
// could get the same number in the meantime.
//
// Source: shutdown(2); why not close: Stevens, UNP volume 1, 6.6.
#ifndef SERVERS_ECHO_OPEN_SESSIONS_HH
#define SERVERS_ECHO_OPEN_SESSIONS_HH

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

namespace echo {

/// Thread: any.
class OpenSessions {
 public:
  /// From now on shut_down_all() reaches `fd`, at once if it was called before.
  void enter(int fd);

  /// REQUIRES: enter(fd) before; call it before `fd` is closed.
  void leave(int fd);

  /// Ends every session, those that enter later included. Does not wait.
  void shut_down_all();

  /// Blocks until every session that entered has left.
  void wait_until_empty();

 private:
  std::mutex mutex_;
  // mutex_ must be held when using these:
  std::vector<bool> is_open_;  // by descriptor: nothing to allocate for each
  std::size_t open_count_ = 0;
  bool stopped_ = false;
  // Waited for with mutex_:
  std::condition_variable empty_;
};

}  // namespace echo

#endif
