// The detector against a slow one that computes the order of every two steps,
// over random traces of locks, atomics, creation and join.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "tests/interleave/analysis/trace.hh"

namespace interleave {
namespace {

constexpr unsigned kThreads = 4;
constexpr unsigned kLocations = 6;

// ordered[i][j]: step i happens before step j.
using Order = std::vector<std::vector<bool>>;

bool is_edge(const Event& a, const Event& b) {
  if (a.thread == b.thread) return true;
  if (a.op == Op::kThreadCreate) return offset_of(a.object) == b.thread;
  if (b.op == Op::kThreadJoin) return offset_of(b.object) == a.thread;
  return a.op == Op::kMutexUnlock && b.op == Op::kMutexLock &&
         a.object == b.object;
}

Order order_of(const std::vector<Event>& events) {
  const std::size_t size = events.size();
  Order order(size, std::vector<bool>(size));
  for (std::size_t j = 0; j < size; ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      if (!is_edge(events[i], events[j])) continue;
      order[i][j] = true;
      for (std::size_t k = 0; k < i; ++k) {
        if (order[k][i]) order[k][j] = true;
      }
    }
  }
  return order;
}

std::set<std::uint64_t> racy_locations(const std::vector<Event>& events) {
  const Order order = order_of(events);
  std::set<std::uint64_t> racy;
  for (std::size_t j = 0; j < events.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const Event& a = events[i];
      const Event& b = events[j];
      const bool conflict = is_memory(a.op) && is_memory(b.op) &&
                            a.object == b.object &&
                            !(reads_only(a.op) && reads_only(b.op)) &&
                            !(is_atomic(a.op) && is_atomic(b.op));
      if (conflict && !order[i][j]) racy.insert(b.object);
    }
  }
  return racy;
}

class RandomTrace {
 public:
  explicit RandomTrace(std::mt19937& engine) : engine_(engine) {
    for (unsigned i = 1; i < kThreads; ++i) {
      if (pick(2) == 0) trace_.write(0, location());
      trace_.start(0, i);
    }
    for (int i = 0; i < 60; ++i) {
      const unsigned thread = pick(kThreads);
      if (!ended_.contains(thread)) act(thread);
    }
  }

  const Trace& trace() const { return trace_; }

 private:
  void act(unsigned thread) {
    const unsigned action = pick(10);
    if (action < 4) {
      lock_or_unlock(thread, global(100 + pick(2)));
    } else if (action < 6) {
      trace_.read(thread, location());
    } else if (action < 8) {
      trace_.write(thread, location());
    } else if (action < 9) {
      const Op op = pick(2) == 0 ? Op::kAtomicStore : Op::kAtomicLoad;
      trace_.atomic(thread, op, location(), __ATOMIC_RELAXED);
    } else if (thread != 0 && pick(3) == 0) {
      trace_.end(thread);
      trace_.join(0, thread);
      ended_.insert(thread);
    }
  }

  void lock_or_unlock(unsigned thread, std::uint64_t mutex) {
    if (!holders_.contains(mutex)) {
      trace_.lock(thread, mutex);
      holders_[mutex] = thread;
    } else if (holders_[mutex] == thread) {
      trace_.unlock(thread, mutex);
      holders_.erase(mutex);
    }
  }

  unsigned pick(unsigned count) {
    return static_cast<unsigned>(engine_()) % count;
  }
  std::uint64_t location() { return global(pick(kLocations)); }

  std::mt19937& engine_;
  Trace trace_;
  std::map<std::uint64_t, unsigned> holders_;
  std::set<unsigned> ended_;
};

// Of a location with races at least the first is found, and none of a
// location without.
TEST(RandomTraces, RacyLocationsAreThoseOfTheDefinition) {
  std::mt19937 random(42);
  Analyser analyser(RaceDetector::kHappensBefore);
  std::size_t with = 0;
  std::size_t without = 0;
  for (int round = 0; round < 2000; ++round) {
    const RandomTrace made(random);
    const Trace& trace = made.trace();
    std::set<std::uint64_t> found;
    for (const Finding& finding :
         analyser.judge(trace.events(), trace.outcome())) {
      if (finding.verdict == Verdict::kDataRace) found.insert(finding.object);
    }
    const auto expected = racy_locations(trace.events());
    ASSERT_EQ(found, expected) << "in round " << round;
    (expected.empty() ? without : with) += 1;
  }
  EXPECT_GT(with, 100U);
  EXPECT_GT(without, 10U);
}

TEST(RandomTraces, EveryPairThatIsReportedIsUnordered) {
  std::mt19937 random(43);
  Analyser analyser(RaceDetector::kHappensBefore);
  for (int round = 0; round < 500; ++round) {
    const RandomTrace made(random);
    const Trace& trace = made.trace();
    const Order order = order_of(trace.events());
    for (const Finding& finding :
         analyser.judge(trace.events(), trace.outcome())) {
      if (finding.verdict != Verdict::kDataRace) continue;
      ASSERT_FALSE(order[finding.steps[0]][finding.steps[1]]);
    }
  }
}

}  // namespace
}  // namespace interleave
