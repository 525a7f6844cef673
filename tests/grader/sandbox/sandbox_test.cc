// The sandbox, on whatever this machine allows: run by CTest as root and as
// an ordinary user, with and without namespaces and bubblewrap (see deny.cc).
// Linked statically, like the labs' graders.
#include "labs/grader/sandbox/sandbox.hh"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <thread>

#include "csapp/descriptor.hh"
#include "tests/grader/sandbox/jobs.hh"

namespace {

using grader::Commission;
using grader::Confinement;
using grader::Ending;
using grader::Return;
using grader::Sandbox;
using namespace std::chrono_literals;

// The strictest that works, which is what the lines in CMakeLists.txt vary.
class Boxes : public ::testing::Test {
 protected:
  void SetUp() override {
    sandbox_ = grader::make_sandbox(std::nullopt);
    // Root without any box: nothing would bound a fork bomb.
    ASSERT_FALSE(unconfined() && ::geteuid() == 0) << sandbox_->description();
  }

  Return run(const std::string& job, const std::string& details = "",
             const grader::Files& files = {}) {
    Commission commission{job, details, files, limits_};
    return sandbox_->run(commission);
  }

  std::string shell(const std::string& script) {
    const Return result = run("shell", script);
    EXPECT_EQ(result.ending, Ending::kReported) << result.explanation;
    return result.report.text;
  }

  [[nodiscard]] bool is(Confinement confinement) const {
    return sandbox_->confinement() == confinement;
  }
  [[nodiscard]] bool unconfined() const { return is(Confinement::kUnconfined); }

  grader::Limits limits_{.wall = 30s, .processes = 100};
  std::unique_ptr<Sandbox> sandbox_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Numbers that no other process on this machine has as an argument.
std::string unique_number() {
  static int count = 0;
  return std::to_string(::getpid()) + "0" + std::to_string(++count) + "7";
}

// Does `sleep NUMBER` run anywhere? Boxes' processes are ours to see.
bool sleeper_exists(const std::string& number) {
  for (const auto& process : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(process.path() / "cmdline");
    std::string program;
    std::string argument;
    std::getline(file, program, '\0');
    std::getline(file, argument, '\0');
    if (program.ends_with("sleep") && argument == number) return true;
  }
  return false;
}

bool comes_true(const std::function<bool()>& fact) {
  const auto deadline = std::chrono::steady_clock::now() + 15s;
  while (std::chrono::steady_clock::now() < deadline) {
    if (fact()) return true;
    std::this_thread::sleep_for(5ms);  // sleep: between two looks
  }
  return false;
}

// CTest says what must be chosen here; by hand it is only printed.
TEST_F(Boxes, AreTheStrictestThatWorkHere) {
  std::cout << sandbox_->description() << '\n';
  if (const char* expected = std::getenv("EXPECTED_SANDBOX")) {
    EXPECT_TRUE(sandbox_->description().starts_with(expected))
        << sandbox_->description() << ", expected " << expected;
  }
}

TEST_F(Boxes, SayWhyTheWantedOneDoesNotWork) {
  if (is(Confinement::kNamespaces)) GTEST_SKIP() << "namespaces work here";
  try {
    static_cast<void>(grader::make_sandbox(Confinement::kNamespaces));
    ADD_FAILURE() << "namespaces work after all";
  } catch (const std::runtime_error& error) {
    EXPECT_TRUE(contains(error.what(), "Operation not permitted") ||
                contains(error.what(), "No permissions"))
        << error.what();
  }
}

TEST_F(Boxes, TakeFilesInAndHandThemOut) {
  std::string bytes(5 << 20, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(i * 2654435761U >> 13);
  }
  const grader::Files files{{"empty", ""}, {"sub/folder/binary", bytes}};
  const Return result = run("list", "", files);
  ASSERT_EQ(result.ending, Ending::kReported) << result.explanation;
  EXPECT_TRUE(result.report.files == files);
}

TEST_F(Boxes, RefusePathsThatClimb) {
  for (const char* path : {"../outside", "/tmp/outside", "a/../../outside"}) {
    const Return result = run("list", "", {{path, "x"}});
    EXPECT_EQ(result.ending, Ending::kFault);
    EXPECT_TRUE(contains(result.explanation, path)) << result.explanation;
  }
}

TEST_F(Boxes, ReportAFaultOfTheJobAsAFault) {
  const Return result = run("fail", "no such compiler");
  EXPECT_EQ(result.ending, Ending::kFault);
  EXPECT_EQ(result.explanation, "no such compiler");
}

TEST_F(Boxes, RunProgramsWithInputOutputAndStatus) {
  EXPECT_EQ(shell("read line; echo got $line; echo bad >&2; exit 3"),
            "status 768\nout got from the examiner\n\nerr bad\n");
}

TEST_F(Boxes, GiveProgramsAnEmptyEnvironment) {
  ::setenv("SECRET_OF_THE_GRADER", "key", 1);
  EXPECT_FALSE(contains(shell("env"), "SECRET"));
}

TEST_F(Boxes, HandDescriptorsOver) {
  const Return result = run("hand over", "echo through three >&3");
  EXPECT_EQ(result.report.text, "through three\n") << result.explanation;
}

TEST_F(Boxes, LetTheExaminerWatchAProcess) {
  const Return result = run("watch", "exec 5</dev/null; exec sleep 1000");
  ASSERT_EQ(result.ending, Ending::kReported) << result.explanation;
  EXPECT_TRUE(contains(result.report.text, "call 230 ")) << result.report.text;
  EXPECT_TRUE(contains(result.report.text, "fd 5 /dev/null"))
      << result.report.text;
}

TEST_F(Boxes, EndOneProgramAndLeaveAnotherAlone) {
  const Return result = run("two", "echo here; exec sleep 1000");
  EXPECT_EQ(result.report.text, "stays here\n") << result.explanation;
}

TEST_F(Boxes, LetTwoOfThemBindOnePort) {
  if (!is(Confinement::kNamespaces)) GTEST_SKIP() << "one network for all";
  limits_.wall = 3s;
  Return first;
  std::jthread other([&] { first = run("bind", "7777"); });
  const Return second = run("bind", "7777");
  other.join();
  // Both kept the port until the wall limit, at the same time.
  EXPECT_EQ(first.ending, Ending::kTimedOut) << first.explanation;
  EXPECT_EQ(second.ending, Ending::kTimedOut) << second.explanation;
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

// A program that makes as many processes as it can.
constexpr char kManyProcesses[] = R"(
#include <stdio.h>
#include <unistd.h>
int main(void) {
  int made = 0;
  for (pid_t pid = 1; made < 500 && (pid = fork()) >= 0; ++made) {
    if (pid == 0) pause();
  }
  printf("made %d\n", made);
})";

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

TEST_F(Boxes, LimitTheNumberOfProcesses) {
  limits_.processes = 60;
  const Return result = run("shell", "gcc many.c -o many && ./many",
                            {{"many.c", kManyProcesses}});
  const std::string& text = result.report.text;
  ASSERT_TRUE(contains(text, "out made ")) << text << result.explanation;
  const long made =
      std::strtol(text.c_str() + text.find("made ") + 5, nullptr, 10);
  EXPECT_LE(made, 60);
  EXPECT_GE(made, 20);
}

TEST_F(Boxes, EndAForkBomb) {
  limits_.processes = 60;
  const Return result =
      run("shell", "gcc bomb.c -o bomb && ./bomb", {{"bomb.c", kForkBomb}});
  EXPECT_TRUE(contains(result.report.text, "status 0\n"))
      << result.report.text << result.explanation;
}

TEST_F(Boxes, HideTheExaminer) {
  const std::string text = shell(
      "kill -0 $$ && cat /proc/self/environ >/dev/null && echo CHECKED; "
      "for f in mem environ maps exe fd/0 fd/4 cwd/x; do "
      "head -c 1 /proc/$PPID/$f && echo READ $f; done; "
      "ls /proc/$PPID/fd && echo READ fd");
  EXPECT_TRUE(contains(text, "CHECKED")) << text;
  EXPECT_TRUE(contains(text, "environ")) << text;
  EXPECT_TRUE(contains(text, "Permission denied")) << text;
  EXPECT_FALSE(contains(text, "READ")) << text;
}

TEST_F(Boxes, ProtectTheLimitsOfTheExaminer) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  const std::string text = shell("prlimit --pid $PPID --nofile=0:0");
  EXPECT_TRUE(contains(text, "Operation not permitted")) << text;
}

TEST_F(Boxes, GiveProgramsNoPrivileges) {
  const std::string text = shell("id -u; grep Cap /proc/self/status");
  EXPECT_FALSE(contains(text, "out 0\n")) << text;
  for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapAmb"}) {
    EXPECT_TRUE(contains(text, std::string(set) + ":\t0000000000000000"))
        << text;
  }
}

TEST_F(Boxes, ProtectTheMachinesFiles) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  std::string folder = "/tmp/sandbox-test-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  ::chmod(folder.c_str(), 0777);
  const std::string text =
      shell("for p in " + folder +
            " /usr /etc / /dev /var/tmp /run; do echo x >$p/sandbox-test && "
            "echo WROTE $p; done; ls " +
            folder +
            " /root /home /var /etc && echo SEEN; echo x >own && "
            "echo x >$TMPDIR/own && echo done");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(contains(text, "SEEN")) << text;
  EXPECT_FALSE(contains(text, "WROTE")) << text;
  EXPECT_TRUE(contains(text, "done")) << text;
}

TEST_F(Boxes, LetConnectWhereTheyMay) {
  const Return result =
      run("connect", "exec 9<>/dev/tcp/127.0.0.1/$1 && echo CONNECTED");
  EXPECT_EQ(result.report.text, "CONNECTED\n") << result.explanation;
}

TEST_F(Boxes, BoundTheMemoryOfACompiler) {
  if (std::string_view(SANITIZED_BY) == "thread") {
    GTEST_SKIP() << "under it not even exec fits into a limited address space";
  }
  const Return result = run("compile", "tail /dev/zero; true");
  EXPECT_TRUE(contains(result.report.text, "memory exhausted"))
      << result.report.text << result.explanation;
}

TEST_F(Boxes, BoundTheMemoryOfAllWhereTheySaySo) {
  if (contains(sandbox_->description(), "memory not limited")) {
    GTEST_SKIP() << sandbox_->description();
  }
  limits_.memory_bytes = 64 << 20;
  const Return result = run("shell", "tail /dev/zero");
  // Whom of the box the kernel kills is its choice.
  EXPECT_TRUE(result.ending == Ending::kDied ||
              contains(result.report.text, "status 9\n"))
      << result.report.text;
}

TEST_F(Boxes, LetTheLeakCheckerWork) {
  const std::string text = [&] {
    const Return result =
        run("shell", "gcc -fsanitize=address -g leak.c -o leak && ./leak",
            {{"leak.c",
              "#include <stdlib.h>\n"
              "int main(void) { volatile char* p = malloc(77); p = 0; "
              "return p != 0; }\n"}});
    return result.report.text + result.explanation;
  }();
  EXPECT_TRUE(contains(text, "77 byte(s) leaked")) << text;
}

TEST_F(Boxes, KeepHeadAndTailOfEndlessOutput) {
  limits_.output_bytes = 1000;
  const std::string text =
      shell("echo first; head -c 20000000 /dev/zero | tr '\\0' x; echo last");
  EXPECT_LT(text.size(), 1200U);
  EXPECT_TRUE(contains(text, "status 0\nout first\n")) << text;
  EXPECT_TRUE(contains(text, "bytes left out")) << text;
  EXPECT_TRUE(contains(text, "xlast\n")) << text;
}

TEST_F(Boxes, KeepTheExaminersDescriptorsForItself) {
  const std::string text = shell("ls -l /proc/self/fd | wc -l; echo x >&4");
  EXPECT_TRUE(contains(text, "Bad file descriptor")) << text;
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

TEST_F(Boxes, LimitTheScratchFolder) {
  limits_.scratch_bytes = 8 << 20;
  const Return result =
      run("shell",
          "for i in 1 2 3 4 5 6; do head -c 3000000 /dev/zero >f$i || exit 9; "
          "done; sleep 5");
  if (is(Confinement::kNamespaces)) {
    EXPECT_TRUE(contains(result.report.text, "No space left"))
        << result.report.text << result.explanation;
  } else {
    EXPECT_EQ(result.ending, Ending::kDied) << result.explanation;
    EXPECT_TRUE(contains(result.explanation, "bytes of files"));
  }
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

TEST_F(Boxes, LimitOneFile) {
  limits_.file_bytes = 1 << 20;
  EXPECT_TRUE(contains(shell("head -c 2000000 /dev/zero >f; echo $?"), "153"));
}

TEST_F(Boxes, DenyConnectionsToTheMachine) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  const csapp::Descriptor server(
      ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::bind(server.get(), where, length), 0);
  ASSERT_EQ(::listen(server.get(), 1), 0);
  ASSERT_EQ(::getsockname(server.get(), where, &length), 0);
  const std::string port = std::to_string(ntohs(address.sin_port));
  const std::string text =
      shell("exec 9<>/dev/tcp/127.0.0.1/" + port + " && echo CONNECTED");
  EXPECT_FALSE(contains(text, "CONNECTED")) << text;
}

TEST_F(Boxes, RefuseNewNamespaces) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  EXPECT_FALSE(contains(shell("unshare -Ur true && echo MADE"), "MADE"));
}

}  // namespace

int main(int argc, char** argv) {
  grader::examine_if_in_box(argc, argv, jobs());
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
