// What the library builds on futexes: atomic waiting, latches, barriers,
// semaphores, futures; and the system call itself.
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <barrier>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <future>
#include <latch>
#include <semaphore>
#include <thread>

namespace {

using namespace std::chrono_literals;

long futex(int* word, int operation, int value, const timespec* time) {
  return syscall(SYS_futex, word, operation, value, time, nullptr,
                 FUTEX_BITSET_MATCH_ANY);
}

void wait_for_atomic() {
  std::atomic<int> flag{0};
  std::thread setter([&] {
    flag = 1;
    flag.notify_all();
  });
  flag.wait(0);
  setter.join();
  assert(flag == 1);
}

void meet() {
  std::latch latch(3);
  std::barrier barrier(3);
  std::counting_semaphore<3> permits(0);
  int rounds = 0;
  auto work = [&] {
    latch.arrive_and_wait();
    for (int i = 0; i < 3; ++i) barrier.arrive_and_wait();
    permits.release();
  };
  std::jthread one(work), other(work);
  latch.arrive_and_wait();
  for (int i = 0; i < 3; ++i, ++rounds) barrier.arrive_and_wait();
  for (int i = 0; i < 2; ++i) permits.acquire();
  assert(!permits.try_acquire());
  assert(!permits.try_acquire_for(10ms));
  std::printf("rounds %d\n", rounds);
}

void keep_a_promise() {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  assert(future.wait_for(5s) == std::future_status::timeout);
  std::thread keeper([&] { promise.set_value(42); });
  std::printf("future %d\n", future.get());
  keeper.join();
  std::printf("async %d\n", std::async(std::launch::async, [] {
                              // sleep: in virtual time
                              std::this_thread::sleep_for(1s);
                              return 7;
                            }).get());
}

void call_the_kernel() {
  static int word = 5;
  const timespec soon = {1, 0};
  assert(futex(&word, FUTEX_WAIT_PRIVATE, 4, nullptr) == -1);
  assert(errno == EAGAIN);
  assert(futex(&word, FUTEX_WAIT, 5, &soon) == -1);
  assert(errno == ETIMEDOUT);
  const int past = FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME;
  assert(futex(&word, past, 5, &soon) == -1);
  assert(errno == ETIMEDOUT);
  assert(futex(&word, FUTEX_WAKE, 1, nullptr) == 0);
  assert(syscall(SYS_gettid) == getpid());
  std::thread([] { assert(gettid() != getpid()); }).join();
}

}  // namespace

int main() {
  wait_for_atomic();
  meet();
  keep_a_promise();
  call_the_kernel();
  std::printf("done\n");
}
