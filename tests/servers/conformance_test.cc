// Every server variant makes every check that applies to it, over IPv4 and
// IPv6, each with a fresh server, which must then stop cleanly.
//
// Names: Variants/Conformance.Holds/<variant>_<family>_<check>.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <ostream>

#include "labs/conformance/check.hh"
#include "labs/conformance/proc_observer.hh"
#include "tests/servers/launcher.hh"
#include "tests/servers/thread_sanitizer.hh"
#include "tests/servers/variants.hh"

namespace {

using conformance::Check;
using launcher::Launcher;
using variants::Variant;

struct Family {
  const char* name;
  const char* host;
};

constexpr std::array<Family, 2> kFamilies{
    {{"ipv4", "127.0.0.1"}, {"ipv6", "::1"}}};

struct Case {
  const Variant* variant;
  const Family* family;
  const Check* check;
};

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const Variant& variant : variants::kVariants) {
    for (const Family& family : kFamilies) {
      for (const Check& check : conformance::checks()) {
        if (!check.applies(variant.claims)) continue;
        cases.push_back({&variant, &family, &check});
      }
    }
  }
  return cases;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = std::string(info.param.variant->name) + "_" +
                     info.param.family->name + "_" +
                     std::string(info.param.check->id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class Conformance : public testing::TestWithParam<Case> {};

/// Stops the server, unless a check has, and requires a clean end.
void require_clean_end(Launcher& server, const Check& check) {
  server.signal(SIGTERM);
  const int status = server.await_end();
  if (check.id != "sigkill") {
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
        << "expected: exit status 0 after SIGTERM\nobserved: wait status "
        << status << "\nstandard error:\n"
        << server.standard_error();
  }
  const std::string report =
      launcher::sanitizer_report(server.standard_error());
  EXPECT_TRUE(report.empty()) << report;
}

/// The client's read(2), or its write(2), is where the signal gets lost.
bool sanitizer_swallows_signal(const Variant& variant, const Check& check) {
  return thread_sanitizer::kIsUsed &&
         variant.claims.model == conformance::Model::kIterative &&
         (check.id.ends_with("-silent-client") ||
          check.id.ends_with("-while-busy"));
}

TEST_P(Conformance, Holds) {
  const auto& [variant, family, check] = GetParam();
  if (sanitizer_swallows_signal(*variant, *check)) {
    GTEST_SKIP() << "ThreadSanitizer defers signals in read(2)";
  }
  const std::string program = variants::program_of(*variant);
  Launcher server({program, "0"});
  const auto port = server.await_announcement();
  ASSERT_TRUE(port) << "no line 'listening PORT'; standard error:\n"
                    << server.standard_error();
  thread_sanitizer::InsistentObserver observer(server.pid());
  const conformance::Endpoint endpoint{.host = family->host,
                                       .port = *port,
                                       .pid = server.pid(),
                                       .claims = variant->claims,
                                       .observer = observer,
                                       .command = program};
  const conformance::Result result = check->run(endpoint);
  EXPECT_TRUE(result.passed())
      << "expected: " << result.expected << "\nobserved: " << result.observed
      << "\nto see it again: " << result.replay << "\nstandard error:\n"
      << server.standard_error();
  require_clean_end(server, *check);
}

INSTANTIATE_TEST_SUITE_P(Variants, Conformance, testing::ValuesIn(all_cases()),
                         name_of);

}  // namespace
