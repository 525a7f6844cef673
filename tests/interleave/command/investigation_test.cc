// What becomes of a failing schedule, with a program that is made up.
#include "labs/interleave/investigation.hh"
#include "labs/interleave/worker.hh"

#include <gtest/gtest.h>

namespace interleave {
namespace {

// Main crashes at its third step; but not while its calls are recorded.
class Moody : public Runner {
 public:
  explicit Moody(bool always) : always_(always) {
    outcome_.threads = 1;
    for (Event& event : events_) {
      event.op = Op::kWrite;
      event.size = 4;
      event.partner = kNoStep;
    }
  }

  Run execute(const Schedule& schedule) override {
    const bool crashes = always_ || (schedule.flags & kRecordCalls) == 0;
    outcome_.ending = crashes ? Ending::kCrash : Ending::kFinished;
    outcome_.value = crashes ? 11 : 0;
    return {.events = events_,
            .decisions = decisions_,
            .enabled = {},
            .calls = {},
            .outcome = &outcome_};
  }
  const std::optional<Hang>& hang() const override { return hang_; }
  void restart() override {}

 private:
  const bool always_;
  std::vector<Event> events_{3};
  std::vector<Decision> decisions_{3};
  Outcome outcome_{};
  std::optional<Hang> hang_;
};

Failure found() {
  Moody program(true);
  Analyser analyser(RaceDetector::kNone);
  Failure failure;
  const Run run = program.execute({});
  failure.run = record(run);
  failure.findings = judge(analyser, run, program.hang());
  return failure;
}

Investigation investigate(bool always) {
  return interleave::investigate(
      found(),
      [&](const RunnerSetting&) { return std::make_unique<Moody>(always); },
      RaceDetector::kNone);
}

TEST(Investigation, ShowsTheLastReplay) {
  const Investigation result = investigate(true);
  ASSERT_FALSE(result.findings.empty());
  EXPECT_EQ(result.findings.front().verdict, Verdict::kCrash);
  EXPECT_EQ(result.run.events.size(), 3U);
  EXPECT_TRUE(result.notes.empty());
}

TEST(Investigation, ShowsWhatWasFoundIfTheLastReplayDiffers) {
  const Investigation result = investigate(false);
  ASSERT_FALSE(result.findings.empty());
  EXPECT_EQ(result.findings.front().verdict, Verdict::kCrash);
  EXPECT_EQ(result.run.events.size(), 3U);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_EQ(result.notes.front(), "the last replay came out otherwise");
}

}  // namespace
}  // namespace interleave
