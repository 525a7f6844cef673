#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/clients/program.hh"
#include "tests/clients/session_server.hh"

namespace clients {
namespace {

Outcome load(const std::string& port, std::vector<std::string> options) {
  options.insert(options.begin(), {"echo-load", "127.0.0.1", port});
  return run(options);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(EchoLoad, PrintsATableOfEightyColumns) {
  const SessionServer server(echo);
  const Outcome outcome = load(server.port(), {"--messages", "20"});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_TRUE(contains(outcome.output, "messages               20"))
      << outcome.output;
  EXPECT_TRUE(contains(outcome.output, "p99")) << outcome.output;
  std::istringstream lines(outcome.output);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 80u) << line;
  }
}

TEST(EchoLoad, PrintsJsonOnlyForADash) {
  const SessionServer server(echo);
  const Outcome outcome = load(
      server.port(), {"--messages", "20", "--connections", "2", "--json", "-"});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_EQ(outcome.output.front(), '{');
  for (const char* part :
       {"\"messages\": 20,", "\"sessions\": 2,", "\"errors\": 0,",
        "\"seconds\": ", "\"messages_per_second\": ",
        "\"sessions_per_second\": ", "\"latency_us\": {",
        "\"p50\": ", "\"p99\": ", "\"max\": "}) {
    EXPECT_TRUE(contains(outcome.output, part)) << part << outcome.output;
  }
}

TEST(EchoLoad, WritesJsonToAFileBesideTheTable) {
  const SessionServer server(echo);
  const std::string path =
      testing::TempDir() + "echo-load-" + std::to_string(getpid()) + ".json";
  const Outcome outcome =
      load(server.port(), {"--messages", "20", "--json", path});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  EXPECT_TRUE(contains(outcome.output, "latency")) << outcome.output;
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_TRUE(contains(text.str(), "\"messages\": 20")) << text.str();
  unlink(path.c_str());
}

TEST(EchoLoad, SaysThatItCannotWriteTheFile) {
  const SessionServer server(echo);
  const Outcome outcome = load(
      server.port(), {"--messages", "1", "--json", "/no-such-folder/file"});
  EXPECT_EQ(outcome.errors, "echo-load: cannot write /no-such-folder/file\n");
  EXPECT_EQ(outcome.status, 1);
}

TEST(EchoLoad, FailsWhenNothingCanConnect) {
  const RefusingPort nobody;
  const Outcome outcome = load(nobody.port(), {"--connections", "2"});
  EXPECT_TRUE(contains(outcome.errors, "errors: 2")) << outcome.errors;
  EXPECT_TRUE(contains(outcome.errors, "Connection refused")) << outcome.errors;
  EXPECT_EQ(outcome.status, 1);
}

TEST(EchoLoad, FailsWhenNothingMoves) {
  const SessionServer server(swallow);
  const Outcome outcome = load(server.port(), {"--stall", "1"});
  EXPECT_TRUE(contains(outcome.errors, "no progress for 1 s"))
      << outcome.errors;
  EXPECT_EQ(outcome.status, 1);
}

TEST(EchoLoad, SaysInOneLineThatANameIsUnknown) {
  const Outcome outcome = run({"echo-load", "no-such-host.invalid", "7777"});
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors.find('\n'), outcome.errors.size() - 1)
      << outcome.errors;
  EXPECT_EQ(outcome.status, 1);
}

TEST(EchoLoad, RefusesWrongUsageWithTwo) {
  EXPECT_EQ(run({"echo-load"}).status, 2);
  EXPECT_EQ(run({"echo-load", "127.0.0.1", "65536"}).status, 2);
  EXPECT_EQ(run({"echo-load", "127.0.0.1", "http"}).status, 2);
  for (const char* wrong : {"--connections=0", "--connections=x", "--size=0",
                            "--size=1048577", "--duration=0", "--duration=-1",
                            "--messages=-1", "--sources=255", "--bogus"}) {
    EXPECT_EQ(load("1", {wrong}).status, 2) << wrong;
  }
}

TEST(EchoLoad, ExplainsItself) {
  EXPECT_EQ(run({"echo-load", "--help"}).status, 0);
  const Outcome version = run({"echo-load", "--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.output.rfind("echo-load (echolab) ", 0), 0u);
}

}  // namespace
}  // namespace clients
