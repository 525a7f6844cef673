// The base class joins the thread in its destructor. By then the derived part
// is gone, and the thread calls a function that has no body left.
//
// verdict:    crash
// also:       data_race
// within:     500
// primitives: plain, join

#include <thread>

class Service {
 public:
  virtual ~Service() { worker_.join(); }

  void start() {
    worker_ = std::thread([this] { step(); });
  }

 protected:
  virtual void step() = 0;

  std::thread worker_;
};

class Counter : public Service {
 private:
  void step() override { ++count_; }

  int count_ = 0;
};

int main() {
  Counter counter;
  counter.start();
}
