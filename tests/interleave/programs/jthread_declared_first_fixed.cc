// The jthread is the last member, so it is joined before the cell goes.
//
// verdict:    none
// primitives: plain, jthread, malloc, join

#include <memory>
#include <thread>

class Meter {
 public:
  void start() {
    worker_ = std::jthread([&cell = *cell_] { cell = 1; });
  }

 private:
  std::unique_ptr<int> cell_ = std::make_unique<int>(0);
  std::jthread worker_;
};

int main() {
  Meter meter;
  meter.start();
}
