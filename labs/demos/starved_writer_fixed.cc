// Readers may read together, but who comes while the writer waits comes after
// it.
//
// Model:  two threads read by turns, a third one wants to write; a lock and a
//         condition for what they share.
// Source: Courtois, Heymans and Parnas, "Concurrent Control with 'Readers' and
//         'Writers'", problem 2
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>

using namespace std::chrono;
constexpr int kReads = 1000;
static std::mutex lock;  // guards all the rest
static std::condition_variable changed;
static int came, reading, waited_for;
static bool writer_came, writer_was_in;

static double ms() { return steady_clock::now().time_since_epoch() / 1.0ms; }

static void read_often() {
  std::unique_lock guard(lock);
  while (came < kReads) {
    const double begin = ms();
    const int mine = ++came;
    changed.notify_all();
    while (writer_came && !writer_was_in) changed.wait(guard);
    ++reading;
    std::printf("plot reader %d %f\n", came, ms() - begin);
    while ((came == mine && mine < kReads) || !writer_came) changed.wait(guard);
    --reading;
    changed.notify_all();
    waited_for += !writer_was_in;
  }
}

static void write_once() {
  std::unique_lock guard(lock);
  while (reading == 0) changed.wait(guard);  // comes while somebody reads
  const double begin = ms();
  writer_came = true;
  changed.notify_all();
  while (reading > 0) changed.wait(guard);
  std::printf("plot writer %d %f\n", came, ms() - begin);
  writer_was_in = true;
  changed.notify_all();
}

int main() {
  std::thread writer(write_once), one(read_often), other(read_often);
  for (std::thread* thread : {&writer, &one, &other}) thread->join();
  std::printf("reads while the writer waited: %d\n", waited_for);
  return waited_for > 2 ? 1 : 0;
}
