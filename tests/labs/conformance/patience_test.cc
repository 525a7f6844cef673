// How long a server is waited for, on an idle machine and on a busy one.
#include "labs/conformance/patience.hh"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "labs/conformance/proc_observer.hh"

namespace conformance {
namespace {

using std::chrono::milliseconds;

/// What a server does each time it is looked at.
struct Habit {
  char state = 'S';
  long system_call = SYS_select;  // with a timeout
  milliseconds use{0};            // of the processor
  std::uint64_t sleeps = 0;
};

/// Sees one task with that habit.
class OneTask : public ProcObserver {
 public:
  explicit OneTask(const Habit& habit)
      : ProcObserver(::getpid()), habit_(habit) {}
  std::vector<Process> children(pid_t) override { return {}; }
  std::vector<Task> tasks(pid_t pid) override {
    return {Task{.tid = pid,
                 .state = habit_.state,
                 .system_call = habit_.system_call,
                 .arguments = {5, 5, 5, 5, 5, 5},
                 .wait_channel = {}}};
  }
  Usage usage(pid_t) override {
    used_.cpu_time += habit_.use;
    used_.sleeps += habit_.sleeps;
    return used_;
  }

 private:
  Habit habit_;
  Usage used_{};
};

milliseconds with(const Habit& habit, bool something_arrives = false) {
  OneTask observer(habit);
  const Endpoint server{.host = "127.0.0.1",
                        .pid = ::getpid(),
                        .claims = {},
                        .observer = observer,
                        .command = {},
                        .patience = milliseconds(10'000)};
  Patience patience(server, [=] { return something_arrives; });
  milliseconds sum{};
  for (auto time = patience.next(); time.count() > 0; time = patience.next()) {
    sum += time;
  }
  return sum;
}

TEST(Patience, EndsForAServerThatSleeps) {
  EXPECT_EQ(with({}), milliseconds(10'000));
}

TEST(Patience, EndsForAServerThatUsesTheProcessor) {
  EXPECT_EQ(with({.state = 'R', .use = milliseconds(5'000)}),
            milliseconds(10'000));
}

TEST(Patience, IsGreaterForAServerThatIsStarved) {
  EXPECT_EQ(with({.state = 'R', .use = milliseconds(100)}),
            milliseconds(40'000));
}

TEST(Patience, EndsSoonForAServerThatWaitsForEver) {
  EXPECT_EQ(with({.system_call = SYS_accept}), milliseconds(3'000));
}

TEST(Patience, LastsWhenTheServerWakesUpNowAndThen) {
  EXPECT_EQ(with({.system_call = SYS_accept, .sleeps = 1}),
            milliseconds(10'000));
}

TEST(Patience, LastsWhileSomethingArrives) {
  EXPECT_EQ(with({.system_call = SYS_accept}, true), milliseconds(10'000));
}

}  // namespace
}  // namespace conformance
