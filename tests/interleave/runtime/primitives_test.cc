// The runtime's models of what synchronises threads, but for mutexes and
// conditions: each program of the folder checks its calls itself. It is run
// without the tool, for its output, and under random schedules.
#include <gtest/gtest.h>
#include <stdio.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <string>

#include "labs/interleave/search/program.hh"

namespace interleave {
namespace {

struct Ran {
  int status = -1;
  std::string output;  // standard error, too
};

Ran run(const std::string& program, const std::string& argument = "") {
  const std::string command =
      "timeout 60 " PROGRAMS + program + " " + argument + " 2>&1";
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> buffer;
  while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) {
    ran.output.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

void expect_output(const std::string& program, const std::string& output) {
  const Ran ran = run(program);
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_EQ(ran.output, output);
}

// The program, called with `argument`, does something wrong.
void expect_complaint(const std::string& program, const std::string& argument,
                      const std::string& complaint) {
  const Ran ran = run(program, argument);
  EXPECT_EQ(ran.status, 1) << program << " " << argument;
  EXPECT_NE(ran.output.find(complaint), std::string::npos)
      << program << " " << argument << " should be told: " << complaint
      << "\nit was told: " << ran.output;
}

class Passes : public ::testing::TestWithParam<const char*> {};

TEST_P(Passes, UnderRandomSchedules) {
  ProgramOptions options;
  options.arguments = {std::string(PROGRAMS) + GetParam()};
  Program program(std::move(options));
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Schedule schedule;
    if (seed > 0) schedule.policy = Policy::kRandom;
    schedule.seed = seed;
    const Outcome& outcome = *program.execute(schedule).outcome;
    ASSERT_FALSE(program.hang()) << program.hang()->where << ", seed " << seed;
    ASSERT_EQ(outcome.ending, Ending::kFinished)
        << outcome.text << ", seed " << seed;
    ASSERT_EQ(outcome.value, 0u) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Primitives, Passes,
    ::testing::Values("bad_frees", "barriers", "c11_threads", "cancellation",
                      "cancelled_waiter", "deadlines", "futexes", "joins",
                      "keys", "once", "random_numbers", "read_write_locks",
                      "rounding", "semaphores", "signal_masks", "signals",
                      "spin_locks", "strings", "thread_exit", "thread_locals",
                      "times"),
    [](const auto& program) {
      std::string name = program.param;
      std::erase(name, '_');
      return name;
    });

TEST(ReadWriteLock, SharesAmongReadersOnly) {
  expect_output("read_write_locks", "value 20\n");
}

TEST(ReadWriteLock, FindsMisuse) {
  const char* program = "read_write_locks";
  expect_complaint(program, "free", "unlocked that nobody holds");
  expect_complaint(program, "other", "unlocked that another thread holds");
  expect_complaint(program, "destroy", "destroyed while a thread holds it");
  expect_complaint(program, "twice", "deadlock");
}

TEST(SpinLock, ExcludesOthers) { expect_output("spin_locks", "count 40\n"); }

TEST(SpinLock, FindsMisuse) {
  expect_complaint("spin_locks", "never", "not initialised");
  expect_complaint("spin_locks", "free", "unlocked that nobody holds");
  expect_complaint("spin_locks", "other", "unlocked that another thread");
  expect_complaint("spin_locks", "destroy", "destroyed while a thread holds");
  expect_complaint("spin_locks", "twice", "deadlock");
}

TEST(Barrier, TellsOneThreadOfEachRound) {
  expect_output("barriers", "serial 1\nserial 1\nserial 1\nserial 1\n");
}

TEST(Barrier, FindsMisuse) {
  expect_complaint("barriers", "never", "not initialised");
  expect_complaint("barriers", "destroy", "while a thread waits at it");
  expect_complaint("barriers", "alone", "deadlock");
}

TEST(Semaphore, Counts) { expect_output("semaphores", "taken 10\n"); }

TEST(Semaphore, FindsMisuse) {
  expect_complaint("semaphores", "destroy", "while a thread waits for it");
  expect_complaint("semaphores", "destroyed", "a destroyed semaphore");
  expect_complaint("semaphores", "forever", "deadlock");
}

TEST(Once, RunsAgainAfterAnException) {
  expect_output("once", "plain 1 throwing 3 guarded 1 guard 2 before 1\n");
  expect_complaint("once", "recursive", "deadlock");
}

TEST(Keys, DestroyValuesFourTimesAtMost) {
  expect_output("keys", "destroyed 7 rearmed 6\n");
}

TEST(ThreadLocals, EndInReverseOrder) {
  const std::string uses = "uses first second 45\n";
  const std::string ends = "second ends\nfirst ends\n";
  expect_output("thread_locals", uses + ends + "joined\n" + uses + ends + uses +
                                     ends + "global ends\n");
}

TEST(ThreadExit, RunsDestructorsOnTheWay) {
  const Ran ran = run("thread_exit");
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.output.find("local\ninner ends\nouter ends\nlocal ends\n"
                            "handler of the waiting\nwaiting ends\n"),
            0u)
      << ran.output;
}

TEST(ThreadExit, MustNotBeSwallowed) {
  expect_complaint("thread_exit", "swallow", "it has to throw on");
}

TEST(Cancellation, RunsHandlersInnermostFirst) {
  expect_output("cancellation",
                "unlocked\nhandler inner\nhandler outer\ncancelled 1\n"
                "cancelled 1\nrefused\ncancelled 1\nhandler of exit\n");
  expect_complaint("unsupported_calls", "asynchronous",
                   "PTHREAD_CANCEL_ASYNCHRONOUS");
}

TEST(Cancellation, LeavesTheSignalToTheOtherWaiter) {
  expect_output("cancelled_waiter", "woken 2\n");
}

TEST(Deadline, IsRefusedIfItIsNoTime) {
  expect_output("deadlines", "refused\n");
}

TEST(Join, NeedNotWait) { expect_output("joins", "joined\n"); }

TEST(Free, IsForBlocksOnly) {
  expect_output("bad_frees", "released\n");
  for (const char* what :
       {"local", "global", "middle", "enlarge", "'enlarge middle'"}) {
    expect_complaint("bad_frees", what, "ended badly: bad free");
  }
}

TEST(C11Threads, WorkLikeThoseOfPosix) {
  expect_output("c11_threads", "results 11 12 1 destroyed 3 once 1\n");
}

TEST(Futex, CarriesTheLibrary) {
  expect_output("futexes", "rounds 3\nfuture 42\nasync 7\ndone\n");
}

TEST(Time, IsVirtual) {
  expect_output("times",
                "2026-01-01\nslept 3711 s\npolled briefly\ntimeout 1\n");
}

TEST(Random, IsTheSameInEveryRun) {
  const Ran once = run("random_numbers");
  EXPECT_EQ(once.status, 0) << once.output;
  EXPECT_EQ(once.output, run("random_numbers").output);
}

TEST(Signals, ReachHandlersOfTheirOwnProcess) {
  expect_output("signals", "caught 2 times\n");
  expect_complaint("signals", "term", "crash");
}

TEST(Signals, WaitUntilTheirThreadUnblocksThem) {
  expect_output("signal_masks", "caught 3 times\n");
}

TEST(UnsupportedCall, IsNamed) {
  for (const char* name :
       {"fork", "system", "wait", "pause", "popen", "execl"}) {
    expect_complaint("unsupported_calls", name,
                     std::string("unsupported call: ") + name + "\n");
  }
  expect_complaint("unsupported_calls", "syscall", "system call 34");
}

}  // namespace
}  // namespace interleave
