#include "labs/interleave/explorer.hh"

#include <sched.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "labs/interleave/worker.hh"

namespace interleave {
namespace {

// A program without threads, clients and timeouts decides nothing.
bool is_only_schedule(const Run& run) {
  const Ending ending = run.outcome->ending;
  return (ending == Ending::kFinished || ending == Ending::kQuiet) &&
         run.outcome->threads == 1 &&
         std::all_of(run.decisions.begin(), run.decisions.end(),
                     [](const Decision& decision) {
                       return decision.ready + decision.extra == 1;
                     });
}

// How far a worker may be ahead of the slowest one.
constexpr std::uint64_t kWindow = 256;

struct Task {
  std::uint64_t number;  // from 0
  Schedule schedule;
};

struct Done {
  Task task;
  Judgement judgement;
  Recording run;
  std::exception_ptr error;  // instead of the two above
};

class Explorer {
 public:
  Explorer(Strategy& strategy, const MakeRunner& make_runner,
           const ExploreSettings& settings, const ExploreObservers& observers)
      : strategy_(strategy),
        make_runner_(make_runner),
        settings_(settings),
        observers_(observers),
        limit_(settings.schedules) {}

  Exploration explore() {
    {
      std::vector<std::jthread> others;
      for (unsigned i = 1; i < settings_.jobs; ++i) {
        others.emplace_back([this, i] { work(i); });
      }
      work(0);
    }
    if (error_) std::rethrow_exception(error_);
    if (!result_.failure) result_.failure = std::move(potential_);
    if (!stopped_) {
      result_.exhausted = true;
      result_.coverage = strategy_.coverage();
    }
    return std::move(result_);
  }

 private:
  void work(unsigned index) try {
    // Found out before the worker is pinned to it.
    Worker worker(make_runner_, settings_.detector, processor_of(index));
    while (std::optional<Task> task = take()) {
      if (!work_on(worker, std::move(*task))) return;
    }
  } catch (...) {
    // A worker that cannot be made belongs to no schedule.
    const std::scoped_lock lock(mutex_);
    if (!error_) error_ = std::current_exception();
    stop();
  }

  // False: the program cannot be explored any further.
  bool work_on(Worker& worker, Task task) {
    Judgement judgement;
    Run run;
    try {
      run = worker.run(task.schedule, judgement);
    } catch (...) {
      fail(std::move(task), std::current_exception());
      return false;
    }
    finish(std::move(task), std::move(judgement), run);
    return true;
  }

  // The next schedule; waits while the strategy has to see a run first.
  std::optional<Task> take() {
    std::unique_lock lock(mutex_);
    while (!stopped_ && handed_out_ < limit_) {
      if (handed_out_ - result_.schedules < kWindow) {
        if (std::optional<Schedule> schedule = strategy_.next()) {
          return Task{handed_out_++, std::move(*schedule)};
        }
        const bool under_way = result_.schedules < handed_out_;
        if (!strategy_.waiting() || !under_way) break;
      }
      changed_.wait(lock);
    }
    return std::nullopt;
  }

  void finish(Task task, Judgement judgement, const Run& run) {
    const std::scoped_lock lock(mutex_);
    if (task.number != result_.schedules) {
      const std::uint64_t number = task.number;
      early_.emplace(number, Done{std::move(task), std::move(judgement),
                                  record(run), nullptr});
      return;
    }
    deliver(task, judgement, run);
    deliver_early();
  }

  void fail(Task task, std::exception_ptr error) {
    const std::scoped_lock lock(mutex_);
    const std::uint64_t number = task.number;
    early_.emplace(number, Done{std::move(task), {}, {}, std::move(error)});
    deliver_early();
  }

  void deliver_early() {
    for (auto next = early_.begin();
         next != early_.end() && next->first == result_.schedules;
         next = early_.erase(next)) {
      const Done& done = next->second;
      if (done.error == nullptr) {
        deliver(done.task, done.judgement, done.run.view());
      } else if (!stopped_) {
        error_ = done.error;
        stop();
      }
    }
    changed_.notify_all();
  }

  // In the order of the schedules.
  void deliver(const Task& task, const Judgement& judgement, const Run& run) {
    if (stopped_) return;
    ++result_.schedules;
    strategy_.observe(task.schedule, run);
    result_.cut += judgement.cut;
    result_.diverged += run.outcome->ending == Ending::kDiverged;
    note_ending(run);
    note_findings(task, judgement, run);
    if (observers_.progress) {
      observers_.progress(result_.schedules, limit_, strategy_);
    }
    if (!judgement.obstacle.empty() && !result_.failure) {
      result_.obstacle = judgement.obstacle;
      stop();
    }
    result_.endless = settings_.fair && result_.cut == result_.schedules;
    const bool enough_of_it =
        result_.endless && result_.schedules == kEndlessSchedules;
    if (result_.schedules == limit_ || enough_of_it || result_.one_thread) {
      stop();
    }
    if (!stopped_ && observers_.enough && observers_.enough()) {
      result_.stopped = true;
      stop();
    }
    if (stopped_) result_.coverage = strategy_.coverage();
  }

  // What it says of the program, whatever is found.
  void note_ending(const Run& run) {
    result_.quiet += run.outcome->ending == Ending::kQuiet;
    result_.one_thread = result_.schedules == 1 && is_only_schedule(run);
    result_.exhausted = result_.one_thread;
  }

  void note_findings(const Task& task, const Judgement& judgement,
                     const Run& run) {
    if (judgement.findings.empty()) {
      const Ending ending = run.outcome->ending;
      const bool whole =
          ending == Ending::kFinished || ending == Ending::kQuiet;
      if (whole && observers_.passed) observers_.passed(task.schedule, run);
      return;
    }
    const bool consequence = !is_potential(judgement.findings.front().verdict);
    if (!consequence && potential_) return;
    Failure failure{.number = task.number + 1,
                    .schedule = task.schedule,
                    .run = record(run),
                    .findings = judgement.findings,
                    .round_limit = judgement.round_limit};
    if (!consequence) {
      potential_ = std::move(failure);
      limit_ = std::min(limit_, task.number + 1 + settings_.after_potential);
      return;
    }
    result_.failure = std::move(failure);
    result_.beneath = std::exchange(potential_, std::nullopt);
    stop();
  }

  void stop() {
    stopped_ = true;
    changed_.notify_all();
  }

  Strategy& strategy_;
  const MakeRunner& make_runner_;
  const ExploreSettings settings_;
  const ExploreObservers& observers_;

  std::mutex mutex_;  // guards the strategy and all that follows
  std::condition_variable changed_;
  std::uint64_t limit_;
  std::uint64_t handed_out_ = 0;
  std::map<std::uint64_t, Done> early_;  // done before some earlier one
  std::optional<Failure> potential_;
  bool stopped_ = false;
  std::exception_ptr error_;
  Exploration result_;
};

}  // namespace

Exploration explore(Strategy& strategy, const MakeRunner& make_runner,
                    const ExploreSettings& settings,
                    const ExploreObservers& observers) {
  return Explorer(strategy, make_runner, settings, observers).explore();
}

int processor_of(unsigned worker) {
  static const std::vector<int> usable = [] {
    cpu_set_t set;
    CPU_ZERO(&set);
    std::vector<int> found;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return found;
    for (unsigned cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
      if (CPU_ISSET(cpu, &set)) found.push_back(static_cast<int>(cpu));
    }
    const auto here = std::find(found.begin(), found.end(), sched_getcpu());
    if (here != found.end()) std::rotate(found.begin(), here, found.end());
    return found;
  }();
  if (usable.empty()) return -1;
  return usable[worker % usable.size()];
}

}  // namespace interleave
