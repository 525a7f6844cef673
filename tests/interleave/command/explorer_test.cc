// The search loop, with programs that are made up: each is a function from a
// schedule's number to what it did.
#include "labs/interleave/explorer.hh"
#include "labs/interleave/worker.hh"

#include <gtest/gtest.h>

#include <atomic>

namespace interleave {
namespace {

// Hands out the numbers from 0 as seeds.
class Counting : public Strategy {
 public:
  explicit Counting(std::uint64_t last = ~std::uint64_t{0},
                    std::uint64_t lookahead = ~std::uint64_t{0})
      : last_(last), lookahead_(lookahead) {}

  std::optional<Schedule> next() override {
    waiting_ = false;
    if (handed_out_ == last_) return std::nullopt;
    waiting_ = handed_out_ - observed_.size() >= lookahead_;
    if (waiting_) return std::nullopt;
    Schedule schedule;
    schedule.seed = handed_out_++;
    return schedule;
  }
  bool waiting() const override { return waiting_; }
  void observe(const Schedule& schedule, const Run& run) override {
    observed_.push_back(schedule.seed);
    EXPECT_EQ(run.events.size(), schedule.seed % 7);
  }
  std::string_view name() const override { return "counting"; }
  std::string coverage() const override {
    return std::to_string(observed_.size()) + " schedules";
  }

  std::vector<std::uint64_t> observed_;

 private:
  std::uint64_t last_, lookahead_;
  std::uint64_t handed_out_ = 0;
  bool waiting_ = false;
};

using Behaviour =
    std::function<void(std::uint64_t, Outcome&, std::optional<Hang>&)>;

class Pretended : public Runner {
 public:
  explicit Pretended(Behaviour behaviour) : behaviour_(std::move(behaviour)) {}

  Run execute(const Schedule& schedule) override {
    outcome_ = {};
    outcome_.ending = Ending::kFinished;
    hang_.reset();
    events_.assign(schedule.seed % 7, Event{});
    decisions_.assign(events_.size(), Decision{1, 0, 0, kCurrentReady, 0});
    behaviour_(schedule.seed, outcome_, hang_);
    return {.events = events_,
            .decisions = decisions_,
            .enabled = {},
            .calls = {},
            .outcome = &outcome_};
  }
  const std::optional<Hang>& hang() const override { return hang_; }
  void restart() override {}

 private:
  Behaviour behaviour_;
  std::vector<Event> events_;
  std::vector<Decision> decisions_;
  Outcome outcome_{};
  std::optional<Hang> hang_;
};

MakeRunner pretend(const Behaviour& behaviour) {
  return [behaviour](const RunnerSetting&) {
    return std::make_unique<Pretended>(behaviour);
  };
}

void fine(std::uint64_t, Outcome&, std::optional<Hang>&) {}

void crash(Outcome& outcome) {
  outcome.ending = Ending::kCrash;
  outcome.value = 11;
}

class ExplorerWithJobs : public testing::TestWithParam<unsigned> {
 protected:
  ExploreSettings settings(std::uint64_t schedules) const {
    return {.schedules = schedules, .jobs = GetParam()};
  }
};
INSTANTIATE_TEST_SUITE_P(Jobs, ExplorerWithJobs, testing::Values(1, 2, 5));

TEST_P(ExplorerWithJobs, StopsAtTheBudget) {
  Counting strategy;
  const auto result = explore(strategy, pretend(fine), settings(500));
  EXPECT_FALSE(result.failure);
  EXPECT_EQ(result.schedules, 500U);
  EXPECT_FALSE(result.exhausted);
  EXPECT_EQ(result.coverage, "500 schedules");
}

TEST_P(ExplorerWithJobs, StopsWhenTheStrategyIsExhausted) {
  Counting strategy(40);
  const auto result = explore(strategy, pretend(fine), settings(500));
  EXPECT_TRUE(result.exhausted);
  EXPECT_EQ(result.coverage, "40 schedules");
}

TEST_P(ExplorerWithJobs, ObservesInOrder) {
  Counting strategy(300, 3);
  explore(strategy, pretend(fine), settings(500));
  ASSERT_EQ(strategy.observed_.size(), 300U);
  for (std::uint64_t i = 0; i < 300; ++i) EXPECT_EQ(strategy.observed_[i], i);
}

TEST_P(ExplorerWithJobs, TheFirstFailureInOrderWins) {
  for (int repeat = 0; repeat < 20; ++repeat) {
    Counting strategy;
    const auto result = explore(
        strategy, pretend([](std::uint64_t number, Outcome& outcome, auto&) {
          if (number >= 37) crash(outcome);
        }),
        settings(500));
    ASSERT_TRUE(result.failure);
    EXPECT_EQ(result.failure->number, 38U);
    EXPECT_EQ(result.failure->schedule.seed, 37U);
    EXPECT_EQ(result.failure->findings.front().verdict, Verdict::kCrash);
    EXPECT_EQ(result.failure->run.events.size(), 37U % 7);
    EXPECT_EQ(result.coverage, "38 schedules");
  }
}

TEST_P(ExplorerWithJobs, PassesOnWhatPassed) {
  Counting strategy(50);
  std::vector<std::uint64_t> passed;
  ExploreObservers observers;
  observers.passed = [&](const Schedule& schedule, const interleave::Run&) {
    passed.push_back(schedule.seed);
  };
  explore(strategy, pretend([](std::uint64_t number, Outcome& outcome, auto&) {
            if (number % 10 == 3) outcome.ending = Ending::kAsleep;
          }),
          settings(500), observers);
  EXPECT_EQ(passed.size(), 45U);
  EXPECT_TRUE(std::is_sorted(passed.begin(), passed.end()));
}

TEST_P(ExplorerWithJobs, CountsWhatWasCut) {
  Counting strategy(50);
  const auto result = explore(
      strategy, pretend([](std::uint64_t number, Outcome& outcome, auto&) {
        if (number % 10 == 3) outcome.ending = Ending::kStepLimit;
        if (number % 10 == 4) outcome.ending = Ending::kDiverged;
      }),
      settings(500));
  EXPECT_FALSE(result.failure);
  EXPECT_EQ(result.cut, 5U);
  EXPECT_EQ(result.diverged, 5U);
}

TEST_P(ExplorerWithJobs, AHangIsAFailure) {
  Counting strategy;
  const auto result = explore(
      strategy,
      pretend([](std::uint64_t number, Outcome&, std::optional<Hang>& hang) {
        if (number == 3) hang = Hang{"spinning", false};
      }),
      settings(500));
  ASSERT_TRUE(result.failure);
  EXPECT_EQ(result.failure->findings.front().verdict,
            Verdict::kUncontrolledHang);
  EXPECT_EQ(result.failure->findings.front().detail, "spinning");
}

TEST_P(ExplorerWithJobs, ACallThatIsNotModelledEndsTheSearch) {
  for (const bool blocked : {true, false}) {
    Counting strategy;
    const auto result =
        explore(strategy,
                pretend([&](std::uint64_t number, Outcome& outcome,
                            std::optional<Hang>& hang) {
                  if (number != 3) return;
                  if (blocked) {
                    hang = Hang{"blocked in msgrcv", true};
                  } else {
                    outcome.ending = Ending::kUnsupported;
                    strcpy(outcome.text, "blocked in msgrcv");
                  }
                }),
                settings(500));
    EXPECT_FALSE(result.failure);
    EXPECT_EQ(result.obstacle, "blocked in msgrcv");
    EXPECT_EQ(result.schedules, 4U);
  }
}

TEST_P(ExplorerWithJobs, AWorkersErrorIsTheCallers) {
  Counting strategy;
  const MakeRunner broken =
      [](const RunnerSetting&) -> std::unique_ptr<Runner> {
    throw CannotExplore("no such program");
  };
  EXPECT_THROW(explore(strategy, broken, settings(500)), CannotExplore);
}

// Schedule 5 fails, and 10 cannot be explored. With several workers 10 is
// over before 5.
TEST_P(ExplorerWithJobs, AFailureComesBeforeALaterError) {
  const bool several = GetParam() > 1;
  std::atomic<bool> thrown = false;
  Counting strategy;
  const auto result = explore(
      strategy, pretend([&](std::uint64_t number, Outcome& outcome, auto&) {
        if (number == 10) {
          thrown = true;
          thrown.notify_all();
          throw CannotExplore("gone");
        }
        if (number != 5) return;
        if (several) thrown.wait(false);
        crash(outcome);
      }),
      settings(500));
  ASSERT_TRUE(result.failure);
  EXPECT_EQ(result.failure->number, 6U);
  EXPECT_EQ(result.coverage, "6 schedules");
}

TEST_P(ExplorerWithJobs, AnErrorComesBeforeALaterFailure) {
  Counting strategy;
  const auto behaviour = [](std::uint64_t number, Outcome& outcome, auto&) {
    if (number == 10) throw CannotExplore("gone");
    if (number > 10) crash(outcome);
  };
  EXPECT_THROW(explore(strategy, pretend(behaviour), settings(500)),
               CannotExplore);
  EXPECT_EQ(strategy.observed_.size(), 10U);
}

TEST(Explorer, ASlowStallIsTriedWithMorePatience) {
  Counting strategy(5);
  std::atomic<int> patient = 0;
  const MakeRunner make = [&](const RunnerSetting& setting) {
    const bool is_patient = setting.round_limit == kPatientRounds;
    patient += is_patient;
    return std::make_unique<Pretended>(
        [is_patient](std::uint64_t number, Outcome& outcome, auto&) {
          if (number == 2 && !is_patient) outcome.ending = Ending::kStalled;
        });
  };
  const auto result = explore(strategy, make, {});
  // Either the analysis calls a run without events a livelock at once, or it
  // is run again; in no case is it cut.
  EXPECT_EQ(result.cut, 0U);
  if (!result.failure) {
    EXPECT_EQ(patient, 1);
  }
}

TEST(Explorer, WorkersAreSpreadOverTheProcessors) {
  const int first = processor_of(0);
  EXPECT_GE(first, 0);
  EXPECT_EQ(processor_of(0), first);
}

}  // namespace
}  // namespace interleave
