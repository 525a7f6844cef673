// Members are destroyed from the last to the first: the cell goes before the
// jthread that still writes to it has been joined.
//
// verdict:    memory_error
// within:     500
// primitives: plain, jthread, malloc, join

#include <memory>
#include <thread>

class Meter {
 public:
  void start() {
    worker_ = std::jthread([&cell = *cell_] { cell = 1; });
  }

 private:
  std::jthread worker_;
  std::unique_ptr<int> cell_ = std::make_unique<int>(0);
};

int main() {
  Meter meter;
  meter.start();
}
