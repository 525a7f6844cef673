// The loop asks whether to stop, the wait does not: once the worker waits for
// more work, the jthread's request wakes nobody and its join never ends.
//
// verdict:    deadlock
// within:     500
// primitives: plain, mutex, condition_variable_any, jthread, atomic, join

#include <cassert>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

std::mutex lock;
std::condition_variable_any changed;
int work = 1;  // guarded by lock
int done = 0;  // guarded by lock

void serve(std::stop_token stop) {
  std::unique_lock hold(lock);
  while (!stop.stop_requested()) {
    changed.wait(hold, [] { return work > 0; });
    --work;
    ++done;
  }
}

int main() {
  { std::jthread worker(serve); }
  assert(done <= 1);
}
