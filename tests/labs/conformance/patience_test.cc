// How long a server is waited for, on an idle machine and on a busy one.
#include "labs/conformance/patience.hh"

#include <gtest/gtest.h>
#include <unistd.h>

#include "labs/conformance/proc_observer.hh"

namespace conformance {
namespace {

using std::chrono::milliseconds;

/// Sees one task, in the state given, that uses so much each time it is asked.
class OneTask : public ProcObserver {
 public:
  OneTask(char state, milliseconds use)
      : ProcObserver(::getpid()), state_(state), use_(use) {}
  std::vector<Process> children(pid_t) override { return {}; }
  std::vector<Task> tasks(pid_t pid) override {
    return {Task{.tid = pid, .state = state_, .wait_channel = {}}};
  }
  Usage usage(pid_t) override {
    used_ += use_;
    return {.cpu_time = used_};
  }

 private:
  char state_;
  milliseconds use_;
  milliseconds used_{};
};

milliseconds all_of(Observer& observer) {
  const Endpoint server{.host = "127.0.0.1",
                        .pid = ::getpid(),
                        .claims = {},
                        .observer = observer,
                        .command = {},
                        .patience = milliseconds(10'000)};
  Patience patience(server);
  milliseconds sum{};
  for (auto time = patience.next(); time.count() > 0; time = patience.next()) {
    sum += time;
  }
  return sum;
}

TEST(Patience, EndsForAServerThatSleeps) {
  OneTask asleep('S', milliseconds(0));
  EXPECT_EQ(all_of(asleep), milliseconds(10'000));
}

TEST(Patience, EndsForAServerThatUsesTheProcessor) {
  OneTask spinning('R', milliseconds(5'000));
  EXPECT_EQ(all_of(spinning), milliseconds(10'000));
}

TEST(Patience, IsGreaterForAServerThatIsStarved) {
  OneTask starved('R', milliseconds(100));
  EXPECT_EQ(all_of(starved), milliseconds(40'000));
}

}  // namespace
}  // namespace conformance
