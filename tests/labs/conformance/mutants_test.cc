// Every check is worth its place: a server with a bug fails it, the same server
// without the bug passes it.
//
// The bugs are those of mutants/broken_echo.hh; the table says which check must
// catch which.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "labs/conformance/check.hh"
#include "labs/conformance/proc_observer.hh"
#include "tests/labs/conformance/mutants/broken_echo.hh"
#include "tests/servers/launcher.hh"

namespace {

using conformance::Check;
using conformance::Claims;
using conformance::Model;
using conformance::Result;
using launcher::Launcher;

struct Mutant {
  const char* check;
  const char* model;  // of broken-echo
  const char* bug;
  Model claimed;  // most servers are what they say
};

constexpr Mutant kMutants[] = {
    {"echo-line", "iterative", "shouts", Model::kIterative},
    {"echo-crlf", "fork", "drops-cr", Model::kProcessPerClient},
    {"echo-nul", "thread", "stops-at-nul", Model::kThreadPerClient},
    {"echo-high-bytes", "select", "stops-at-255", Model::kSelectLoop},
    {"echo-unterminated", "pool", "waits-for-newline", Model::kThreadPool},
    {"echo-long-line", "epoll", "cuts-long-lines", Model::kEpollLoop},
    {"echo-pipelined", "select", "loses-pipelined", Model::kSelectLoop},
    {"echo-byte-by-byte", "thread", "takes-one-byte-for-end",
     Model::kThreadPerClient},
    {"empty-session", "iterative", "dies-on-empty-session", Model::kIterative},
    {"half-close", "epoll", "ignores-half-close", Model::kEpollLoop},
    {"half-close", "iterative", "ignores-half-close", Model::kIterative},
    {"client-reset", "thread", "dies-on-reset", Model::kThreadPerClient},
    {"client-reset", "epoll", "dies-on-reset", Model::kEpollLoop},
    {"client-reset", "thread", "keeps-descriptors", Model::kThreadPerClient},
    {"broken-pipe", "iterative", "dies-on-broken-pipe", Model::kIterative},
    {"broken-pipe", "select", "dies-on-broken-pipe", Model::kSelectLoop},
    {"aborted-connection", "select", "dies-on-aborted-connection",
     Model::kSelectLoop},
    {"interrupted-call", "iterative", "dies-on-signal", Model::kIterative},
    {"interrupted-call", "iterative", "accept-dies-on-signal",
     Model::kIterative},
    {"interrupted-call", "epoll", "dies-on-signal", Model::kEpollLoop},
    {"out-of-descriptors", "epoll", "dies-without-descriptors",
     Model::kEpollLoop},
    {"out-of-descriptors", "epoll", "spins-without-descriptors",
     Model::kEpollLoop},
    {"out-of-descriptors", "iterative", "spins-without-descriptors",
     Model::kIterative},
    {"slow-reader-stalls-nobody", "select", "stalls-on-slow-reader",
     Model::kSelectLoop},
    {"slow-reader-memory", "epoll", "buffers-without-bound", Model::kEpollLoop},
    {"slow-reader-resumes", "epoll", "forgets-the-rest", Model::kEpollLoop},
    {"idle", "select", "busy-loop", Model::kSelectLoop},
    {"idle", "epoll", "wakes-every-millisecond", Model::kEpollLoop},
    {"descriptors-return", "thread", "keeps-descriptors",
     Model::kThreadPerClient},
    {"descriptors-return", "fork", "parent-keeps-connection",
     Model::kProcessPerClient},
    {"tasks-return", "thread", "keeps-threads", Model::kThreadPerClient},
    {"tasks-return", "fork", "zombies", Model::kProcessPerClient},
    {"sigint", "iterative", "ignores-sigint", Model::kIterative},
    {"sigterm", "select", "ignores-sigterm", Model::kSelectLoop},
    {"sigterm", "thread", "exits-with-1", Model::kThreadPerClient},
    {"sigint-silent-client", "iterative", "waits-for-clients",
     Model::kIterative},
    {"sigterm-silent-client", "thread", "waits-for-clients",
     Model::kThreadPerClient},
    {"sigint-slow-reader", "thread", "waits-for-clients",
     Model::kThreadPerClient},
    {"sigterm-slow-reader", "select", "waits-for-clients", Model::kSelectLoop},
    {"sigint-while-busy", "epoll", "waits-for-clients", Model::kEpollLoop},
    {"sigterm-while-busy", "pool", "waits-for-clients", Model::kThreadPool},
    {"sigterm-silent-client", "fork", "leaves-children",
     Model::kProcessPerClient},
    {"sigkill", "fork", "leaves-children", Model::kProcessPerClient},
    {"many-clients", "epoll", "serves-two", Model::kEpollLoop},
    {"many-clients", "iterative", "none", Model::kThreadPerClient},
    {"clients-come-and-go", "select", "watches-up-to-newest",
     Model::kSelectLoop},
    {"half-line-stalls-nobody", "select", "waits-for-whole-line",
     Model::kSelectLoop},
    {"second-client-waits", "thread", "none", Model::kIterative},
    {"second-client-waits", "epoll", "none", Model::kIterative},
    {"child-per-client", "thread", "none", Model::kProcessPerClient},
    {"child-ends", "fork", "child-stays", Model::kProcessPerClient},
    {"serves-after-child", "fork", "dies-on-signal", Model::kProcessPerClient},
    {"reaps-child", "fork", "zombies", Model::kProcessPerClient},
    {"reaps-children", "fork", "zombies", Model::kProcessPerClient},
    {"reaps-children", "fork", "reaps-one", Model::kProcessPerClient},
    {"parent-closes-connection", "fork", "parent-keeps-connection",
     Model::kProcessPerClient},
    {"child-closes-listener", "fork", "child-keeps-listener",
     Model::kProcessPerClient},
    {"fork-failure", "fork", "dies-of-failing-fork", Model::kProcessPerClient},
    {"thread-failure", "thread", "dies-of-failing-thread",
     Model::kThreadPerClient},
    {"thread-failure", "thread", "keeps-client-without-thread",
     Model::kThreadPerClient},
    {"handler-keeps-errno", "fork", "clobbers-errno", Model::kProcessPerClient},
    {"handler-is-safe", "fork", "prints-in-handler", Model::kProcessPerClient},
    {"single-task", "thread", "none", Model::kSelectLoop},
    {"single-task", "fork", "none", Model::kEpollLoop},
    {"refuses-beyond-limit", "select", "refuses-by-reset", Model::kSelectLoop},
    {"refuses-beyond-limit", "select", "serves-two", Model::kSelectLoop},
    {"refuses-beyond-limit", "epoll", "none", Model::kSelectLoop},
    {"thousands-of-clients", "select", "none", Model::kEpollLoop},
    {"thread-per-client", "epoll", "none", Model::kThreadPerClient},
    {"thread-per-client", "thread", "keeps-threads", Model::kThreadPerClient},
    {"stacks-return", "thread", "keeps-stacks", Model::kThreadPerClient},
    {"pool-serves-at-once", "iterative", "none", Model::kThreadPool},
    {"pool-bounds-queue", "pool", "queues-without-bound", Model::kThreadPool},
    {"pool-is-constant", "thread", "none", Model::kThreadPool},
    {"pool-queues-excess", "pool", "refuses-overload", Model::kThreadPool},
    {"pool-queues-excess", "thread", "none", Model::kThreadPool},
};

const char* model_name(Model model) {
  switch (model) {
    case Model::kIterative:
      return "iterative";
    case Model::kProcessPerClient:
      return "fork";
    case Model::kSelectLoop:
      return "select";
    case Model::kThreadPerClient:
      return "thread";
    case Model::kThreadPool:
      return "pool";
    case Model::kEpollLoop:
      break;
  }
  return "epoll";
}

Result run_check(const Check& check, const char* model, const char* bug,
                 Model claimed, std::chrono::milliseconds patience) {
  Launcher server({BROKEN_ECHO, model, bug});
  const auto port = server.await_announcement();
  EXPECT_TRUE(port) << server.standard_error();
  if (!port) return {};
  conformance::ProcObserver observer(server.pid());
  const Claims claims{
      .model = claimed, .workers = broken::kWorkers, .queue = broken::kQueue};
  EXPECT_TRUE(check.applies(claims)) << "the check is not for this model";
  return check.run({.host = "127.0.0.1",
                    .port = *port,
                    .pid = server.pid(),
                    .claims = claims,
                    .observer = observer,
                    .command = "broken-echo",
                    .patience = patience});
}

std::string identifier(std::string text) {
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

class Mutants : public testing::TestWithParam<Mutant> {};

TEST_P(Mutants, AreCaught) {
  const Mutant& mutant = GetParam();
  const Check* check = conformance::find_check(mutant.check);
  ASSERT_NE(check, nullptr);
  const Result result =
      run_check(*check, mutant.model, mutant.bug, mutant.claimed,
                std::chrono::milliseconds(MUTANT_PATIENCE_MS));
  EXPECT_EQ(result.verdict, conformance::Verdict::kFailed)
      << mutant.check << " does not catch '" << mutant.bug << "' of "
      << mutant.model << "\nobserved: " << result.observed;
  if (result.verdict == conformance::Verdict::kFailed) {
    RecordProperty("observed", result.observed);
    std::printf("%s: expected %s\n  observed %s\n", mutant.bug,
                result.expected.c_str(), result.observed.c_str());
  }
}

std::string name_of_mutant(const testing::TestParamInfo<Mutant>& tested) {
  const Mutant& mutant = tested.param;
  return identifier(std::string(mutant.check) + "_" + mutant.model + "_" +
                    mutant.bug + "_as_" + model_name(mutant.claimed));
}

INSTANTIATE_TEST_SUITE_P(Table, Mutants, testing::ValuesIn(kMutants),
                         name_of_mutant);

TEST(MutantTable, HasEveryCheck) {
  std::set<std::string_view> proved;
  for (const Mutant& mutant : kMutants) proved.insert(mutant.check);
  for (const Check& check : conformance::checks()) {
    EXPECT_TRUE(proved.contains(check.id))
        << check.id << " has no mutant that it must catch";
  }
}

struct Sound {
  Model model;
  const Check* check;
};

std::vector<Sound> sound_cases() {
  std::vector<Sound> cases;
  for (const Model model :
       {Model::kIterative, Model::kProcessPerClient, Model::kSelectLoop,
        Model::kThreadPerClient, Model::kThreadPool, Model::kEpollLoop}) {
    for (const Check& check : conformance::checks()) {
      if (check.applies({.model = model})) cases.push_back({model, &check});
    }
  }
  return cases;
}

class Unbroken : public testing::TestWithParam<Sound> {};

TEST_P(Unbroken, Passes) {
  const auto& [model, check] = GetParam();
  const Result result = run_check(*check, model_name(model), "none", model,
                                  std::chrono::seconds(10));
  EXPECT_TRUE(result.passed())
      << "expected: " << result.expected << "\nobserved: " << result.observed;
}

std::string name_of_sound(const testing::TestParamInfo<Sound>& tested) {
  return identifier(std::string(model_name(tested.param.model)) + "_" +
                    std::string(tested.param.check->id));
}

INSTANTIATE_TEST_SUITE_P(Models, Unbroken, testing::ValuesIn(sound_cases()),
                         name_of_sound);

}  // namespace
