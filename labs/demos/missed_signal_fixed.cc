// One thread waits until a variable says that the other one is done.
//
// Model:  two threads, a lock, a condition, and the state that it is about.
// Source: "Operating Systems: Three Easy Pieces", 30.1
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::condition_variable done;
static bool is_done;  // guarded by lock

static void work() {
  const std::lock_guard guard(lock);
  is_done = true;
  done.notify_one();
}

int main() {
  std::thread worker(work);
  {
    std::unique_lock guard(lock);
    while (!is_done) done.wait(guard);
  }
  worker.join();
  std::puts("the worker is done");
}
