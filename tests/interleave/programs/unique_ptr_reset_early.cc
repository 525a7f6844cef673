// The owner deletes the buffer while the worker still writes to it.
//
// verdict:    memory_error
// within:     500
// primitives: plain, malloc, join

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
  buffer.reset();
  worker.join();
}
