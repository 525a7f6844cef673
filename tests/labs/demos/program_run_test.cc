#include "labs/demos/command/program_run.hh"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "labs/demos/command/interruption.hh"
#include "labs/demos/command/process_tree.hh"

namespace {

using demos::End;
using demos::ProgramRun;
using demos::run_program;

ProgramRun run_shell(
    const std::string& commands,
    std::chrono::milliseconds limit = std::chrono::seconds(30)) {
  return run_program({"sh", "-c", commands}, {.limit = limit});
}

TEST(ProgramRun, TellsOutputAndStatus) {
  const ProgramRun run = run_shell("echo told; exit 3");
  EXPECT_EQ(run.end, End::kByItself);
  EXPECT_EQ(WEXITSTATUS(run.status), 3);
  EXPECT_EQ(run.output, "told\n");
  EXPECT_FALSE(run.went_well());
  EXPECT_TRUE(run_shell("true").went_well());
}

TEST(ProgramRun, IsStuckWhenAllOfItSleeps) {
  const ProgramRun run =
      run_shell("mkfifo $$.fifo; exec 9<>$$.fifo; rm $$.fifo; read line <&9");
  EXPECT_EQ(run.end, End::kStuck);
}

TEST(ProgramRun, IsNotStuckWhileAGrandchildComputes) {
  // The shell itself sleeps until the loop is over.
  const ProgramRun run =
      run_shell("sh -c 'i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done'");
  EXPECT_TRUE(run.went_well());
}

TEST(ProgramRun, EndsWhatSpinsAtItsLimit) {
  const ProgramRun run =
      run_shell("while :; do :; done", std::chrono::milliseconds(300));
  EXPECT_EQ(run.end, End::kLate);
}

TEST(ProgramRun, CountsAndEndsWhatIsLeftBehind) {
  const ProgramRun run = run_shell("cat </dev/zero >/dev/null & :");
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.left_behind, 1);
  EXPECT_FALSE(run.went_well());
  EXPECT_LT(::waitpid(-1, nullptr, WNOHANG), 0) << "a child is left";
}

TEST(ProgramRun, LetsTheStuckBeLookedAt) {
  std::size_t processes = 0;
  const ProgramRun run = run_program(
      {"sh", "-c",
       "mkfifo $$.fifo; exec 9<>$$.fifo; rm $$.fifo; cat <&9 & wait"},
      {.limit = std::chrono::seconds(30), .when_stuck = [&](pid_t pid) {
         processes = demos::tree_of(pid).size();
         EXPECT_EQ(demos::name_of(pid), "sh");
         EXPECT_EQ(demos::output_of_tool({"echo", "seen"}), "seen\n");
         EXPECT_EQ(::kill(pid, 0), 0) << "a tool has ended it";
       }});
  EXPECT_EQ(run.end, End::kStuck);
  EXPECT_EQ(processes, 2);
}

TEST(ProgramRun, LeavesNothingWhenALookFails) {
  EXPECT_THROW(
      static_cast<void>(run_program(
          {"sh", "-c",
           "mkfifo $$.fifo; exec 9<>$$.fifo; rm $$.fifo; read x <&9"},
          {.limit = std::chrono::seconds(30),
           .when_stuck = [](pid_t) { throw demos::ToolMissing("none"); }})),
      demos::ToolMissing);
  EXPECT_LT(::waitpid(-1, nullptr, WNOHANG), 0) << "a child is left";
}

TEST(ProgramRun, LeavesNothingWhenItIsInterrupted) {
  EXPECT_THROW(
      static_cast<void>(run_shell("kill -TERM $PPID; while :; do :; done")),
      demos::Interrupted);
  EXPECT_LT(::waitpid(-1, nullptr, WNOHANG), 0) << "a child is left";
}

TEST(ProgramRun, InheritsNoDescriptors) {
  const int extra = ::open("/dev/null", O_RDONLY);
  EXPECT_EQ(run_shell("ls /proc/self/fd | wc -l").output, "4\n");
  ::close(extra);
}

TEST(ProgramRun, PinsToOneCpu) {
  const ProgramRun run = run_program(
      {"nproc"}, {.limit = std::chrono::seconds(30), .on_one_cpu = true});
  EXPECT_EQ(run.output, "1\n");
}

TEST(ProgramRun, SaysWhichToolIsMissing) {
  try {
    static_cast<void>(demos::output_of_tool({"no-such-tool"}));
    FAIL() << "it was run";
  } catch (const demos::ToolMissing& error) {
    EXPECT_TRUE(std::string(error.what())
                    .starts_with("cannot run no-such-tool; scripts/"));
  }
}

}  // namespace
