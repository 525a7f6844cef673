// Main does not wait for the thread that it detached: on the way out the report
// is destroyed, and the thread still writes to it.
//
// verdict:    memory_error
// within:     500
// primitives: plain, detach, malloc

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
  writer.detach();
}
