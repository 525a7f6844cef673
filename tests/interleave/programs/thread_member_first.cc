// The thread is the first member, so it starts before the second member has its
// value.
//
// verdict:    assertion
// also:       data_race
// within:     500
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
  std::thread worker_;
  int limit_ = 3;
  int seen_ = 0;
};

int main() {
  Pump pump;
  const int seen = pump.finish();
  assert(seen == 3);
}
