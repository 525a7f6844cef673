// A lab's solution meets every need of its rubric that is a check of servers,
// also when it is built with a sanitizer, which no box of the grader's is.
//
//   solutions_test SERVER RUBRIC MODEL
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "labs/conformance/check.hh"
#include "labs/conformance/proc_observer.hh"
#include "tests/servers/launcher.hh"
#include "tests/servers/thread_sanitizer.hh"

namespace {

using conformance::Check;
using conformance::Claims;
using conformance::Model;

const std::map<std::string, Claims> kClaims{
    {"iterative", {.model = Model::kIterative}},
    {"fork", {.model = Model::kProcessPerClient}},
    {"select", {.model = Model::kSelectLoop}},
    {"thread", {.model = Model::kThreadPerClient}},
    {"prethread", {.model = Model::kThreadPool, .workers = 4, .queue = 16}}};

std::string server, rubric, lab;

/// The words of all lists "needs" that name a check.
std::set<const Check*> needed_checks() {
  std::ifstream file(rubric);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::regex list(R"re("needs": \[([^\]]*)\])re"), word(R"re([\w-]+)re");
  std::set<const Check*> checks;
  for (std::sregex_iterator i(text.begin(), text.end(), list), end; i != end;
       ++i) {
    const std::string words = (*i)[1];
    for (std::sregex_iterator j(words.begin(), words.end(), word); j != end;
         ++j) {
      checks.insert(conformance::find_check(j->str()));
    }
  }
  checks.erase(nullptr);
  return checks;
}

/// The thread sanitizer keeps a signal until accept returns; that is restarted.
bool sanitizer_swallows_signal(const Check& check) {
  return thread_sanitizer::kIsUsed && check.id.starts_with("sig");
}

void expect_passed(const Check& check) {
  launcher::Launcher program({server, "0"});
  const auto port = program.await_announcement();
  ASSERT_TRUE(port) << program.standard_error();
  conformance::ProcObserver observer(program.pid());
  const conformance::Endpoint endpoint{.host = "127.0.0.1",
                                       .port = *port,
                                       .pid = program.pid(),
                                       .claims = kClaims.at(lab),
                                       .observer = observer,
                                       .command = server};
  const conformance::Result result = check.run(endpoint);
  EXPECT_TRUE(result.passed())
      << result.id << "\nexpected: " << result.expected
      << "\nobserved: " << result.observed << "\nstandard error:\n"
      << program.standard_error();
  program.signal(thread_sanitizer::kIsUsed ? SIGKILL : SIGTERM);
  program.await_end();
  EXPECT_EQ(launcher::sanitizer_report(program.standard_error()), "");
}

TEST(Solution, MeetsEveryNeedOfItsRubric) {
  const auto checks = needed_checks();
  EXPECT_GE(checks.size(), 15U);
  for (const Check* check : checks) {
    SCOPED_TRACE(check->id);
    if (!sanitizer_swallows_signal(*check)) expect_passed(*check);
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc != 4 || !kClaims.contains(argv[3])) {
    std::fprintf(stderr, "usage: solutions_test SERVER RUBRIC MODEL\n");
    return 2;
  }
  server = argv[1];
  rubric = argv[2];
  lab = argv[3];
  return RUN_ALL_TESTS();
}
