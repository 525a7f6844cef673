#include <gtest/gtest.h>

#include "tests/clients/program.hh"

namespace clients {
namespace {

TEST(Hostinfo, PrintsLiteralAddresses) {
  EXPECT_EQ(run({"hostinfo", "127.0.0.1"}).output, "127.0.0.1\n");
  EXPECT_EQ(run({"hostinfo", "::1"}).output, "::1\n");
  EXPECT_EQ(run({"hostinfo", "0:0:0:0:0:0:0:1"}).output, "::1\n");
  EXPECT_EQ(run({"hostinfo", "192.0.2.7"}).status, 0);
}

TEST(Hostinfo, PrintsTheAddressesOfANameOnceEach) {
  const Outcome outcome = run({"hostinfo", "localhost"});
  EXPECT_EQ(outcome.status, 0) << outcome.errors;
  const auto first = outcome.output.find("127.0.0.1\n");
  EXPECT_NE(first, std::string::npos) << outcome.output;
  EXPECT_EQ(outcome.output.find("127.0.0.1\n", first + 1), std::string::npos)
      << outcome.output;
}

TEST(Hostinfo, PrintsThePortOfAService) {
  EXPECT_EQ(run({"hostinfo", "127.0.0.1", "7777"}).output, "127.0.0.1 7777\n");
  EXPECT_EQ(run({"hostinfo", "::1", "7777"}).output, "::1 7777\n");
}

TEST(Hostinfo, KnowsServicesByName) {
  const Outcome outcome = run({"hostinfo", "127.0.0.1", "http"});
  if (outcome.status != 0) GTEST_SKIP() << "no /etc/services: netbase";
  EXPECT_EQ(outcome.output, "127.0.0.1 80\n");
}

TEST(Hostinfo, PrintsTheCanonicalNameFirst) {
  EXPECT_EQ(run({"hostinfo", "--canonical", "192.0.2.7"}).output,
            "canonical: 192.0.2.7\n192.0.2.7\n");
}

TEST(Hostinfo, SaysInOneLineThatANameIsUnknown) {
  const Outcome outcome = run({"hostinfo", "no-such-host.invalid"});
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(outcome.errors.rfind("hostinfo: no-such-host.invalid: ", 0), 0u)
      << outcome.errors;
  EXPECT_EQ(outcome.errors.find('\n'), outcome.errors.size() - 1);
  EXPECT_EQ(outcome.status, 1);
}

TEST(Hostinfo, SaysThatAServiceIsUnknown) {
  const Outcome outcome = run({"hostinfo", "127.0.0.1", "no-such-service"});
  EXPECT_EQ(outcome.errors.rfind("hostinfo: 127.0.0.1 no-such-service: ", 0),
            0u)
      << outcome.errors;
  EXPECT_EQ(outcome.status, 1);
}

TEST(Hostinfo, RefusesWrongUsageWithTwo) {
  EXPECT_EQ(run({"hostinfo"}).status, 2);
  EXPECT_EQ(run({"hostinfo", "--bogus", "localhost"}).status, 2);
  EXPECT_EQ(run({"hostinfo", "127.0.0.1", "65536"}).status, 2);
}

TEST(Hostinfo, ExplainsItself) {
  EXPECT_EQ(run({"hostinfo", "--help"}).status, 0);
  const Outcome version = run({"hostinfo", "--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.output.rfind("hostinfo (echolab) ", 0), 0u);
}

}  // namespace
}  // namespace clients
