// echo-load against the kit's own servers: every shape of load that its options
// describe, and the examples of its help text.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "tests/clients/program.hh"
#include "tests/clients/server_program.hh"
#include "tests/clients/session_server.hh"

namespace clients {
namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& line) {
  std::istringstream stream(line);
  return {std::istream_iterator<std::string>(stream), {}};
}

Outcome load(const std::string& port, const std::string& options) {
  Words arguments = words_of(options);
  arguments.insert(arguments.begin(), {"echo-load", "127.0.0.1", port});
  return run(arguments);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class EchoLoadAgainst : public testing::TestWithParam<const char*> {};

TEST_P(EchoLoadAgainst, EveryShapeOfLoadComesBackIntact) {
  const ServerProgram server(GetParam());
  for (const char* options :
       {"--connections 4 --messages 500",
        "--connections 4 --messages 500 --threads 2 --depth 8",
        "--connections 4 --messages 500 --size 16..4096",
        "--connections 4 --messages 500 --size 64:9,1024..65536:1 --depth 4",
        "--connections 4 --messages 500 --idle 3",
        "--connections 4 --messages 500 --ramp 0.02 --warm-up 0.02",
        "--connections 4 --messages 100 --session-messages 3 --depth 2",
        "--connections 4 --messages 200 --rate 5000 --threads 2",
        "--connections 4 --messages 200 --rate 5000 --arrivals poisson",
        "--connections 4 --messages 200 --rate 5000 --session-messages 5",
        "--connections 4 --rate 5000 --ramp 0.05 --duration 0.1"}) {
    const Outcome outcome = load(server.port(), options);
    EXPECT_EQ(outcome.status, 0) << options << '\n' << outcome.errors;
    EXPECT_TRUE(contains(outcome.output, "CPU time")) << outcome.output;
    const std::string asked = R"(--messages (\d+))";
    std::cmatch match;
    if (std::regex_search(options, match, std::regex(asked))) {
      std::ostringstream line;
      line << "messages" << std::string(17 - match[1].str().size(), ' ')
           << match[1].str();
      EXPECT_TRUE(contains(outcome.output, line.str())) << outcome.output;
    }
  }
}

std::string name_of(const testing::TestParamInfo<const char*>& info) {
  std::string name = info.param;
  name.erase(0, name.find('-') + 1);
  return name;
}

INSTANTIATE_TEST_SUITE_P(Servers, EchoLoadAgainst,
                         testing::Values("echo-epoll", "echo-select",
                                         "echo-thread", "echo-fork",
                                         "echo-prethreaded"),
                         name_of);

// The examples, a backslash at the end of a line taken for what it means.
std::vector<std::string> examples_of(const std::string& help) {
  const std::string joined =
      std::regex_replace(help, std::regex(R"(\\\n\s*)"), "");
  const std::regex command(R"(\n  (echo-load localhost 7777[^\n]*))");
  std::vector<std::string> examples;
  for (std::sregex_iterator at(joined.begin(), joined.end(), command), end;
       at != end; ++at) {
    examples.push_back((*at)[1]);
  }
  return examples;
}

TEST(EchoLoadHelp, ShowsExamplesThatWork) {
  const ServerProgram server("echo-epoll");
  const auto examples = examples_of(run({"echo-load", "--help"}).output);
  EXPECT_EQ(examples.size(), 4u);
  const std::string file =
      testing::TempDir() + "latency-" + std::to_string(getpid()) + ".txt";
  for (const std::string& example : examples) {
    Words arguments = words_of(example);
    arguments.at(2) = server.port();
    for (std::string& word : arguments) {
      if (word == "latency.txt") word = file;
    }
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.status, 0) << example << '\n' << outcome.errors;
  }
  EXPECT_EQ(unlink(file.c_str()), 0) << "--percentiles wrote nothing";
}

TEST(EchoLoadHelp, KeepsToEightyColumns) {
  std::istringstream help(run({"echo-load", "--help"}).output);
  for (std::string line; std::getline(help, line);) {
    EXPECT_LE(line.size(), 80u) << line;
  }
}

TEST(EchoLoadOutput, TellsThePlanInTheTable) {
  const ServerProgram server("echo-epoll");
  const Outcome outcome =
      load(server.port(),
           "--connections 2 --idle 3 --depth 4 --threads 2 --messages 100 "
           "--rate 10000 --arrivals poisson --size 64:9,128");
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_EQ(outcome.output.rfind(
                "127.0.0.1 port " + server.port() +
                    ", connections: 2, bytes a message: 64:9,128\n"
                    "idle: 3, depth: 4, threads: 2\n"
                    "open loop: 10000 messages a second, poisson\n\n",
                0),
            0u)
      << outcome.output;
  EXPECT_EQ(outcome.errors, "") << "a progress line, not on a terminal";
}

TEST(EchoLoadOutput, TellsThePlanInJson) {
  const ServerProgram server("echo-epoll");
  const Outcome outcome = load(
      server.port(), "--messages 10 --rate 1000 --idle 2 --depth 3 --json -");
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  for (const char* part : {"\"own_cpu_us_per_message\": ", "\"mean\": ",
                           "\"p90\": ", "\"p99_9\": ", "\"connections\": 1,",
                           "\"idle\": 2,", "\"depth\": 3,", "\"size\": \"64\"",
                           "\"rate\": 1000.0,", "\"arrivals\": \"constant\""}) {
    EXPECT_TRUE(contains(outcome.output, part)) << part << outcome.output;
  }
}

TEST(EchoLoadOutput, PrintsPercentilesOnlyForADash) {
  const ServerProgram server("echo-epoll");
  const Outcome outcome =
      load(server.port(), "--messages 1000 --percentiles -");
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_EQ(outcome.output.rfind("       Value     Percentile", 0), 0u);
  EXPECT_TRUE(contains(outcome.output, "1.000000000000       1000\n#[Mean"))
      << outcome.output;
}

TEST(EchoLoadOutput, NamesTheMillionthByteAndFails) {
  const SessionServer server([](int fd) {
    char message[64];
    for (int n = 0; n < 20'000; ++n) {
      if (recv(fd, message, sizeof message, MSG_WAITALL) != 64) return;
      // 15,625 messages have a million bytes.
      if (n == 15'624) message[63] = static_cast<char>(message[63] ^ 1);
      if (send(fd, message, sizeof message, MSG_NOSIGNAL) != 64) return;
    }
  });
  const Outcome outcome = load(server.port(), "--messages 20000");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.errors,
            "echo-load: errors: 1; the first: the reply differs from what was "
            "sent, in byte 1000000 of the connection\n");
}

TEST(EchoLoadUsage, RefusesWrongUsageWithTwo) {
  for (const char* wrong :
       {"--size 64x", "--size 9..8", "--size ,", "--rate 0", "--rate -1",
        "--rate x", "--arrivals poisson", "--rate 1 --arrivals often",
        "--depth 0", "--idle -1", "--threads 0", "--ramp -1", "--warm-up x",
        "--depth 65536 --size 4096", "--json - --percentiles -"}) {
    const Outcome outcome = load("1", wrong);
    EXPECT_EQ(outcome.status, 2) << wrong;
    EXPECT_EQ(outcome.errors.find('\n'), outcome.errors.size() - 1)
        << wrong << '\n'
        << outcome.errors;
  }
}

}  // namespace
}  // namespace clients
