// A node holds its own lock. One thread has finished with it and deletes it;
// the other locks a mutex that is gone.
//
// verdict:    memory_error
// within:     500
// primitives: plain, mutex, malloc, join

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

struct Node {
  std::mutex lock;
  int visits = 0;  // guarded by lock
};

void visit(Node& node) {
  std::lock_guard hold(node.lock);
  ++node.visits;
}

int main() {
  auto node = std::make_unique<Node>();
  std::thread visitor(visit, std::ref(*node));
  visit(*node);
  node.reset();
  visitor.join();
}
