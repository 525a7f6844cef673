// An allocator gives memory back with one signal, where two threads wait for
// different amounts.
//
// Model:  two threads that allocate, main that frees; a lock, a condition.
// Fails:  the signal wakes the thread that needs more than is there; the other
//         one could go on, and sleeps.
// Source: Lampson and Redell, "Experience with Processes and Monitors in Mesa"
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex lock;
static std::condition_variable freed;
static int room;  // guarded by lock

static void take(int bytes) {
  std::unique_lock guard(lock);
  while (room < bytes) freed.wait(guard);
  room -= bytes;
}

static void give(int bytes) {
  const std::lock_guard guard(lock);
  room += bytes;
  freed.notify_one();
}

int main() {
  std::thread large(take, 100);
  std::thread small(take, 10);
  give(50);
  small.join();
  give(60);
  large.join();
  std::puts("both got their memory");
}
