#include "labs/interleave/search/token.hh"

#include <gtest/gtest.h>

#include "labs/interleave/search/deviations.hh"
#include "labs/interleave/search/event_hash.hh"
#include "tests/interleave/search/toy_program.hh"

namespace interleave {
namespace {

std::vector<Event> events_of(unsigned count) {
  std::vector<Event> events(count);
  for (unsigned i = 0; i < count; ++i) {
    events[i].op = i % 3 == 0 ? Op::kRead : Op::kWrite;
    events[i].object = toy_object(i % 5);
    events[i].thread = static_cast<std::uint16_t>(i % 2);
    events[i].size = 4;
  }
  return events;
}

TEST(Token, IsShortAndReadable) {
  const std::vector<Deviation> deviations = {{12, 1, 0}, {40, 2, 0}};
  Token token;
  token.deviations = deviations;
  token.steps = 53;
  token.hash = 0x9f3a2c1d;
  EXPECT_EQ(to_text(token), "i1-12:1+28:2-n53-h9f3a2c1d");
}

TEST(Token, SurvivesTheRoundTrip) {
  for (const unsigned count : {0U, 1U, 15U, 16U, 100U}) {
    std::vector<Deviation> deviations = {
        {0, 3, 0}, {1, kByThread | 3, 0}, {70'000, 255, 0}};
    deviations.resize(count % 4);
    const Token token =
        make_token(deviations, kSpuriousWakeups | kNoFairness | kRecordCalls,
                   events_of(count));
    const std::string text = to_text(token);
    EXPECT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                     "0123456789-+:"),
              std::string::npos)
        << text;
    const ParsedToken parsed = parse_token(text);
    ASSERT_TRUE(parsed.token.has_value()) << parsed.error;
    EXPECT_EQ(to_text(*parsed.token), text);
    EXPECT_EQ(parsed.token->flags, kSpuriousWakeups | kNoFairness);
    EXPECT_EQ(to_schedule(*parsed.token).deviations.size(), deviations.size());
    EXPECT_FALSE(first_difference(*parsed.token, events_of(count)));
  }
}

TEST(Token, SaysInOneLineWhatIsWrong) {
  const auto error = [](std::string_view text) {
    const ParsedToken parsed = parse_token(text);
    EXPECT_FALSE(parsed.token.has_value()) << text;
    EXPECT_EQ(parsed.error.find('\n'), std::string::npos);
    return parsed.error;
  };
  EXPECT_EQ(error(""), "not a replay token: it must start with i1-");
  EXPECT_EQ(error("trace.json"), "not a replay token: it must start with i1-");
  EXPECT_EQ(error("i2-n1-h00000000"),
            "replay token has a version this tool does not know");
  EXPECT_EQ(error("i1-12:1"), "replay token is incomplete: its end is missing");
  EXPECT_EQ(error("i1-12:1-n5-h12"), "replay token is damaged at \"h12\"");
  for (const char* damaged :
       {"i1-12:-n5-h00000000", "i1-:1-n5-h00000000", "i1-1:1+0:1-n5-h00000000",
        "i1-1:40000-n5-h00000000", "i1-9999999:1-n5-h00000000",
        "i1--n5-h00000000", "i1-n-h00000000", "i1-n5-hxyzxyzxy",
        "i1-n5-h00000000-k12", "i1-1:1-2:1-n5-h00000000", "i1-n5-h00000000-",
        "i1-1:1+-n5-h00000000", "i1-n99999999999-h00000000"}) {
    EXPECT_TRUE(error(damaged).starts_with("replay token is damaged at"))
        << damaged;
  }
}

TEST(Token, FindsAboutWhereAnotherBuildDiffers) {
  const std::vector<Event> events = events_of(80);
  const Token token = make_token({}, 0, events);
  for (unsigned at = 0; at < 80; ++at) {
    std::vector<Event> other = events;
    other[at].op = Op::kMutexLock;
    const auto difference = first_difference(token, other);
    ASSERT_TRUE(difference.has_value());
    EXPECT_LE(difference->first, at);
    EXPECT_GE(difference->last, at);
    EXPECT_LE(difference->last - difference->first, 10U);
  }
  std::vector<Event> shorter(events.begin(), events.begin() + 25);
  const auto difference = first_difference(token, shorter);
  ASSERT_TRUE(difference.has_value());
  EXPECT_EQ(difference->first, 20U);
  EXPECT_EQ(difference->last, 25U);
}

TEST(EventHash, IgnoresAddressesValuesAndPlaces) {
  std::vector<Event> events = events_of(20);
  std::vector<Event> moved = events;
  for (Event& event : moved) {
    event.object += 0x5000;
    event.value = 77;
    event.pc += 12;
  }
  EXPECT_EQ(event_hash(events), event_hash(moved));
  EXPECT_NE(exact_hash(events), exact_hash(moved));
  std::swap(events[3], events[4]);
  EXPECT_NE(event_hash(events), event_hash(moved));
}

TEST(Deviations, ReplayWhatARandomPolicyDid) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Toy toy(random_threads(seed));
    Schedule random;
    random.policy = Policy::kRandom;
    random.seed = seed;
    const auto run = toy.execute(random);
    const std::vector<Event> events(run.events.begin(), run.events.end());
    Schedule guided;
    guided.deviations = deviations_of(run.decisions);
    const auto again = toy.execute(guided);
    EXPECT_EQ(exact_hash(events), exact_hash(again.events));
  }
}

}  // namespace
}  // namespace interleave
