// Two threads append a letter to the same string; both write at the same place
// and one letter is lost.
//
// verdict:    assertion
// also:       data_race
// within:     500
// primitives: plain, join

#include <cassert>
#include <string>
#include <thread>

std::string log_text;

void append(char letter) { log_text.push_back(letter); }

int main() {
  std::thread a(append, 'a');
  std::thread b(append, 'b');
  a.join();
  b.join();
  assert(log_text.size() == 2);
}
