// One thread waits for a signal that another one may have given already.
//
// Model:  two threads, a lock, a condition.
// Fails:  nobody remembers a signal: given before the wait, it is lost, and the
//         wait never ends.
// Source: "Operating Systems: Three Easy Pieces", 30.1
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::condition_variable done;

static void work() {
  const std::lock_guard guard(lock);
  done.notify_one();
}

int main() {
  std::thread worker(work);
  {
    std::unique_lock guard(lock);
    done.wait(guard);
  }
  worker.join();
  std::puts("the worker is done");
}
