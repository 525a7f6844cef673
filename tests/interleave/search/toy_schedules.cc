// What tests hold against the search: all schedules of a toy program, and
// which of them are equivalent.
#include <algorithm>

#include "labs/interleave/runtime/dependence.hh"
#include "tests/interleave/search/toy_program.hh"

namespace interleave {
namespace {

bool ordered(const Event& a, const Event& b) {
  return a.thread == b.thread ||
         dependent(a.op, a.object, extent_of(a.op, a.size, a.extra), b.op,
                   b.object, extent_of(b.op, b.size, b.extra));
}

}  // namespace

std::string trace_class(std::span<const Event> events) {
  std::vector<std::string> lines;
  std::vector<std::vector<bool>> before(events.size());
  std::vector<unsigned> rank(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    before[i].assign(events.size(), false);
    for (std::size_t j = 0; j < i; ++j) {
      rank[i] += events[j].thread == events[i].thread;
      if (!ordered(events[j], events[i])) continue;
      before[i][j] = true;
      for (std::size_t k = 0; k < j; ++k) {
        if (before[j][k]) before[i][k] = true;
      }
    }
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    std::vector<std::string> names;
    for (std::size_t j = 0; j < i; ++j) {
      if (!before[i][j]) continue;
      names.push_back(std::to_string(events[j].thread) + "." +
                      std::to_string(rank[j]));
    }
    std::sort(names.begin(), names.end());
    std::string line = std::to_string(events[i].thread) + "." +
                       std::to_string(rank[i]) + "=" +
                       std::to_string(static_cast<int>(events[i].op)) + "@" +
                       std::to_string(events[i].object) + ":";
    for (const std::string& name : names) line += name + ",";
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::uint64_t for_every_schedule(Toy& toy,
                                 const std::function<void(const Run&)>& body) {
  std::uint64_t count = 0;
  Schedule schedule;
  while (true) {
    const Run run = toy.execute(schedule);
    ++count;
    body(run);
    std::size_t step = run.decisions.size();
    while (step > 0 && run.decisions[step - 1].chosen + 1 >=
                           run.decisions[step - 1].ready) {
      --step;
    }
    if (step == 0) return count;
    schedule.deviations.clear();
    for (std::uint32_t i = 0; i < step; ++i) {
      auto chosen = run.decisions[i].chosen;
      if (i + 1 == step) ++chosen;
      if (chosen != 0) schedule.deviations.push_back({i, chosen, 0});
    }
  }
}

namespace {

// Nobody unlocks what it has not locked: that would end a real run.
// Objects: 0 to 2 variables, 3 and 4 mutexes, 5 a semaphore, 6 a condition.
void add_random(ToyThread& thread, std::mt19937_64& random, unsigned own) {
  const auto below = [&](unsigned n) {
    return static_cast<unsigned>(random() % n);
  };
  switch (below(9)) {
    case 0:
      return thread.push_back(read(below(3)));
    case 1:
      return thread.push_back(write(below(3)));
    case 2:
      return thread.push_back(write(own));
    case 3:
      return thread.push_back({Op::kAtomicUpdate, below(3)});
    case 4:
      thread.push_back(skip_unless(read(below(3)), 1));
      return thread.push_back(below(2) != 0 ? write(below(3)) : post(5));
    case 5:
      return thread.push_back(below(2) != 0 ? post(5) : wait(5));
    case 6: {
      const unsigned mutex = 3 + below(2);
      thread.push_back(lock(mutex));
      if (below(2) != 0) thread.push_back(write(below(2)));
      const bool nested = below(3) == 0;
      if (nested) thread.push_back(lock(7 - mutex));
      if (nested) thread.push_back(unlock(7 - mutex));
      return thread.push_back(unlock(mutex));
    }
    case 7: {
      const ToyOperation attempt{Op::kMutexTryLock, 3};
      thread.push_back(skip_unless(attempt, 2));
      thread.push_back(write(below(2)));
      return thread.push_back(unlock(3));
    }
    default:
      if (below(2) != 0) return thread.push_back({Op::kCondSignal, 6});
      thread.push_back(lock(3));
      thread.push_back({Op::kCondWait, 6, 3});
      return thread.push_back(unlock(3));
  }
}

}  // namespace

ToyThreads random_threads(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  ToyThreads threads(2 + random() % 2);
  const std::size_t length = threads.size() == 2 ? 6 : 3;
  for (ToyThread& thread : threads) {
    const auto own = static_cast<unsigned>(10 + (&thread - threads.data()));
    while (thread.size() < length) add_random(thread, random, own);
  }
  if (random() % 4 == 0) threads[0].push_back({Op::kProcessExit, 0});
  return threads;
}

}  // namespace interleave
