// The owner waits for the worker, then deletes the buffer.
//
// verdict:    none
// primitives: plain, malloc, join

#include <cassert>
#include <memory>
#include <thread>

struct Buffer {
  int cells[2] = {0, 0};
};

void fill(Buffer* buffer) {
  buffer->cells[0] = 1;
  buffer->cells[1] = 2;
}

int main() {
  auto buffer = std::make_unique<Buffer>();
  std::thread worker(fill, buffer.get());
  worker.join();
  assert(buffer->cells[0] + buffer->cells[1] == 3);
  buffer.reset();
}
