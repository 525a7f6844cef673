// One thread reads the first element while another appends: the vector moves to
// a larger block, and the reader reads the one just freed.
//
// verdict:    memory_error
// also:       data_race
// within:     500
// primitives: plain, malloc, join

#include <cassert>
#include <thread>
#include <vector>

std::vector<int> list;

void append() { list.push_back(8); }

void read_first() {
  const int* first = list.data();
  assert(*first == 7);
}

int main() {
  list.assign(1, 7);
  std::thread reader(read_first);
  std::thread writer(append);
  reader.join();
  writer.join();
}
