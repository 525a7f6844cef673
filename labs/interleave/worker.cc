#include "labs/interleave/worker.hh"

#include <cstring>

namespace interleave {

Worker::Worker(const MakeRunner& make_runner, RaceDetector detector, int cpu)
    : make_runner_(make_runner),
      cpu_(cpu),
      runner_(make_runner({.cpu = cpu})),
      analyser_(detector) {}

Run Worker::run(const Schedule& schedule, Judgement& judgement) {
  Run run = runner_->execute(schedule);
  judge_one(*runner_, run, judgement);
  if (!judgement.cut || run.outcome->ending != Ending::kStalled) return run;
  // Nobody got on for long, and yet the state did not repeat.
  if (patient_ == nullptr) {
    patient_ = make_runner_({.cpu = cpu_, .round_limit = kPatientRounds});
  }
  judgement = {};
  judgement.round_limit = kPatientRounds;
  run = patient_->execute(schedule);
  judge_one(*patient_, run, judgement);
  return run;
}

void Worker::judge_one(Runner& runner, const Run& run, Judgement& judgement) {
  judgement.findings = judge(analyser_, run, runner.hang());
  const Ending ending = run.outcome->ending;
  if (runner.hang() && runner.hang()->blocked) {
    judgement.obstacle = runner.hang()->where;
  } else if (ending == Ending::kUnsupported) {
    const char* text = run.outcome->text;
    judgement.obstacle.assign(text, strnlen(text, sizeof run.outcome->text));
  }
  judgement.cut = judgement.findings.empty() &&
                  (ending == Ending::kStepLimit || ending == Ending::kStalled);
}

std::vector<Finding> judge(Analyser& analyser, const Run& run,
                           const std::optional<Hang>& hang) {
  if (!hang) return analyser.judge(run.events, *run.outcome);
  if (hang->blocked) return {};
  Finding finding;
  finding.verdict = Verdict::kUncontrolledHang;
  if (!run.events.empty()) {
    finding.steps = {static_cast<std::uint32_t>(run.events.size() - 1)};
    finding.threads = {run.events.back().thread};
  }
  finding.detail = hang->where;
  return {finding};
}

}  // namespace interleave
