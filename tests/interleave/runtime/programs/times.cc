// Virtual time: long sleeps take no time, dates are always the same, and
// whoever waits for a time by reading clocks gets there.
#include <sys/time.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <thread>

namespace {

using namespace std::chrono_literals;

const std::time_t before_main = std::time(nullptr);

void print_date() {
  const std::time_t now = std::time(nullptr);
  const std::tm* date = std::gmtime(&now);
  std::printf("%d-%02d-%02d\n", date->tm_year + 1900, date->tm_mon + 1,
              date->tm_mday);
}

void sleep_in_all_ways() {
  const auto begin = std::chrono::steady_clock::now();
  // sleep: virtual time, the subject of this program
  sleep(10);
  // sleep: virtual time, the subject of this program
  usleep(1000);
  timespec left = {9, 9};
  const timespec second = {1, 0};
  // sleep: virtual time, the subject of this program
  assert(nanosleep(&second, &left) == 0 && left.tv_sec == 0);
  const timespec wrong = {0, -1};
  // sleep: virtual time, the subject of this program
  assert(nanosleep(&wrong, nullptr) == -1 && errno == EINVAL);
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  now.tv_sec += 100;
  // sleep: virtual time, the subject of this program
  assert(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &now, nullptr) == 0);
  // sleep: virtual time, the subject of this program
  std::this_thread::sleep_for(1h);
  const auto end = std::chrono::steady_clock::now();
  std::printf(
      "slept %ld s\n",
      std::chrono::duration_cast<std::chrono::seconds>(end - begin).count());
}

void poll_the_clock() {
  const auto end = std::chrono::system_clock::now() + 10s;
  int readings = 0;
  while (std::chrono::system_clock::now() < end) ++readings;
  std::printf("polled %s\n", readings < 2000 ? "briefly" : "for long");
}

void sleep_at_the_same_time() {
  const auto begin = std::chrono::steady_clock::now();
  // sleep: virtual time, the subject of this program
  std::thread late([] { sleep(200); });
  // sleep: virtual time, the subject of this program
  std::thread early([] { sleep(100); });
  late.join();
  early.join();
  assert(std::chrono::steady_clock::now() - begin >= 200s);
}

void time_out() {
  std::mutex mutex;
  std::condition_variable changed;
  std::unique_lock lock(mutex);
  const auto result = changed.wait_for(lock, 1min);
  std::printf("timeout %d\n", result == std::cv_status::timeout);
}

}  // namespace

int main() {
  print_date();
  assert(before_main == std::time(nullptr));
  assert(alarm(1) == 0);
  sleep_in_all_ways();
  poll_the_clock();
  sleep_at_the_same_time();
  time_out();
  timeval now;
  assert(gettimeofday(&now, nullptr) == 0 && now.tv_sec > before_main);
}
