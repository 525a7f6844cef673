// A worker of the search: runs one schedule after another, and judges them.
//
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "labs/interleave/analysis/analysis.hh"
#include "labs/interleave/runner.hh"

namespace interleave {

// Fair rounds without progress after which a run that stalled and was not
// called a livelock is given up; the default's multiple.
inline constexpr std::uint32_t kPatientRounds = 10'000;

// What is wrong with this run, a hang included.
std::vector<Finding> judge(Analyser& analyser, const Run& run,
                           const std::optional<Hang>& hang);

struct Judgement {
  std::vector<Finding> findings;
  bool cut = false;               // given up before its end
  std::uint32_t round_limit = 0;  // the runner's that it took; 0: the default
  std::string obstacle;           // a call that cannot be explored, or empty
};

class Worker {
 public:
  // A runner on processor `cpu`. Errors: throws CannotExplore.
  Worker(const MakeRunner& make_runner, RaceDetector detector, int cpu);

  // The view lasts until the next call. Errors: throws CannotExplore.
  Run run(const Schedule& schedule, Judgement& judgement);

 private:
  void judge_one(Runner& runner, const Run& run, Judgement& judgement);

  const MakeRunner& make_runner_;
  const int cpu_;
  std::unique_ptr<Runner> runner_;
  std::unique_ptr<Runner> patient_;
  Analyser analyser_;
};

}  // namespace interleave
