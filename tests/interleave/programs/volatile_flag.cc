// A flag that is volatile, not atomic: it orders nothing between threads. Whole
// steps in any order give no wrong value; the race is the bug.
//
// verdict:    data_race
// within:     500
// primitives: plain, join

#include <cassert>
#include <thread>

int message = 0;
volatile bool ready{false};

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
