// Two jthreads add one to a plain counter; one addition is lost when both
// read 0 before either writes.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, jthread, join, malloc

#include <cassert>
#include <thread>

int counter = 0;

void add_one() { ++counter; }

int main() {
  {
    std::jthread a(add_one);
    std::jthread b(add_one);
  }
  assert(counter == 2);
}
