// A lock that is passed on in the order in which it was asked for: a ticket
// lock.
//
// Model:  threads take the lock again and again; it is made of a mutex and a
//         condition, and numbers those who ask and those who get it.
// Source: Reed and Kanodia, "Synchronization with Eventcounts and Sequencers"
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono;
static std::mutex inside;  // guards all the rest
static std::condition_variable changed;
static int threads = 4, asked, got, given_back, most_overtaken;

static double ms() { return steady_clock::now().time_since_epoch() / 1.0ms; }

static void acquire(int who) {
  std::unique_lock guard(inside);
  const double begin = ms();
  const int mine = asked++;
  changed.notify_all();
  while (asked < threads) changed.wait(guard);  // begin together
  while (given_back < mine) changed.wait(guard);
  if (got - mine > most_overtaken) most_overtaken = got - mine;
  std::printf("plot thread-%d %d %f\n", who, ++got, ms() - begin);
}

static void release() {
  const std::lock_guard guard(inside);
  ++given_back;
  changed.notify_all();
}

static void take_often(int who, int times) {
  for (int i = 0; i < times; ++i) {
    acquire(who);
    for (volatile int work = 0; work < 2000;) work = work + 1;
    release();
  }
}

int main(int argc, char**) {
  if (argc > 1) threads = 2;  // and once each: few schedules
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back(take_often, i, argc > 1 ? 1 : 100);
  for (std::thread& thread : all) thread.join();
  std::printf("one was overtaken %d times\n", most_overtaken);
  return most_overtaken > 0 ? 1 : 0;
}
