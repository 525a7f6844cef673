// The job moves into the thread, which now owns it.
//
// verdict:    none
// primitives: plain, atomic, malloc, join

#include <atomic>
#include <cassert>
#include <memory>
#include <thread>
#include <utility>

struct Job {
  int input = 21;
};

std::atomic<int> result{0};

std::thread start() {
  auto owner = std::make_unique<Job>();
  return std::thread(
      [job = std::move(owner)] { result.store(2 * job->input); });
}

int main() {
  std::thread worker = start();
  worker.join();
  assert(result.load() == 42);
}
