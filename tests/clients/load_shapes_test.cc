// The shapes that a load can take, end to end: open loop, depth, sizes, idle
// connections, ramp, warm-up, threads.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <memory>
#include <semaphore>
#include <utility>

#include "clients/load/generator.hh"
#include "tests/clients/session_server.hh"

namespace load {
namespace {

using clients::SessionServer;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

Plan plan_for(const SessionServer& server) {
  Plan plan;
  plan.host = "127.0.0.1";
  plan.port = server.port();
  plan.stall_limit = std::chrono::seconds(60);
  return plan;
}

nanoseconds shortest(const Result& result) {
  return nanoseconds(result.latency_ns.percentile(0));
}

// An echo that keeps the first message of its first client for `pause`.
clients::Session pausing_echo(milliseconds pause) {
  return [pause, paused = std::make_shared<std::atomic_flag>()](int fd) {
    char byte;
    if (recv(fd, &byte, 1, MSG_PEEK) > 0 && !paused->test_and_set()) {
      std::binary_semaphore nobody(0);
      static_cast<void>(nobody.try_acquire_for(pause));
    }
    clients::echo(fd);
  };
}

TEST(OpenLoop, SendsAllThatIsPlanned) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 3;
  plan.rate = 2000;
  plan.duration = milliseconds(100);
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 200u);
  EXPECT_EQ(result.latency_ns.count(), 200u);
  EXPECT_EQ(result.sessions, 3u);
  EXPECT_GE(result.elapsed, milliseconds(100));
}

// A message a millisecond on one connection, and the first takes 100 ms: the
// last, planned 19 ms later, is sent 81 ms late at best. A closed loop would
// have seen one slow message and 19 fast ones.
TEST(OpenLoop, ChargesAPauseToAllThatWasPlannedMeanwhile) {
  const SessionServer server(pausing_echo(milliseconds(100)));
  Plan plan = plan_for(server);
  plan.rate = 1000;
  plan.messages = 20;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 20u);
  EXPECT_GE(shortest(result), milliseconds(81));
}

TEST(OpenLoop, GoesOnWithOtherConnectionsWhileOneWaits) {
  std::counting_semaphore<2> others_served(0);
  std::atomic<int> served = 0;
  std::atomic_flag waited;
  const SessionServer server([&](int fd) {
    char message[64];
    while (recv(fd, message, sizeof message, MSG_WAITALL) == 64) {
      if (!waited.test_and_set()) others_served.acquire();
      send(fd, message, sizeof message, MSG_NOSIGNAL);
      if (++served == 30) others_served.release();
    }
  });
  Plan plan = plan_for(server);
  plan.connections = 2;
  plan.rate = 1000;
  plan.messages = 31;  // the one that waits, and 30 on the other connection
  const Result result = generate(plan);
  others_served.release();  // whatever happened
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 31u);
}

TEST(OpenLoop, ConnectsAnewAndKeepsToThePlan) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 2;
  plan.rate = 2000;
  plan.messages = 40;
  plan.session_messages = 4;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 40u);
  EXPECT_GE(result.sessions, 10u);
}

TEST(OpenLoop, IsSharedByThreads) {
  const SessionServer server(clients::echo);
  for (const Arrivals arrivals : {Arrivals::kConstant, Arrivals::kPoisson}) {
    Plan plan = plan_for(server);
    plan.connections = 5;
    plan.threads = 3;
    plan.rate = 5000;
    plan.arrivals = arrivals;
    plan.messages = 100;
    const Result result = generate(plan);
    EXPECT_EQ(result.errors, 0u) << result.first_error;
    EXPECT_EQ(result.messages, 100u);
  }
}

TEST(OpenLoop, SeesAConnectionThatIsClosedWhileItIsFree) {
  const SessionServer server([](int) {});
  Plan plan = plan_for(server);
  plan.rate = 0.01;
  plan.messages = 2;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 1u);
  EXPECT_EQ(result.sessions, 0u);
}

// The server answers nothing before it has the messages of a whole pipeline.
TEST(Depth, SendsBeforeTheReplyIsThere) {
  constexpr std::size_t kDepth = 7;
  const SessionServer server([](int fd) {
    char messages[64 * kDepth];
    while (recv(fd, messages, sizeof messages, MSG_WAITALL) ==
           sizeof messages) {
      send(fd, messages, sizeof messages, MSG_NOSIGNAL);
    }
  });
  Plan plan = plan_for(server);
  plan.depth = kDepth;
  plan.messages = 300 * kDepth;  // the texts begin again on the way
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 300 * kDepth);
}

TEST(Depth, HasNoMoreUnderWayThanAsked) {
  std::atomic<bool> exceeded = false;
  const SessionServer server([&exceeded](int fd) {
    char messages[64 * 3];
    ssize_t n;
    while ((n = recv(fd, messages, sizeof messages, 0)) > 0) {
      if (n > 64 * 2) exceeded = true;
      send(fd, messages, static_cast<std::size_t>(n), MSG_NOSIGNAL);
    }
  });
  Plan plan = plan_for(server);
  plan.depth = 2;
  plan.messages = 2000;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_FALSE(exceeded);
}

TEST(Depth, EndsSessionsAfterTheirMessages) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.depth = 8;
  plan.messages = 10;
  plan.session_messages = 3;
  const Result result = generate(plan);
  EXPECT_EQ(result.messages, 10u);
  EXPECT_EQ(result.sessions, 4u);  // 3 + 3 + 3 + 1
}

TEST(Depth, WorksWithLargeMessagesAndManyThreads) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 4;
  plan.threads = 2;
  plan.depth = 5;
  plan.sizes = MessageSizes(std::string_view("1..100,100000..300000:2"));
  plan.messages = 400;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 400u);
}

TEST(Idle, HoldsConnectionsThatSendNothing) {
  std::atomic<int> silent = 0;
  const SessionServer server([&silent](int fd) {
    char byte;
    if (recv(fd, &byte, 1, MSG_PEEK) == 0) ++silent;
    clients::echo(fd);
  });
  Plan plan = plan_for(server);
  plan.connections = 2;
  plan.threads = 2;
  plan.idle = 30;
  plan.messages = 100;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 100u);
  EXPECT_EQ(result.sessions, 2u);
  EXPECT_EQ(silent, 30);
  EXPECT_EQ(server.peers().size(), 32u);
}

// The idle connection comes first, and is closed before the other is served.
TEST(Idle, SeesThatTheServerClosesOne) {
  bool is_first = true;
  const SessionServer server(
      [&is_first](int fd) {
        if (!std::exchange(is_first, false)) clients::echo(fd);
      },
      SessionServer::Clients::kOneAfterTheOther);
  Plan plan = plan_for(server);
  plan.idle = 1;
  plan.messages = 1000;
  const Result result = generate(plan);
  EXPECT_EQ(result.messages, 1000u);
  EXPECT_EQ(result.errors, 1u);
  EXPECT_EQ(result.first_error, "the server closed an idle connection");
}

// The messages take far longer than the ramp, on any machine.
TEST(Ramp, OpensConnectionsUntilAllAreThere) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 10;
  plan.ramp = milliseconds(10);
  plan.messages = 20'000;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.sessions, 10u);
}

TEST(Ramp, StopsOpeningWhenTheMessagesAreUsedUp) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 10;
  plan.ramp = std::chrono::hours(1);
  plan.messages = 50;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 50u);
  EXPECT_EQ(result.sessions, 1u);
}

TEST(WarmUp, IsNotCounted) {
  std::atomic<std::uint64_t> bytes = 0;
  const SessionServer server([&bytes](int fd) {
    char message[64];
    while (recv(fd, message, sizeof message, MSG_WAITALL) == 64) {
      bytes += 64;
      send(fd, message, sizeof message, MSG_NOSIGNAL);
    }
  });
  Plan plan = plan_for(server);
  plan.messages = 10;
  plan.warm_up = milliseconds(50);
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 10u);
  EXPECT_EQ(result.latency_ns.count(), 10u);
  EXPECT_GT(bytes, 10u * 64);
}

TEST(Threads, SendExactlyWhatIsAskedFor) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 7;
  plan.threads = 3;
  plan.messages = 1001;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 1001u);
  EXPECT_EQ(result.latency_ns.count(), 1001u);
  EXPECT_EQ(result.sessions, 7u);
  EXPECT_GT(result.cpu.count(), 0);
}

TEST(Threads, AreNoMoreThanUseful) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server);
  plan.connections = 8;
  plan.threads = 8;
  plan.messages = 2;
  const Result result = generate(plan);
  EXPECT_EQ(result.messages, 2u);
  EXPECT_EQ(result.sessions, 2u);
  EXPECT_GE(default_threads(), 1);
}

}  // namespace
}  // namespace load
