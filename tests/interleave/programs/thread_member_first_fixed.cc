// The thread is the last member, so it starts when all others have their
// values.
//
// verdict:    none
// primitives: plain, join

#include <cassert>
#include <thread>

class Pump {
 public:
  Pump() : worker_([this] { seen_ = limit_; }) {}

  int finish() {
    worker_.join();
    return seen_;
  }

 private:
  int limit_ = 3;
  int seen_ = 0;
  std::thread worker_;
};

int main() {
  Pump pump;
  const int seen = pump.finish();
  assert(seen == 3);
}
