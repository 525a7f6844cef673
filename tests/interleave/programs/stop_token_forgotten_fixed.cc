// The wait takes the stop token: a request to stop ends it.
//
// verdict:    none
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
  while (changed.wait(hold, stop, [] { return work > 0; })) {
    --work;
    ++done;
  }
}

int main() {
  { std::jthread worker(serve); }
  assert(done == 1);
}
