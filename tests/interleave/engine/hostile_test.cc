// Programs that write over what they share with the explorer: it says so, and
// comes to no harm.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "labs/interleave/search/channel_memory.hh"
#include "labs/interleave/search/program.hh"
#include "labs/interleave/search/sound_channel.hh"

namespace interleave {
namespace {

constexpr char kSaid[] = "overwrote the explorer's own memory";

ProgramOptions hostile(std::vector<std::string> words) {
  ProgramOptions options;
  options.arguments = {PROGRAMS "hostile"};
  options.arguments.insert(options.arguments.end(), words.begin(), words.end());
  return options;
}

// What executing it said; empty: nothing.
std::string complaint(const ProgramOptions& options) {
  Program program(options);
  Schedule schedule;
  schedule.flags = kRecordCalls | kRecordEnabled;
  try {
    program.execute(schedule);
  } catch (const CannotExplore& error) {
    return error.what();
  }
  return "";
}

std::string after_filling(std::size_t begin, std::size_t end,
                          const std::string& byte) {
  return complaint(hostile({std::to_string(begin), std::to_string(end), byte}));
}

TEST(Hostile, OverwritesEverything) {
  for (const char* byte : {"0", "1", "2", "127", "255"}) {
    const std::string said = after_filling(0, sizeof(Channel), byte);
    EXPECT_NE(said.find(kSaid), std::string::npos) << byte << ": " << said;
  }
}

TEST(Hostile, OverwritesWhatWasRecorded) {
  const std::size_t events = offsetof(Channel, events);
  const std::size_t decisions = offsetof(Channel, decisions);
  const std::size_t calls = offsetof(Channel, calls);
  for (const char* byte : {"0", "127", "255"}) {
    const std::string said = after_filling(events, decisions, byte);
    EXPECT_NE(said.find(kSaid), std::string::npos) << byte << ": " << said;
  }
  for (const auto& [begin, end] :
       {std::pair{decisions, offsetof(Channel, enabled)},
        std::pair{calls, sizeof(Channel)}}) {
    const std::string said = after_filling(begin, end, "255");
    EXPECT_NE(said.find(kSaid), std::string::npos) << begin << ": " << said;
  }
}

TEST(Hostile, OverwritesAndHangs) {
  const std::string said =
      complaint(hostile({"0", std::to_string(sizeof(Channel)), "0", "hang"}));
  EXPECT_NE(said.find(kSaid), std::string::npos) << said;
}

// Some of it is found out, some is written anew by the runtime; here only
// that no run ends in another way.
TEST(Hostile, OverwritesWithNoise) {
  for (int seed = 0; seed < 12; ++seed) {
    const std::size_t begin = static_cast<std::size_t>(seed) * 512;
    const std::string said = complaint(
        hostile({std::to_string(begin), std::to_string(begin + (64 << 20)),
                 "noise", std::to_string(seed)}));
    EXPECT_TRUE(said.empty() || said.find(kSaid) != std::string::npos) << said;
  }
}

TEST(Hostile, DoesNotReachItByRunningOverTheEndOfItsOwnMemory) {
  Program program(hostile({"neighbours"}));
  const interleave::Run run = program.execute({});
  EXPECT_EQ(run.outcome->ending, Ending::kFinished);
  EXPECT_EQ(run.outcome->value, 0U);
}

class SoundChannel : public ::testing::Test {
 protected:
  SoundChannel() {
    outcome_.ending = Ending::kFinished;
    outcome_.steps = 2;
    outcome_.calls = 1;
    outcome_.threads = 2;
    channel_.events[0].op = channel_.events[1].op = Op::kRead;
    channel_.events[0].partner = channel_.events[1].partner = kNoStep;
    channel_.events[1].thread = 1;
    channel_.decisions[0] = channel_.decisions[1] = {2, 0, 1, 0, 0};
  }
  void expect_unsound() {
    EXPECT_FALSE(is_sound(channel_, false));
    outcome_ = before_;
  }

  ChannelMemory memory_;
  Channel& channel_ = memory_.channel();
  Outcome& outcome_ = channel_.outcome;
  Outcome before_{};
};

TEST_F(SoundChannel, LooksAtTheOutcome) {
  ASSERT_TRUE(is_sound(channel_, false));
  before_ = outcome_;
  outcome_.ending = Ending::kRunning;
  EXPECT_TRUE(is_sound(channel_, true));
  expect_unsound();
  outcome_.ending = static_cast<Ending>(99);
  expect_unsound();
  outcome_.steps = kMaxSteps + 1;
  expect_unsound();
  outcome_.calls = kMaxCalls + 1;
  expect_unsound();
  outcome_.threads = kMaxThreads + 1;
  expect_unsound();
  outcome_.thread = 2;
  expect_unsound();
  outcome_.threads = 1;  // fewer than the events name
  expect_unsound();
  outcome_.ends[1].pending = Op::kCount;
  expect_unsound();
  outcome_.ends[1].state = static_cast<ThreadState>(9);
  expect_unsound();
  reinterpret_cast<unsigned char&>(outcome_.ends[1].client) = 2;
  expect_unsound();
}

TEST_F(SoundChannel, LooksAtWhatWasRecorded) {
  before_ = outcome_;
  Event& event = channel_.events[1];
  const Event sound = event;
  event.op = Op::kCount;
  expect_unsound();
  event = sound;
  event.partner = 2;
  expect_unsound();
  event = sound;
  event.thread = 2;
  expect_unsound();
  event = sound;
  channel_.decisions[1].chosen = 2;
  expect_unsound();
  channel_.decisions[1].chosen = 0;
  channel_.calls[0].step = 3;
  expect_unsound();
  channel_.calls[0].step = 2;
  EXPECT_TRUE(is_sound(channel_, false));
}

}  // namespace
}  // namespace interleave
