// The thread refers to a job that its starter owned and deleted on return.
//
// verdict:    memory_error
// within:     500
// primitives: plain, atomic, malloc, join

#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

struct Job {
  int input = 21;
};

std::atomic<int> result{0};

std::thread start() {
  auto owner = std::make_unique<Job>();
  const Job& job = *owner;
  return std::thread([&job] { result.store(2 * job.input); });
}

int main() {
  std::thread worker = start();
  worker.join();
  assert(result.load() == 42);
}
