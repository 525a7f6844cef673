// Nothing outlives its program, its box or its grader.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/grader/sandbox/boxes.hh"

namespace {

using grader::Confinement;
using grader::Ending;
using grader::Return;
using namespace std::chrono_literals;

TEST_F(Boxes, EndOneProgramAndLeaveAnotherAlone) {
  const Return result = run("two", "echo here; exec sleep 1000");
  EXPECT_EQ(result.report.text, "stays here\n") << result.explanation;
}

TEST_F(Boxes, EndAtTheWallLimitWithAllThatRuns) {
  limits_.wall = 2s;
  const std::string marker = unique_number();
  const auto start = std::chrono::steady_clock::now();
  Return result;
  std::jthread box([&] {
    result = run("stay", "trap '' TERM INT HUP; sleep " + marker + " & wait");
  });
  EXPECT_TRUE(comes_true([&] { return sleeper_exists(marker); }));
  box.join();
  EXPECT_EQ(result.ending, Ending::kTimedOut) << result.explanation;
  EXPECT_FALSE(sleeper_exists(marker));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 12s);
}

TEST_F(Boxes, EndWithTheGrader) {
  const std::string marker = unique_number();
  const pid_t grader = ::fork();
  if (grader == 0) {
    static_cast<void>(run("stay", "exec sleep " + marker));
    ::_exit(0);
  }
  EXPECT_TRUE(comes_true([&] { return sleeper_exists(marker); }));
  ::kill(grader, SIGKILL);
  ::waitpid(grader, nullptr, 0);
  EXPECT_TRUE(comes_true([&] { return !sleeper_exists(marker); }));
}

TEST_F(Boxes, EndDaemonsWithTheirProgram) {
  const Return result =
      run("leave",
          "setsid bash -c 'trap \"\" TERM HUP INT; touch left; "
          "(setsid sleep 1000 &); exec sleep 1000' >/dev/null 2>&1 & "
          "until test -e left; do sleep 0.01; done");
  EXPECT_EQ(result.report.text, "held, then free") << result.explanation;
}

// Seen from outside the box.
TEST_F(Boxes, LeaveNoDaemonBehind) {
  const std::string marker = unique_number();
  const std::string text = shell(
      "setsid bash -c 'trap \"\" TERM HUP INT; (setsid bash -c \"touch far; "
      "exec sleep " +
      marker + "\" &) & exec sleep " + marker +
      "' & until test -e far; do sleep 0.01; done; echo started");
  EXPECT_TRUE(contains(text, "started")) << text;
  EXPECT_FALSE(sleeper_exists(marker));
}

// One whose processes all do that for ever, in sessions of their own, and
// that is gone itself.
constexpr char kForkBomb[] = R"(
#include <signal.h>
#include <unistd.h>
int main(void) {
  signal(SIGTERM, SIG_IGN);
  if (fork() == 0) for (;;) if (fork() == 0) setsid();
  usleep(200000);
})";

TEST_F(Boxes, EndAForkBomb) {
  limits_.processes = 60;
  const Return result =
      run("shell", "gcc bomb.c -o bomb && ./bomb", {{"bomb.c", kForkBomb}});
  EXPECT_TRUE(contains(result.report.text, "status 0\n"))
      << result.report.text << result.explanation;
}

// Folders in folders, deeper than a path is long.
constexpr char kDeepFolders[] = R"(
#include <sys/stat.h>
#include <unistd.h>
int main(void) {
  for (int i = 0; i < 3000; ++i) {
    if (mkdir("deep", 0700) || chdir("deep")) return 1;
  }
})";

// They would say so if something were left.
TEST_F(Boxes, RemoveHostileTrees) {
  const Return result =
      run("shell",
          "gcc deep.c -o make_deep && ./make_deep && "
          "ln -s / root && ln -s . loop && touch -- -rf $'new\nline' && "
          "mkdir closed && touch closed/x && chmod 000 closed && echo done",
          {{"deep.c", kDeepFolders}});
  EXPECT_TRUE(contains(result.report.text, "out done\n"))
      << result.report.text << result.explanation;
}

TEST_F(Boxes, SurviveTheMurderOfTheExaminer) {
  // To kill everybody is left to where that is the box alone.
  const bool own_processes = is(Confinement::kNamespaces);
  const Return result =
      run("shell", own_processes ? "kill -9 1; kill -9 -1" : "kill -9 $PPID");
  if (is(Confinement::kNamespaces)) {
    EXPECT_EQ(result.ending, Ending::kReported) << result.explanation;
  } else {
    EXPECT_TRUE(result.ending == Ending::kDied ||
                result.ending == Ending::kReported);
  }
}

}  // namespace
