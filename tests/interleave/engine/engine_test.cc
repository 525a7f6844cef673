// The engine: what is put back between schedules, and what a program may do
// without harm to the next one.
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "labs/interleave/search/program.hh"

namespace interleave {
namespace {

ProgramOptions options_for(const std::string& program,
                           const std::string& argument = "") {
  ProgramOptions options;
  options.arguments = {PROGRAMS + program};
  if (!argument.empty()) options.arguments.push_back(argument);
  return options;
}

Schedule random_schedule(std::uint64_t seed) {
  Schedule schedule;
  schedule.policy = Policy::kRandom;
  schedule.seed = seed;
  return schedule;
}

std::vector<std::uint64_t> trace_of(const Run& run) {
  std::vector<std::uint64_t> trace;
  for (const Event& event : run.events) {
    trace.insert(trace.end(), {event.thread, static_cast<unsigned>(event.op),
                               event.object, event.value, event.pc});
  }
  return trace;
}

// Two schedules each: the second shows that the first did no harm.
void expect_ending(const std::string& way, Ending ending, std::uint64_t value) {
  Program program(options_for("misbehaving", way));
  for (int i = 0; i < 2; ++i) {
    const Outcome& outcome = *program.execute({}).outcome;
    EXPECT_EQ(outcome.ending, ending) << way << ": " << outcome.text;
    EXPECT_EQ(outcome.value, value) << way;
  }
}

TEST(Engine, PutsMemoryBackBeforeEachSchedule) {
  Program program(options_for("forgetful"));
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Outcome& outcome = *program.execute(random_schedule(seed)).outcome;
    ASSERT_EQ(outcome.ending, Ending::kFinished)
        << "seed " << seed << ": " << outcome.text;
    ASSERT_EQ(outcome.value, 0u) << "seed " << seed;
  }
}

TEST(Engine, RunsAScheduleAlikeInAnOldAndInANewProcess) {
  Program old(options_for("forgetful"));
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    old.execute(random_schedule(seed));
  }
  const auto expected = trace_of(old.execute(random_schedule(7)));
  Program fresh(options_for("forgetful"));
  EXPECT_EQ(trace_of(fresh.execute(random_schedule(7))), expected);
}

TEST(Engine, RunsAScheduleAlikeInACopyOfTheProcess) {
  ProgramOptions options = options_for("forgetful");
  Program restored(options);
  options.fork_each = true;
  Program copied(options);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto expected = trace_of(restored.execute(random_schedule(seed)));
    EXPECT_EQ(trace_of(copied.execute(random_schedule(seed))), expected);
  }
}

TEST(Engine, SurvivesEveryEndOfTheProgram) {
  expect_ending("nothing", Ending::kFinished, 0);
  expect_ending("exit", Ending::kFinished, 3);
  expect_ending("immediately", Ending::kFinished, 4);
  expect_ending("assert", Ending::kAssertion, 0);
  expect_ending("abort", Ending::kCrash, SIGABRT);
  expect_ending("smash", Ending::kCrash, SIGABRT);
  expect_ending("smash_in_thread", Ending::kCrash, SIGABRT);
  expect_ending("null", Ending::kCrash, SIGSEGV);
  expect_ending("divide", Ending::kCrash, SIGFPE);
  expect_ending("recursion", Ending::kCrash, SIGSEGV);
  expect_ending("jump_to_stack", Ending::kCrash, SIGSEGV);
  expect_ending("jump_to_data", Ending::kCrash, SIGSEGV);
}

// What it says on standard error when it is started by hand.
std::string complaint_of(const std::string& program, const std::string& way) {
  const std::string command = PROGRAMS + program + " " + way + " 2>&1";
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer;
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), n);
  }
  pclose(pipe);
  return output;
}

TEST(Engine, CallsEndingsByTheirNames) {
  EXPECT_NE(complaint_of("misbehaving", "twice").find("double free"),
            std::string::npos);
  EXPECT_NE(complaint_of("misbehaving", "outside").find("outside a block"),
            std::string::npos);
}

// From the block that was given to where it ended.
std::int64_t distance_outside(const std::string& way) {
  Program program(options_for("misbehaving", way));
  const Outcome& outcome = *program.execute({}).outcome;
  EXPECT_EQ(outcome.ending, Ending::kBadAccess) << way;
  return static_cast<std::int64_t>(outcome.object - outcome.extra);
}

TEST(Engine, KnowsTheBlockBesideABadAccess) {
  EXPECT_EQ(distance_outside("outside"), 1000);
  EXPECT_EQ(distance_outside("before"), -1);
}

TEST(Engine, PutsArgumentsAndEnvironmentBack) {
  Program program(options_for("started_with", "one,two"));
  for (int i = 0; i < 3; ++i) {
    const Outcome& outcome = *program.execute({}).outcome;
    ASSERT_EQ(outcome.ending, Ending::kFinished) << i << ": " << outcome.text;
  }
}

TEST(Engine, LetsTheKernelFillWatchedMemory) {
  Program program(options_for("filled", PROGRAMS "filled"));
  for (int i = 0; i < 3; ++i) {
    const Outcome& outcome = *program.execute({}).outcome;
    ASSERT_EQ(outcome.ending, Ending::kFinished) << i << ": " << outcome.text;
    ASSERT_EQ(outcome.value, 0u) << i;
  }
}

TEST(Engine, MapsMemoryAlikeInEachSchedule) {
  Program program(options_for("mapped"));
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto first = trace_of(program.execute(random_schedule(seed)));
    const interleave::Run run = program.execute(random_schedule(seed));
    ASSERT_EQ(run.outcome->ending, Ending::kFinished) << run.outcome->text;
    EXPECT_EQ(trace_of(run), first) << seed;
    for (const Event& event : run.events) {
      if (place_of(event.object) != Place::kMapping) continue;
      EXPECT_EQ(thread_of(event.object), event.thread);
    }
  }
}

TEST(Engine, NotesTheEndOfAMapping) {
  Program program(options_for("mapped"));
  const interleave::Run run = program.execute({});
  EXPECT_EQ(std::ranges::count(run.events, Op::kRelease, &Event::op), 2);
}

TEST(Engine, GivesEachThreadStorageOfItsOwn) {
  Program program(options_for("locals"));
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    const interleave::Run run = program.execute(random_schedule(seed));
    ASSERT_EQ(run.outcome->ending, Ending::kFinished) << run.outcome->text;
    std::array<int, 3> accesses{};
    for (const Event& event : run.events) {
      if (place_of(event.object) != Place::kThreadLocal) continue;
      EXPECT_EQ(thread_of(event.object), event.thread);
      ++accesses.at(event.thread);
    }
    for (const int count : accesses) EXPECT_GT(count, 100);
  }
}

// What a call that failed returned, as a length: nothing is written, and the
// step that is recorded ends where memory does.
TEST(Engine, EndsAnAccessToMoreBytesThanThereAre) {
  for (const char* way : {"static", "stack", "stacks", "heap", "heaps"}) {
    Program program(options_for("misbehaving", way));
    for (int i = 0; i < 2; ++i) {
      const interleave::Run run = program.execute({});
      EXPECT_EQ(run.outcome->ending, Ending::kBadAccess) << way;
      const Event& last = run.events.back();
      EXPECT_EQ(last.op, Op::kWriteRange) << way;
      EXPECT_LE(last.extra, std::uint64_t{1} << 47) << way;
    }
  }
}

TEST(Engine, RefusesForkByName) {
  Program program(options_for("misbehaving", "fork"));
  const Outcome& outcome = *program.execute({}).outcome;
  EXPECT_EQ(outcome.ending, Ending::kUnsupported);
  EXPECT_NE(std::string(outcome.text).find("fork"), std::string::npos)
      << outcome.text;
}

TEST(Engine, PreparesAsManyThreadsAsTheProgramTurnsOutToNeed) {
  expect_ending("threads", Ending::kFinished, 0);
}

TEST(Engine, NoticesSpinningAndGoesOnWithANewProcess) {
  Program program(options_for("misbehaving", "spin"));
  program.execute({});
  ASSERT_TRUE(program.hang());
  EXPECT_EQ(program.hang()->where, "spinning");
  EXPECT_FALSE(program.hang()->blocked);
  program.execute({});
  EXPECT_TRUE(program.hang());
}

// Takes from this thread what lets it look into other processes.
class WithoutTracing {
 public:
  WithoutTracing() {
    syscall(SYS_capget, &header_, before_);
    __user_cap_data_struct now[2] = {before_[0], before_[1]};
    now[0].effective &= ~(1U << CAP_SYS_PTRACE);
    syscall(SYS_capset, &header_, now);
  }
  ~WithoutTracing() { syscall(SYS_capset, &header_, before_); }

 private:
  __user_cap_header_struct header_{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct before_[2]{};
};

TEST(Engine, NoticesACallThatBlocksWhereItMayNotSeeWhich) {
  Program program(options_for("misbehaving", "block"));
  {
    const WithoutTracing blind;
    program.execute({});
  }
  ASSERT_TRUE(program.hang());
  EXPECT_EQ(program.hang()->where, "blocked in a system call");
  EXPECT_TRUE(program.hang()->blocked);
}

TEST(Engine, TellsOfADeviationThatIsNotThere) {
  Program program(options_for("forgetful"));
  Schedule schedule;
  schedule.deviations = {{5, 40, 0}};
  EXPECT_EQ(program.execute(schedule).outcome->ending, Ending::kDiverged);
}

TEST(Engine, RefusesProgramsThatItDidNotBuild) {
  ProgramOptions options;
  options.arguments = {"/bin/true"};
  EXPECT_THROW(Program{options}, CannotExplore);
  options.arguments = {"/no/such/program"};
  EXPECT_THROW(Program{options}, CannotExplore);
}

}  // namespace
}  // namespace interleave
