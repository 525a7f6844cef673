// Out of processes or threads: one warning, clients wait, sessions go on.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "labs/conformance/client.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/conformance/wait_until.hh"
#include "tests/servers/launcher.hh"

namespace {

using conformance::Client;
using conformance::Endpoint;

// The limit counts all processes and threads of a user: one who has no others.
// Not one of those that the sandbox of the graders takes.
const uid_t kNobodyElse = 62'000 + static_cast<uid_t>(::getpid() % 3'000);

Endpoint endpoint_of(const launcher::Launcher& process, std::uint16_t port,
                     conformance::Observer& observer) {
  return {.host = "127.0.0.1",
          .port = port,
          .pid = process.pid(),
          .claims = {},
          .observer = observer,
          .command = {}};
}

/// Processes and threads of a server that serves one client, those of a
/// sanitizer included.
rlim_t count_tasks(const std::string& program) {
  launcher::Launcher process({program, "0"}, kNobodyElse);
  conformance::ProcObserver observer(process.pid());
  const auto port = process.await_announcement();
  if (!port) throw std::runtime_error(process.standard_error());
  const Endpoint server = endpoint_of(process, *port, observer);
  Client client(server);
  client.require_echo("one client\n");
  const std::filesystem::directory_iterator threads(
      "/proc/" + std::to_string(process.pid()) + "/task");
  const auto count =
      static_cast<rlim_t>(std::distance(begin(threads), end(threads))) +
      observer.children(process.pid()).size();
  process.signal(
      SIGTERM);  // killed, it would leave a child to count for a while
  process.await_end();
  return count;
}

/// Programs that are started while it lives inherit a limit of tasks. Root,
/// like this test, is not bound by it. They do not look for leaks: that takes
/// a thread more at their end, while others may still count.
class TaskLimit {
 public:
  explicit TaskLimit(rlim_t soft) {
    ::setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
    ::getrlimit(RLIMIT_NPROC, &before_);
    const rlimit limit{.rlim_cur = soft, .rlim_max = before_.rlim_max};
    if (::setrlimit(RLIMIT_NPROC, &limit) < 0) csapp::throw_errno("setrlimit");
  }
  TaskLimit(const TaskLimit&) = delete;
  TaskLimit& operator=(const TaskLimit&) = delete;
  ~TaskLimit() {
    ::setrlimit(RLIMIT_NPROC, &before_);
    ::unsetenv("ASAN_OPTIONS");
  }

 private:
  rlimit before_{};
};

class Shortage : public testing::TestWithParam<const char*> {};

TEST_P(Shortage, ServesTheRestLaterAndWarnsOnce) {
  if (::getuid() != 0) GTEST_SKIP() << "needs root to become another user";
  const std::string program =
      std::string(ECHOLAB_BIN_DIR "/echo-") + GetParam();
  const TaskLimit one_client(count_tasks(program));
  launcher::Launcher process({program, "0"}, kNobodyElse);
  const auto port = process.await_announcement();
  ASSERT_TRUE(port) << process.standard_error();
  conformance::ProcObserver observer(process.pid());
  const Endpoint server = endpoint_of(process, *port, observer);
  Client first(server), second(server), third(server);
  first.require_echo("first\n");
  second.send("second\n");
  third.send("third\n");
  EXPECT_TRUE(conformance::wait_until(
      launcher::kPatience,
      [&] {
        return process.standard_error().find("warning") != std::string::npos;
      }))
      << "no warning: " << process.standard_error();
  first.require_echo("still first\n");
  EXPECT_FALSE(second.has_input());
  first.close();
  EXPECT_EQ(second.receive(7), "second\n");
  second.close();
  EXPECT_EQ(third.receive(6), "third\n");

  process.signal(SIGTERM);
  EXPECT_EQ(process.await_end(), 0);
  const std::string log = process.standard_error();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 2)
      << "a warning and the summary, not\n"
      << log;
}

TEST(Pool, ThatCannotStartIsOneLineAndStatus1) {
  if (::getuid() != 0) GTEST_SKIP() << "needs root to become another user";
  const TaskLimit two_tasks(2);
  launcher::Launcher process({ECHOLAB_BIN_DIR "/echo-prethreaded", "0"},
                             kNobodyElse);
  EXPECT_FALSE(process.await_announcement());
  EXPECT_EQ(process.await_end(), W_EXITCODE(1, 0));
  EXPECT_EQ(process.standard_error(),
            "echo-prethreaded: cannot start a thread: Resource temporarily "
            "unavailable\n");
}

INSTANTIATE_TEST_SUITE_P(Variants, Shortage, testing::Values("fork", "thread"));

}  // namespace
