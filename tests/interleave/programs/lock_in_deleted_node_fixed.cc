// A node holds its own lock and lives as long as somebody has a shared_ptr to
// it.
//
// verdict:    none
// primitives: plain, atomic, mutex, shared_ptr, malloc, join

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
  auto node = std::make_shared<Node>();
  std::thread visitor([own = node] { visit(*own); });
  visit(*node);
  node.reset();
  visitor.join();
}
