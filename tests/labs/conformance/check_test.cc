// What a result says, and that a check neither throws nor leaks.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "labs/conformance/check.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/proc_observer.hh"
#include "tests/servers/launcher.hh"

namespace conformance {
namespace {

/// The facts of a platform that shows nothing.
class BlindObserver : public ProcObserver {
 public:
  using ProcObserver::ProcObserver;
  std::vector<Task> tasks(pid_t) override {
    throw std::system_error(EACCES, std::generic_category(), "syscall");
  }
};

Endpoint endpoint_of(Observer& observer, pid_t pid, std::uint16_t port) {
  return {.host = "127.0.0.1",
          .port = port,
          .pid = pid,
          .claims = {.model = Model::kThreadPerClient},
          .observer = observer,
          .command = "./server",
          .patience = std::chrono::milliseconds(500)};
}

std::size_t count_descriptors() {
  using std::filesystem::directory_iterator;
  return static_cast<std::size_t>(
      std::distance(directory_iterator("/proc/self/fd"), {}));
}

TEST(CheckList, HasUniqueIdsTitlesAndSteps) {
  std::set<std::string_view> ids;
  for (const Check& check : checks()) {
    EXPECT_TRUE(ids.insert(check.id).second) << check.id;
    EXPECT_EQ(check.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"),
              check.id.npos);
    EXPECT_NE(check.title, "") << check.id;
    EXPECT_NE(check.steps, "") << check.id;
    EXPECT_EQ(check.steps.find('\''), check.steps.npos)
        << check.id << ": the steps stand in single quotes";
    EXPECT_EQ(find_check(check.id), &check);
  }
  EXPECT_EQ(find_check("no-such-check"), nullptr);
}

TEST(CheckList, StepsAreValidPython) {
  if (std::system("python3 -c pass 2>/dev/null") != 0) {
    GTEST_SKIP() << "no python3";
  }
  std::string program;
  for (const Check& check : checks()) {
    program += "def steps():\n " + std::string(check.steps) + "\n";
  }
  EXPECT_EQ(std::system(("python3 -c '" + program + "'").c_str()), 0);
}

TEST(CheckResult, OfAFailureSaysWhatWasExpectedAndObserved) {
  launcher::Launcher server({BROKEN_ECHO, "thread", "shouts"});
  const auto port = server.await_announcement();
  ASSERT_TRUE(port);
  ProcObserver observer(server.pid());
  const Result result =
      find_check("echo-line")->run(endpoint_of(observer, server.pid(), *port));
  EXPECT_EQ(result.id, "echo-line");
  EXPECT_EQ(result.verdict, Verdict::kFailed);
  EXPECT_NE(result.expected.find("Hello"), result.expected.npos);
  EXPECT_NE(result.observed.find("HELLO"), result.observed.npos);
  EXPECT_EQ(result.replay.find("./server 7777 & "), 0U) << result.replay;
}

TEST(CheckResult, OfABlindPlatformIsAFaultNotAFailure) {
  launcher::Launcher server({BROKEN_ECHO, "thread", "none"});
  const auto port = server.await_announcement();
  ASSERT_TRUE(port);
  BlindObserver observer(server.pid());
  const Result result =
      find_check("idle")->run(endpoint_of(observer, server.pid(), *port));
  EXPECT_EQ(result.verdict, Verdict::kFault);
  EXPECT_NE(result.observed.find("syscall"), result.observed.npos);
}

TEST(CheckResult, OfADeadServerIsAFailureOfEveryCheck) {
  launcher::Launcher server({BROKEN_ECHO, "thread", "none"});
  const auto port = server.await_announcement();
  ASSERT_TRUE(port);
  ProcObserver observer(server.pid());
  server.signal(SIGKILL);
  while (!observer.wait_status()) {
  }
  Endpoint endpoint = endpoint_of(observer, server.pid(), *port);
  endpoint.patience = std::chrono::milliseconds(50);
  const std::size_t before = count_descriptors();
  for (const Check& check : checks()) {
    if (!check.applies(endpoint.claims)) continue;
    EXPECT_EQ(check.run(endpoint).verdict, Verdict::kFailed) << check.id;
  }
  EXPECT_EQ(count_descriptors(), before);
}

TEST(Quote, ShowsControlBytesAndLength) {
  using std::string_literals::operator""s;
  EXPECT_EQ(quote(""), "nothing");
  EXPECT_EQ(quote("a\r\n\0\xff\"\\"s), R"("a\r\n\x00\xff\"\\" (7 bytes))");
  EXPECT_EQ(quote(std::string(100, 'x')),
            "\"" + std::string(40, 'x') + "...\" (100 bytes)");
}

TEST(RequireSameBytes, SaysWhereTheyBeginToDiffer) {
  EXPECT_NO_THROW(require_same_bytes("abc", "abc"));
  try {
    require_same_bytes("abcdef", "abcXef");
    FAIL() << "they are different";
  } catch (const Unmet& unmet) {
    EXPECT_NE(unmet.observed.find("from byte 3"), unmet.observed.npos);
  }
  EXPECT_THROW(require_same_bytes("abc", "ab"), Unmet);
  EXPECT_THROW(require_same_bytes("abc", "abcd"), Unmet);
}

TEST(Steps, ArePythonThatFitsIntoQuotes) {
  // Each in a line of its own, as the replay hands it to python3 -c.
  FILE* const python = ::popen(
      "python3 -c 'import ast, sys; [ast.parse(line) for line in sys.stdin]'",
      "w");
  ASSERT_NE(python, nullptr);
  for (const Check& check : checks()) {
    const std::string steps(check.steps);
    EXPECT_EQ(steps.find_first_of("'\n"), steps.npos) << check.id;
    // Behind them, in a comment.
    EXPECT_FALSE(check.shown.empty()) << check.id;
    EXPECT_EQ(check.shown.find('\n'), check.shown.npos) << check.id;
    std::fprintf(python, "%s\n", steps.c_str());
  }
  EXPECT_EQ(::pclose(python), 0);
}

}  // namespace
}  // namespace conformance
