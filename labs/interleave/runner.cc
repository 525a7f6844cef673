#include "labs/interleave/runner.hh"

#include <algorithm>

namespace interleave {
namespace {

class ProgramRunner : public Runner {
 public:
  explicit ProgramRunner(ProgramOptions options)
      : program_(std::move(options)) {}

  Run execute(const Schedule& schedule) override {
    return program_.execute(schedule);
  }
  const std::optional<Hang>& hang() const override { return program_.hang(); }
  void restart() override { program_.restart(); }

 private:
  Program program_;
};

bool same_step(const Event& one, const Event& other) {
  return one.thread == other.thread && one.op == other.op &&
         one.pc == other.pc && one.object == other.object &&
         one.size == other.size;
}

// A run that hung left no outcome: what is known of its threads are steps.
void describe_threads(const Run& run, Outcome& outcome) {
  for (const Event& event : run.events) {
    if (event.thread >= kMaxThreads) continue;
    outcome.threads = std::max(outcome.threads, event.thread + 1U);
    ThreadEnd& end = outcome.ends[event.thread];
    end.state =
        event.op == Op::kThreadEnd ? ThreadState::kEnded : ThreadState::kReady;
    end.client = is_client(event.op);
    end.pc = event.pc;
  }
}

}  // namespace

MakeRunner runner_of(ProgramOptions options) {
  return [options = std::move(options)](const RunnerSetting& setting) {
    ProgramOptions own = options;
    own.cpu = setting.cpu;
    own.flags |= setting.flags;
    if (setting.round_limit != 0) own.round_limit = setting.round_limit;
    return std::make_unique<ProgramRunner>(std::move(own));
  };
}

Run Recording::view() const {
  return {.events = events,
          .decisions = decisions,
          .enabled = enabled,
          .calls = calls,
          .outcome = &outcome};
}

Recording record(const Run& run) {
  Recording recording{.events = {run.events.begin(), run.events.end()},
                      .decisions = {run.decisions.begin(), run.decisions.end()},
                      .enabled = {run.enabled.begin(), run.enabled.end()},
                      .calls = {run.calls.begin(), run.calls.end()},
                      .outcome = *run.outcome};
  if (run.outcome->ending == Ending::kRunning) {
    recording.outcome = {};
    describe_threads(run, recording.outcome);
  }
  return recording;
}

void cut(Recording& recording, std::uint32_t steps) {
  recording.events.resize(steps);
  recording.decisions.resize(steps);
  if (recording.enabled.size() > steps) recording.enabled.resize(steps);
  std::erase_if(recording.calls,
                [steps](const Call& call) { return call.step > steps; });
  recording.outcome = {};
  recording.outcome.ending = Ending::kStepLimit;
  recording.outcome.steps = steps;
  describe_threads(recording.view(), recording.outcome);
}

std::optional<std::uint32_t> first_difference(std::span<const Event> one,
                                              std::span<const Event> other) {
  const auto at = std::mismatch(one.begin(), one.end(), other.begin(),
                                other.end(), same_step);
  if (at.first == one.end() && at.second == other.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at.first - one.begin());
}

}  // namespace interleave
