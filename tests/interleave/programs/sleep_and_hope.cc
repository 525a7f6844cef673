// Main sleeps long enough for the worker to finish, it hopes. A sleep orders
// nothing.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, sleep, join

#include <cassert>
#include <chrono>
#include <thread>

int result = 0;

void work() { result = 7; }

int main() {
  std::thread worker(work);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));  // sleep: the bug
  assert(result == 7);
  worker.join();
}
