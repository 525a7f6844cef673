// The order of a strategy's schedules does not depend on how many are under
// way at a time.
#include <gtest/gtest.h>

#include <deque>

#include "labs/interleave/search/token.hh"
#include "tests/interleave/search/toy_program.hh"

#include "labs/interleave/search/strategy.hh"

namespace interleave {
namespace {

std::string text_of(const Schedule& schedule) {
  Token token;
  token.deviations = schedule.deviations;
  std::string text = to_text(token);
  text += "/" + std::to_string(static_cast<int>(schedule.policy)) + "/" +
          std::to_string(schedule.seed) + "/" + std::to_string(schedule.depth) +
          "/" + std::to_string(schedule.length);
  for (const Constraint& constraint : schedule.constraints) {
    text += "/" + std::to_string(constraint.read_pc) + "<" +
            std::to_string(constraint.write_pc);
  }
  return text;
}

// Takes as many schedules as it can get, up to `width`, before it runs them.
std::vector<std::string> drive(std::string_view name, std::uint64_t toy_seed,
                               std::size_t width) {
  constexpr std::size_t kSchedules = 600;
  Toy toy(random_threads(toy_seed));
  const auto strategy =
      make_strategy(name, {.seed = 7, .bound = 2, .schedules = kSchedules});
  std::vector<std::string> texts;
  std::deque<Schedule> under_way;
  while (texts.size() < kSchedules) {
    while (under_way.size() < width && texts.size() < kSchedules) {
      auto schedule = strategy->next();
      if (!schedule) break;
      texts.push_back(text_of(*schedule));
      under_way.push_back(std::move(*schedule));
    }
    if (under_way.empty()) break;
    strategy->observe(under_way.front(), toy.execute(under_way.front()));
    under_way.pop_front();
  }
  return texts;
}

class Batches : public testing::TestWithParam<std::string_view> {};

TEST_P(Batches, NumberUnderWayChangesNothing) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto alone = drive(GetParam(), seed, 1);
    EXPECT_EQ(drive(GetParam(), seed, 3), alone) << "seed " << seed;
    EXPECT_EQ(drive(GetParam(), seed, 64), alone) << "seed " << seed;
  }
}

std::string test_name(const testing::TestParamInfo<std::string_view>& info) {
  std::string name;
  for (const char letter : info.param) {
    if (letter != '-') name += letter;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Strategies, Batches,
                         testing::ValuesIn(strategy_names()), test_name);

TEST(Strategies, AreMadeByName) {
  for (const std::string_view name : strategy_names()) {
    const auto strategy = make_strategy(name, {.schedules = 100});
    ASSERT_NE(strategy, nullptr) << name;
    EXPECT_EQ(strategy->name(), name);
    EXPECT_FALSE(strategy->waiting());
    EXPECT_TRUE(strategy->next().has_value());
  }
  EXPECT_EQ(make_strategy("no-such", {.schedules = 100}), nullptr);
}

TEST(Strategies, PctMeasuresTheLengthFirst) {
  Toy toy({{write(0), write(0)}, {write(0)}});
  const auto pct = make_strategy("pct", {.schedules = 100});
  const auto first = pct->next();
  EXPECT_FALSE(pct->next().has_value());
  EXPECT_TRUE(pct->waiting());
  pct->observe(*first, toy.execute(*first));
  const auto second = pct->next();
  EXPECT_EQ(second->depth, 3U);
  EXPECT_EQ(second->length, 3U);
}

TEST(Strategies, PortfolioTakesTurnsAfterItsShareOfDelays) {
  Toy toy({ToyThread(30, write(0)), ToyThread(30, write(0))});
  const auto portfolio = make_strategy("portfolio", {.schedules = 100});
  std::string policies;
  for (int i = 0; i < 100; ++i) {
    const auto schedule = portfolio->next();
    ASSERT_TRUE(schedule.has_value());
    policies += std::to_string(static_cast<int>(schedule->policy));
    portfolio->observe(*schedule, toy.execute(*schedule));
  }
  EXPECT_EQ(policies.substr(0, 46), std::string(40, '0').append("234234"));
  EXPECT_NE(portfolio->coverage().find(", then 20 random-priority"),
            std::string::npos)
      << portfolio->coverage();
}

// What a read saw is drawn from both threads' writes, and asked for.
TEST(Strategies, ReadsFromAsksForPairsOfAReadAndAWrite) {
  Toy toy({{write(0), write(1)}, {read(0), read(1)}});
  const auto strategy = make_strategy("reads-from", {.schedules = 100});
  std::size_t constrained = 0;
  for (int i = 0; i < 100; ++i) {
    const auto schedule = strategy->next();
    constrained += !schedule->constraints.empty();
    for (const Constraint& constraint : schedule->constraints) {
      EXPECT_EQ(constraint.read_pc / 100, 1U);
      EXPECT_EQ(constraint.write_pc / 100, 0U);
    }
    strategy->observe(*schedule, toy.execute(*schedule));
  }
  EXPECT_GT(constrained, 30U);
}

}  // namespace
}  // namespace interleave
