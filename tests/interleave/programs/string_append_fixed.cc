// Two threads append a letter to the same string, each under the lock.
//
// verdict:    none
// primitives: plain, mutex, join

#include <cassert>
#include <mutex>
#include <string>
#include <thread>

std::mutex log_lock;
std::string log_text;

void append(char letter) {
  std::lock_guard hold(log_lock);
  log_text.push_back(letter);
}

int main() {
  std::thread a(append, 'a');
  std::thread b(append, 'b');
  a.join();
  b.join();
  assert(log_text.size() == 2);
}
