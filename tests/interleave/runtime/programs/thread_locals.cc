// Destructors of thread_local objects: in reverse order at the end of each
// thread, main's at exit, before those of static objects.
#include <cstdio>
#include <string>
#include <thread>

namespace {

struct Noisy {
  explicit Noisy(const char* name) : name(name) {}
  ~Noisy() { std::printf("%s ends\n", name); }
  const char* name;
};

Noisy global("global");
thread_local Noisy first("first");
thread_local Noisy second("second");
thread_local std::string text;

void use() {
  text += "a string that is too long to be kept in place";
  std::printf("uses %s %s %zu\n", first.name, second.name, text.size());
}

}  // namespace

int main() {
  std::thread(use).join();
  std::printf("joined\n");
  std::thread(use).join();
  use();
  return 0;
}
