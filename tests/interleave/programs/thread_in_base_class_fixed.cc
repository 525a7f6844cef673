// The derived class joins the thread before its own part goes.
//
// verdict:    none
// primitives: plain, join

#include <cassert>
#include <thread>

class Service {
 public:
  virtual ~Service() { assert(!worker_.joinable()); }

  void start() {
    worker_ = std::thread([this] { step(); });
  }

 protected:
  virtual void step() = 0;

  std::thread worker_;
};

class Counter : public Service {
 public:
  ~Counter() override { worker_.join(); }

 private:
  void step() override { ++count_; }

  int count_ = 0;
};

int main() {
  Counter counter;
  counter.start();
}
