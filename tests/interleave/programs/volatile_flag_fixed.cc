// A flag that is atomic: who sees it sees the message.
//
// verdict:    none
// primitives: plain, atomic, join

#include <atomic>
#include <cassert>
#include <thread>

int message = 0;
std::atomic<bool> ready{false};

void announce() {
  message = 42;
  ready = true;
}

void look() {
  if (ready) {
    assert(message == 42);
  }
}

int main() {
  std::thread writer(announce);
  std::thread reader(look);
  writer.join();
  reader.join();
}
