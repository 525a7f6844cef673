// Every means of the C++20 thread library, each used as it should be: whatever
// is reported here is a false alarm.
//
// verdict:    none
// primitives: plain, atomic, jthread, shared_mutex, condition_variable_any

#include <atomic>
#include <barrier>
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <map>
#include <memory>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Runs the body in two threads, with 0 and 1, and waits for both.
void in_two_threads(const std::function<void(int)>& body) {
  std::jthread first([&body] { body(0); });
  std::jthread second([&body] { body(1); });
}

// A mutex, taken in four ways.
void lock_plainly() {
  std::mutex lock;
  int sum = 0;
  in_two_threads([&](int me) {
    if (me == 0) {
      std::lock_guard hold(lock);
      ++sum;
    } else {
      std::unique_lock hold(lock, std::defer_lock);
      if (!hold.try_lock()) {
        hold.lock();
      }
      ++sum;
    }
    lock.lock();
    ++sum;
    lock.unlock();
  });
  assert(sum == 4);
}

// Two mutexes, asked for in both orders, but by those who can back off.
void lock_several() {
  std::mutex a;
  std::mutex b;
  int sum = 0;
  in_two_threads([&](int me) {
    if (me == 0) {
      std::scoped_lock hold(a, b);
      ++sum;
    } else {
      std::unique_lock hold_b(b, std::defer_lock);
      std::unique_lock hold_a(a, std::defer_lock);
      std::lock(hold_b, hold_a);
      ++sum;
    }
  });
  assert(sum == 2);
}

// Mutexes that know their owner, and a deadline that may pass.
void lock_specially() {
  std::recursive_mutex nested;
  std::timed_mutex timed;
  int sum = 0;
  int lucky = 0;
  in_two_threads([&](int) {
    {
      std::lock_guard outer(nested);
      std::lock_guard inner(nested);
      ++sum;
    }
    std::unique_lock hold(timed, std::chrono::milliseconds(5));
    if (hold.owns_lock()) {
      ++lucky;
    }
  });
  assert(sum == 2 && lucky >= 1 && lucky <= 2);
}

// A reader that becomes a writer the right way.
void read_and_write() {
  std::shared_mutex lock;
  int value = 0;
  in_two_threads([&](int me) {
    std::shared_lock reading(lock);
    if (value == 0) {
      reading.unlock();
      std::unique_lock writing(lock);
      value += 1 + me;
    }
  });
  assert(value >= 1 && value <= 3);
}

// A queue with one place, closed by its producer.
class Channel {
 public:
  void put(int value) {
    std::unique_lock hold(lock_);
    changed_.wait(hold, [this] { return !full_; });
    value_ = value;
    full_ = true;
    changed_.notify_all();
  }

  void close() {
    std::lock_guard hold(lock_);
    closed_ = true;
    changed_.notify_all();
  }

  // False at the end of what was put.
  bool take(int& value) {
    std::unique_lock hold(lock_);
    changed_.wait(hold, [this] { return full_ || closed_; });
    if (!full_) {
      return false;
    }
    value = value_;
    full_ = false;
    changed_.notify_all();
    return true;
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  bool full_ = false;    // guarded by lock_
  bool closed_ = false;  // guarded by lock_
  int value_ = 0;        // guarded by lock_
};

void pass_through_channel() {
  Channel channel;
  std::jthread producer([&channel] {
    channel.put(1);
    channel.put(2);
    channel.close();
  });
  int sum = 0;
  for (int value = 0; channel.take(value);) {
    sum = 10 * sum + value;
  }
  assert(sum == 12);
}

// A wait that a stop token ends, and one that time may end.
void wait_and_stop() {
  std::shared_mutex lock;
  std::condition_variable_any changed;
  int work = 1;
  int done = 0;
  {
    std::jthread worker([&](std::stop_token stop) {
      std::unique_lock hold(lock);
      while (changed.wait(hold, stop, [&] { return work > 0; })) {
        --work;
        ++done;
      }
    });
    std::unique_lock hold(lock);
    changed.wait_for(hold, std::chrono::milliseconds(5),
                     [&] { return done == 1; });
  }
  assert(work == 0 && done == 1);
}

// Counting, publishing and waiting with atomics.
void use_atomics() {
  std::atomic<int> count{0};
  std::atomic<int> most{0};
  std::atomic<int> state{0};
  int message = 0;
  in_two_threads([&](int me) {
    count.fetch_add(1, std::memory_order_relaxed);
    int seen = most.load();
    while (seen < me + 1 && !most.compare_exchange_weak(seen, me + 1)) {
    }
    if (me == 0) {
      message = 7;
      // Pairs with the acquire in the wait below.
      state.store(1, std::memory_order_release);
      state.notify_one();
    } else {
      state.wait(0, std::memory_order_acquire);
      assert(message == 7);
    }
  });
  assert(count.load() == 2 && most.load() == 2);
}

// A lock of atomic_flag, once spinning and once sleeping, and Peterson's.
void spin() {
  std::atomic_flag held;
  std::atomic<bool> wants[2] = {false, false};
  std::atomic<int> turn{0};
  int sum = 0;
  int product = 1;
  in_two_threads([&](int me) {
    while (held.test_and_set()) {
      if (me == 0) {
        std::this_thread::yield();
      } else {
        held.wait(true);
      }
    }
    ++sum;
    held.clear();
    held.notify_one();
    wants[me].store(true);
    turn.store(1 - me);
    while (wants[1 - me].load() && turn.load() != me) {
    }
    product *= 2 + me;
    wants[me].store(false);
  });
  assert(sum == 2 && product == 6);
}

// Meeting places, each used twice where it can be.
void meet() {
  std::latch started(2);
  int rounds = 0;
  auto count_round = [&rounds]() noexcept { ++rounds; };
  std::barrier round_end(2, count_round);
  int cells[2] = {0, 0};
  in_two_threads([&](int me) {
    started.arrive_and_wait();
    cells[me] = 1;
    round_end.arrive_and_wait();
    assert(cells[1 - me] == 1 && rounds == 1);
    round_end.arrive_and_wait();
    cells[me] = 2;
    round_end.arrive_and_drop();
  });
  assert(rounds == 3 && cells[0] + cells[1] == 4);
}

// One place, handed to and fro by two semaphores. None has two threads that
// wait: that of libstdc++ 12 may sleep for ever then (semaphore_of_gcc12.cc).
void hand_over() {
  std::binary_semaphore room(1);
  std::binary_semaphore filled(0);
  std::counting_semaphore<3> visits(0);
  int place = 0;
  int sum = 0;
  in_two_threads([&](int me) {
    for (int value = 1; value <= 2; ++value) {
      (me == 0 ? room : filled).acquire();
      if (me == 0) {
        place = value;
      } else {
        sum += place;
      }
      (me == 0 ? filled : room).release();
    }
    visits.release();
  });
  visits.acquire();
  visits.acquire();
  assert(sum == 3 && !visits.try_acquire());
}

struct Settings {
  Settings() { made.fetch_add(1); }
  static inline std::atomic<int> made{0};
  int level = 3;
};

const Settings& settings() {
  static const Settings only;
  return only;
}

std::mutex tally_lock;
int tally_total = 0;  // guarded by tally_lock

struct Tally {
  ~Tally() {
    std::lock_guard hold(tally_lock);
    tally_total += hits;
  }
  int hits = 0;
};

// What is made once, and what is made once for each thread.
void initialise() {
  std::once_flag once;
  int calls = 0;
  in_two_threads([&](int me) {
    thread_local Tally tally;
    tally.hits = me + 1;
    std::call_once(once, [&calls] { ++calls; });
    assert(calls == 1 && settings().level == 3);
  });
  assert(calls == 1 && Settings::made.load() == 1 && tally_total == 3);
}

// Results that come back: a value, an exception, from a task, now and later.
void promise() {
  std::promise<int> given;
  std::shared_future<int> seen(given.get_future());
  std::packaged_task<int(int)> task([](int n) {
    return n > 0 ? n : throw std::invalid_argument("not positive");
  });
  std::future<int> failed = task.get_future();
  auto later = std::async(std::launch::deferred, [seen] { return seen.get(); });
  auto now = std::async(std::launch::async, [seen] { return 1 + seen.get(); });
  std::jthread worker(std::move(task), -1);
  given.set_value(5);
  while (now.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    std::this_thread::yield();
  }
  const int next = now.get();
  const int same = later.get();
  assert(next == 6 && same == 5);
  bool caught = false;
  try {
    failed.get();
  } catch (const std::invalid_argument&) {
    caught = true;
  }
  assert(caught);
}

// Owners of the heap: one each, one after the other, and one of several.
void own() {
  auto shared = std::make_shared<int>(7);
  std::weak_ptr<int> watched = shared;
  auto unique = std::make_unique<int>(4);
  std::thread reader([mine = shared] { assert(*mine == 7); });
  std::thread watcher([watched] {
    if (auto mine = watched.lock()) {
      assert(*mine == 7);
    }
  });
  std::thread heir([mine = std::move(unique)] {
    *mine += 1;
    assert(*mine == 5);
  });
  shared.reset();
  std::thread moved = std::move(reader);
  assert(!reader.joinable() && moved.joinable());
  for (std::thread* each : {&moved, &watcher, &heir}) {
    each->join();
  }
  assert(watched.expired());
}

// Containers that grow under a lock.
void fill_containers() {
  std::mutex lock;
  std::vector<int> list;
  std::map<int, std::string> names;
  std::string text;
  in_two_threads([&](int me) {
    const std::string name(20, static_cast<char>('a' + me));
    std::lock_guard hold(lock);
    list.push_back(me);
    names[me] = name;
    text += name;
  });
  assert(list.size() == 2 && names.size() == 2 && text.size() == 40);
}

int main() {
  lock_plainly();
  lock_several();
  lock_specially();
  read_and_write();
  pass_through_channel();
  wait_and_stop();
  use_atomics();
  spin();
  meet();
  hand_over();
  initialise();
  promise();
  own();
  fill_containers();
}
