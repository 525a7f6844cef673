// A locked mutex stands in for a signal: main waits for it, the worker unlocks
// what main has locked. A mutex may be unlocked only by the thread that locked
// it.
//
// verdict:    misuse
// within:     500
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <thread>

std::mutex finished;
int result = 0;

void work() {
  result = 7;
  finished.unlock();
}

int main() {
  finished.lock();
  std::thread worker(work);
  finished.lock();
  assert(result == 7);
  worker.join();
}
