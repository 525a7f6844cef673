// Code that runs once: pthread_once, std::call_once, function-local statics;
// an exception makes the next thread try again.
#include <pthread.h>

#include <cassert>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

int plain_runs = 0;
int throwing_runs = 0;
int guarded_runs = 0;
int throwing_guard_runs = 0;
pthread_once_t plain = PTHREAD_ONCE_INIT;
std::once_flag throwing;

struct Before {
  Before() {
    std::call_once(flag, [this] { ++runs; });
  }
  std::once_flag flag;
  int runs = 0;
} before_main;

int slow_value() {
  std::this_thread::yield();
  return ++guarded_runs;
}

int guarded() {
  static int value = slow_value();
  return value;
}

int throw_at_first() {
  if (++throwing_guard_runs == 1) throw std::runtime_error("guard");
  return 5;
}

int guarded_with_throw() {
  static int value = throw_at_first();
  return value;
}

void use_all() {
  pthread_once(&plain, [] {
    ++plain_runs;
    std::this_thread::yield();
  });
  assert(plain_runs == 1);
  try {
    std::call_once(throwing, [] {
      if (++throwing_runs < 3) throw std::runtime_error("once");
    });
  } catch (const std::runtime_error& error) {
    assert(std::string("once") == error.what());
  }
  assert(guarded() == 1);
  try {
    assert(guarded_with_throw() == 5);
  } catch (const std::runtime_error&) {
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "recursive") {
    static std::once_flag flag;
    std::call_once(flag, [] { std::call_once(flag, [] {}); });
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(use_all);
  for (std::thread& thread : threads) thread.join();
  std::printf("plain %d throwing %d guarded %d guard %d before %d\n",
              plain_runs, throwing_runs, guarded_runs, throwing_guard_runs,
              before_main.runs);
}
