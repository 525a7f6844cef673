// What a server says and does before and after it serves: command line,
// announcement, addresses, log, exit status. The same for every variant.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <memory>
#include <optional>

#include "labs/conformance/check.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/expectation.hh"
#include "labs/conformance/facts.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/conformance/wait_until.hh"
#include "tests/servers/launcher.hh"
#include "tests/servers/thread_sanitizer.hh"
#include "tests/servers/variants.hh"

namespace {

using conformance::Client;
using conformance::Endpoint;
using conformance::ProcObserver;
using launcher::Launcher;
using variants::Variant;

constexpr uid_t kNobody = 65534;

long count_lines(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

/// Lines of the log with that level in it.
long count_level(const std::string& log, const std::string& level) {
  long count = 0;
  for (auto at = log.find(level); at != log.npos;
       at = log.find(level, at + 1)) {
    ++count;
  }
  return count;
}

class Startup : public testing::TestWithParam<Variant> {
 protected:
  static std::vector<std::string> command(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), variants::program_of(GetParam()));
    return arguments;
  }

  /// Runs the program to its end and expects that exit status.
  static void expect_status(std::vector<std::string> arguments, int expected,
                            std::string& output, std::string& errors) {
    Launcher program(command(arguments));
    const int status = program.await_end();
    output = program.standard_output();
    errors = program.standard_error();
    EXPECT_TRUE(WIFEXITED(status)) << "wait status " << status;
    EXPECT_EQ(WEXITSTATUS(status), expected)
        << testing::PrintToString(arguments) << "\n"
        << errors;
  }
};

/// A server with its endpoint.
struct Running {
  explicit Running(const std::vector<std::string>& argv)
      : process(argv),
        port(process.await_announcement().value_or(0)),
        observer(process.pid()) {
    EXPECT_NE(port, 0) << process.standard_error();
  }

  Endpoint at(const std::string& host) {
    return {.host = host,
            .port = port,
            .pid = process.pid(),
            .claims = {},
            .observer = observer,
            .command = {}};
  }

  int stop() {
    process.signal(SIGTERM);
    return process.await_end();
  }

  Launcher process;
  const std::uint16_t port;
  ProcObserver observer;
};

bool answers(const Endpoint& server) {
  try {
    Client(server).require_echo("hello\n");
    return true;
  } catch (const conformance::Unmet&) {
    return false;
  }
}

TEST_P(Startup, AnnouncesItsPortAndNothingElse) {
  Running server(command({"0"}));
  EXPECT_TRUE(answers(server.at("127.0.0.1")));
  EXPECT_EQ(server.stop(), 0);
  EXPECT_EQ(server.process.standard_output(),
            "listening " + std::to_string(server.port) + "\n");
}

TEST_P(Startup, OneInstanceAnswersOnBothFamilies) {
  Running server(command({"0"}));
  EXPECT_TRUE(answers(server.at("127.0.0.1")));
  EXPECT_TRUE(answers(server.at("::1")));
}

TEST_P(Startup, HostSelectsTheAddress) {
  Running only4(command({"--host", "127.0.0.1", "0"}));
  EXPECT_TRUE(answers(only4.at("127.0.0.1")));
  EXPECT_FALSE(answers(only4.at("::1")));
  Running only6(command({"--host", "::1", "0"}));
  EXPECT_TRUE(answers(only6.at("::1")));
  EXPECT_FALSE(answers(only6.at("127.0.0.1")));
}

TEST_P(Startup, BacklogIsWhatTheOptionSays) {
  Running server(command({"--backlog", "7", "0"}));
  const auto socket = conformance::listener(server.at("::1"));
  ASSERT_TRUE(socket);
  if (socket->unsent == 0) GTEST_SKIP() << "the system does not show it";
  EXPECT_EQ(socket->unsent, 7U);
}

TEST_P(Startup, TakenPortIsOneLineAndStatus1) {
  Running first(command({"0"}));
  const std::string port = std::to_string(first.port);
  std::string output, errors;
  expect_status({port}, 1, output, errors);
  EXPECT_EQ(output, "");
  EXPECT_EQ(count_lines(errors), 1) << errors;
  EXPECT_NE(errors.find(port), errors.npos) << errors;
}

TEST_P(Startup, PrivilegedPortIsOneLineAndStatus1) {
  if (::getuid() != 0) GTEST_SKIP() << "needs root to become nobody";
  Launcher server(command({"7"}), kNobody);
  const int status = server.await_end();
  const std::string errors = server.standard_error();
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1) << errors;
  EXPECT_EQ(server.standard_output(), "");
  EXPECT_EQ(count_lines(errors), 1) << errors;
  EXPECT_NE(errors.find("port 7"), errors.npos) << errors;
}

TEST_P(Startup, WrongUsageIsStatus2) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"seven"},
      {"65536"},
      {"-1"},
      {"0", "0"},
      {"--no-such-option", "0"},
      {"--backlog", "0", "0"},
      {"--log-level", "loud", "0"},
  };
  for (const auto& arguments : wrong) {
    std::string output, errors;
    expect_status(arguments, 2, output, errors);
    EXPECT_EQ(output, "");
    EXPECT_NE(errors, "");
  }
}

TEST_P(Startup, HelpAndVersionAreStatus0) {
  std::string output, errors;
  expect_status({"--help"}, 0, output, errors);
  for (const char* word : {"PORT", "--host", "--backlog", "--log-level"}) {
    EXPECT_NE(output.find(word), output.npos) << word;
  }
  expect_status({"--version"}, 0, output, errors);
  EXPECT_EQ(count_lines(output), 1) << output;
}

TEST_P(Startup, RestartsOnTheSamePortAtOnce) {
  if (thread_sanitizer::kIsUsed &&
      GetParam().claims.model == conformance::Model::kIterative) {
    GTEST_SKIP() << "ThreadSanitizer defers signals in read(2)";
  }
  auto first = std::make_unique<Running>(command({"0"}));
  const std::string port = std::to_string(first->port);
  const Endpoint server = first->at("127.0.0.1");
  Client client(server);
  client.require_echo("open\n");
  EXPECT_EQ(first->stop(), 0);  // closes first: the port is in TIME_WAIT
  client.close();
  Running second(command({port}));
  EXPECT_TRUE(answers(second.at("127.0.0.1")));
}

/// The moment in which a second signal does harm is short: try some times.
TEST_P(Startup, StopsInOrderHoweverOftenItIsAsked) {
  for (int i = 0; i < 8; ++i) {
    Running server(command({"0"}));
    const auto end = std::chrono::steady_clock::now() + launcher::kPatience;
    while (!server.observer.wait_status() &&
           std::chrono::steady_clock::now() < end) {
      server.process.signal(SIGTERM);
    }
    ASSERT_EQ(server.process.await_end(), 0);
  }
}

TEST_P(Startup, StopsThoughStartedWithSignalsBlocked) {
  sigset_t blocked, before;
  ::sigfillset(&blocked);
  ::pthread_sigmask(SIG_SETMASK, &blocked, &before);
  Running server(command({"0"}));
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  const Endpoint endpoint = server.at("127.0.0.1");
  EXPECT_TRUE(answers(endpoint));
  EXPECT_TRUE(conformance::wait_until(launcher::kPatience, [&] {
    return server.observer.children(endpoint.pid).empty();
  })) << "children that nobody waits for";
  EXPECT_EQ(server.stop(), 0);
}

TEST_P(Startup, StopsWithOneSummaryLine) {
  Running server(command({"0"}));
  EXPECT_TRUE(answers(server.at("127.0.0.1")));
  EXPECT_EQ(server.stop(), 0);
  const std::string log = server.process.standard_error();
  EXPECT_EQ(count_level(log, " info:"), 1) << log;
  EXPECT_EQ(count_lines(log), 1) << log;
}

TEST_P(Startup, LogLevelOffIsSilent) {
  Running server(command({"--log-level", "off", "0"}));
  EXPECT_TRUE(answers(server.at("127.0.0.1")));
  EXPECT_EQ(server.stop(), 0);
  EXPECT_EQ(server.process.standard_error(), "");
}

TEST_P(Startup, LogLevelDebugShowsAReset) {
  Running server(command({"--log-level", "debug", "0"}));
  const Endpoint endpoint = server.at("127.0.0.1");
  Client client(endpoint);
  client.require_echo("open\n");
  client.reset();
  EXPECT_TRUE(conformance::wait_until(launcher::kPatience, [&] {
    return server.process.standard_error().find("reset") != std::string::npos;
  })) << server.process.standard_error();
}

/// Several clients come while there is no descriptor for any of them. One is
/// served first: a server that sleeps in accept(2) already holds a descriptor
/// for the next.
TEST_P(Startup, WarnsOnceWhenOutOfDescriptors) {
  Running server(command({"0"}));
  const Endpoint endpoint = server.at("127.0.0.1");
  conformance::await_blocked(endpoint);
  const auto limit =
      static_cast<rlim_t>(conformance::lowest_free_descriptor(endpoint));
  std::optional<Client> first(endpoint);
  first->require_echo("first\n");
  const auto before = server.observer.limit_descriptors(endpoint.pid, limit);
  first.reset();
  std::deque<Client> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back(endpoint).send("waiting\n");
    EXPECT_TRUE(conformance::wait_until(launcher::kPatience, [&] {
      return server.process.standard_error().find('\n') != std::string::npos;
    }));
    conformance::await_blocked(endpoint);
  }
  server.observer.limit_descriptors(endpoint.pid, before);
  while (!clients.empty()) {
    EXPECT_EQ(clients.front().receive(8), "waiting\n");
    clients.pop_front();
  }
  const std::string log = server.process.standard_error();
  EXPECT_EQ(count_level(log, " warning:"), 1) << log;
}

std::string name_of(const testing::TestParamInfo<Variant>& variant) {
  return variant.param.name;
}

INSTANTIATE_TEST_SUITE_P(Variants, Startup,
                         testing::ValuesIn(variants::kVariants), name_of);

TEST(Fork, StopsAlthoughAChildIsStopped) {
  Running server({ECHOLAB_BIN_DIR "/echo-fork", "0"});
  const Endpoint endpoint = server.at("127.0.0.1");
  Client client(endpoint);
  client.require_echo("open\n");
  for (const auto& child : server.observer.children(endpoint.pid)) {
    server.observer.signal(child.pid, SIGSTOP);
  }
  EXPECT_EQ(server.stop(), 0);
}

TEST(MaxClients, FurtherOnesReadEndOfFile) {
  for (const char* name : {"select", "epoll"}) {
    Running server({std::string(ECHOLAB_BIN_DIR "/echo-") + name,
                    "--max-clients", "2", "0"});
    const Endpoint endpoint = server.at("::1");
    Client first(endpoint), second(endpoint);
    first.require_echo("first\n");
    second.require_echo("second\n");
    EXPECT_NO_THROW(Client(endpoint).require_end_of_file()) << name;
    first.require_echo("still first\n");
  }
}

TEST(Workers, PoolAndQueueAreAsLargeAsTheOptionsSay) {
  Running server({ECHOLAB_BIN_DIR "/echo-prethreaded", "--workers", "2",
                  "--queue", "3", "0"});
  Endpoint endpoint = server.at("127.0.0.1");
  endpoint.claims = {
      .model = conformance::Model::kThreadPool, .workers = 2, .queue = 3};
  for (const char* id : {"pool-is-constant", "pool-queues-excess"}) {
    const auto result = conformance::find_check(id)->run(endpoint);
    EXPECT_TRUE(result.passed()) << result.expected << "\n" << result.observed;
  }
}

}  // namespace
