#include "labs/interleave/investigation.hh"

#include <algorithm>

#include "labs/interleave/search/deviations.hh"
#include "labs/interleave/search/minimizer.hh"
#include "labs/interleave/search/point_of_no_return.hh"
#include "labs/interleave/worker.hh"

namespace interleave {
namespace {

class Investigator {
 public:
  Investigator(const Failure& failure, const MakeRunner& make_runner,
               RaceDetector detector)
      : failure_(failure),
        runner_(make_runner(
            {.cpu = processor_of(0), .round_limit = failure.round_limit})),
        analyser_(detector),
        verdict_(failure.findings.front().verdict),
        bug_(identity(failure.findings.front(), failure.run.events)) {}

  Investigation investigate() {
    result_.schedule = guided();
    if (result_.schedule.deviations.size() > kMaxDeviations) {
      result_.notes.push_back("the schedule has too many switches for a token");
      leave_as_found();
    } else if (!confirm()) {
      leave_as_found();
    } else {
      refine();
    }
    return std::move(result_);
  }

 private:
  void refine() {
    // A replay of a hang takes as long as the watchdog's patience.
    if (verdict_ != Verdict::kUncontrolledHang) {
      simplify();
      if (!is_potential(verdict_)) look_for_last_chance();
    }
    replay(kRecordCalls);
  }

  Schedule guided() const {
    Schedule schedule;
    schedule.flags = failure_.schedule.flags;
    schedule.deviations = deviations_of(failure_.run.decisions);
    return schedule;
  }

  void leave_as_found() {
    result_.schedule = guided();
    result_.run = failure_.run;
    result_.last_chance.reset();
    if (!result_.nondeterminism) {
      result_.findings = failure_.findings;
      return;
    }
    Finding finding;
    finding.verdict = Verdict::kNondeterminism;
    finding.detail = show(*result_.nondeterminism);
    result_.findings = {finding};
    result_.findings.insert(result_.findings.end(), failure_.findings.begin(),
                            failure_.findings.end());
  }

  // The same failure in a process that knows nothing of the search?
  bool confirm() {
    const Run run = runner_->execute(result_.schedule);
    result_.nondeterminism = compare(failure_.run.events, run.events);
    if (fails_alike(run)) return true;
    if (!result_.nondeterminism) {
      result_.nondeterminism = {
          .step = static_cast<std::uint32_t>(run.events.size()),
          .cause = "the steps are the same, what comes of them is not"};
    }
    return false;
  }

  bool fails_alike(const Run& run) {
    findings_ = judge(analyser_, run, runner_->hang());
    if (findings_.empty() || findings_.front().verdict != verdict_) {
      return false;
    }
    const auto same = std::find_if(
        findings_.begin(), findings_.end(),
        [&](const Finding& f) { return identity(f, run.events) == bug_; });
    if (same == findings_.end()) return false;
    std::rotate(findings_.begin(), same, same + 1);
    return true;
  }

  void simplify() {
    const Minimized minimal = minimize(
        result_.schedule,
        [this](const Schedule& schedule, std::vector<Deviation>& actual) {
          const Run run = runner_->execute(schedule);
          if (!fails_alike(run)) return false;
          actual = switches_of(run);
          return true;
        });
    result_.schedule = minimal.schedule;
    result_.schedule.deviations = without_marks(result_.schedule.deviations);
  }

  // A race alone does not spoil a run that was to fail otherwise.
  bool passes(const Run& run) {
    const Ending ending = run.outcome->ending;
    if (ending != Ending::kFinished && ending != Ending::kQuiet) return false;
    const auto found = judge(analyser_, run, runner_->hang());
    return found.empty() || is_potential(found.front().verdict);
  }

  void look_for_last_chance() {
    const Recording failing = record(runner_->execute(result_.schedule));
    const auto point = find_point_of_no_return(
        result_.schedule, failing.decisions, [this](const Schedule& schedule) {
          const Run run = runner_->execute(schedule);
          return Probed{passes(run),
                        {run.decisions.begin(), run.decisions.end()}};
        });
    if (!point) return;
    result_.last_chance = {point->step, point->succeeding,
                           record(runner_->execute(point->succeeding))};
  }

  // The last run, which is the one that is shown.
  void replay(std::uint32_t flags) {
    Schedule schedule = result_.schedule;
    schedule.flags |= flags;
    const Run run = runner_->execute(schedule);
    if (!fails_alike(run)) {
      result_.notes.push_back("the last replay came out otherwise");
      leave_as_found();
      return;
    }
    result_.run = record(run);
    result_.findings = findings_;
    result_.preemptions = static_cast<unsigned>(std::count_if(
        run.decisions.begin(), run.decisions.end(),
        [](const Decision& decision) { return is_preemption(decision); }));
  }

  const Failure& failure_;
  std::unique_ptr<Runner> runner_;
  Analyser analyser_;
  const Verdict verdict_;
  const std::string bug_;
  std::vector<Finding> findings_;  // of the last run that was judged
  Investigation result_;
};

}  // namespace

Investigation investigate(const Failure& failure, const MakeRunner& make_runner,
                          RaceDetector detector) {
  return Investigator(failure, make_runner, detector).investigate();
}

}  // namespace interleave
