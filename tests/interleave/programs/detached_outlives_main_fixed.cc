// Main waits for the thread before it leaves.
//
// verdict:    none
// primitives: plain, join, malloc

#include <memory>
#include <thread>

struct Report {
  int lines = 0;
  int pages = 0;
};

std::unique_ptr<Report> report;

void fill(Report* target) {
  target->lines = 40;
  target->pages = 1;
}

int main() {
  report = std::make_unique<Report>();
  std::thread writer(fill, report.get());
  writer.join();
}
