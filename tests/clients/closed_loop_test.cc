#include "clients/load/closed_loop.hh"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <semaphore>

#include "tests/clients/session_server.hh"

namespace load {
namespace {

using clients::SessionServer;
using std::chrono::milliseconds;

Plan plan_for(const std::string& port) {
  Plan plan;
  plan.host = "127.0.0.1";
  plan.port = port;
  plan.stall_limit = std::chrono::seconds(60);
  return plan;
}

// An echo that gets the bytes of a session wrong in some way.
clients::Session answer(const std::string& reply) {
  return [reply](int fd) {
    char buffer[4096];
    if (recv(fd, buffer, sizeof buffer, 0) <= 0) return;
    send(fd, reply.data(), reply.size(), MSG_NOSIGNAL);
    clients::swallow(fd);
  };
}

TEST(ClosedLoop, SendsAsManyMessagesAsAskedFor) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.connections = 4;
  plan.messages = 1001;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 1001u);
  EXPECT_EQ(result.latency_ns.count(), 1001u);
  EXPECT_EQ(result.sessions, 4u);
  EXPECT_GT(result.elapsed.count(), 0);
}

TEST(ClosedLoop, StopsWhenTheTimeIsUp) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.duration = milliseconds(50);
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_GE(result.messages, 1u);
  EXPECT_GE(result.elapsed, milliseconds(50));
}

TEST(ClosedLoop, StopsAtWhicheverBoundComesFirst) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.messages = 10;
  plan.duration = std::chrono::hours(1);
  EXPECT_EQ(run_closed_loop(plan).messages, 10u);
  plan.messages = 1'000'000'000;
  plan.duration = milliseconds(50);
  EXPECT_LT(run_closed_loop(plan).messages, 1'000'000'000u);
}

TEST(ClosedLoop, OpensNoMoreConnectionsThanMessages) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.connections = 50;
  plan.messages = 3;
  EXPECT_EQ(run_closed_loop(plan).sessions, 3u);
  EXPECT_EQ(server.peers().size(), 3u);
}

TEST(ClosedLoop, ConnectsAnewAfterTheMessagesOfASession) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.messages = 10;
  plan.session_messages = 3;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.messages, 10u);
  EXPECT_EQ(result.sessions, 4u);  // 3 + 3 + 3 + 1
  EXPECT_EQ(server.peers().size(), 4u);
}

TEST(ClosedLoop, SpreadsOverSourceAddresses) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.messages = 6;
  plan.session_messages = 1;
  plan.sources = 3;
  EXPECT_EQ(run_closed_loop(plan).errors, 0u);
  const std::multiset<std::string> expected{"127.0.0.1", "127.0.0.1",
                                            "127.0.0.2", "127.0.0.2",
                                            "127.0.0.3", "127.0.0.3"};
  EXPECT_EQ(server.peers(), expected);
}

// A message is more than all socket buffers on the way can hold.
TEST(ClosedLoop, SendsLargeMessagesWithoutDeadlock) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.connections = 2;
  plan.messages = 4;
  plan.size = 8 << 20;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 4u);
}

TEST(ClosedLoop, GetsThroughAServerWithOneClientAtATime) {
  const SessionServer server(clients::echo,
                             SessionServer::Clients::kOneAfterTheOther);
  Plan plan = plan_for(server.port());
  plan.connections = 3;
  plan.messages = 30;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 30u);
  EXPECT_EQ(result.sessions, 3u);
}

TEST(ClosedLoop, SeesAReplyThatDiffers) {
  const SessionServer server(answer(std::string(64, 'x')));
  Plan plan = plan_for(server.port());
  plan.messages = 5;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 1u);
  EXPECT_EQ(result.messages, 0u);
  EXPECT_EQ(result.first_error, "the reply differs from what was sent");
}

TEST(ClosedLoop, SeesAnOldReplyAgain) {
  const SessionServer server([](int fd) {
    char first[64];
    char other[64];
    recv(fd, first, sizeof first, MSG_WAITALL);
    send(fd, first, sizeof first, MSG_NOSIGNAL);
    recv(fd, other, sizeof other, MSG_WAITALL);
    send(fd, first, sizeof first, MSG_NOSIGNAL);
  });
  Plan plan = plan_for(server.port());
  plan.messages = 2;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.messages, 1u);
  EXPECT_EQ(result.first_error, "the reply differs from what was sent");
}

TEST(ClosedLoop, SeesAReplyThatIsTooLong) {
  // Every byte twice: the first message of one newline comes back as two.
  const SessionServer server(answer("\n\n"));
  Plan plan = plan_for(server.port());
  plan.messages = 1;
  plan.size = 1;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 1u);
  EXPECT_EQ(result.first_error, "the reply differs from what was sent");
}

TEST(ClosedLoop, SeesAServerThatClosesEarly) {
  const SessionServer server([](int fd) {
    char byte;
    recv(fd, &byte, 1, 0);
  });
  Plan plan = plan_for(server.port());
  plan.connections = 2;
  plan.messages = 100;
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 2u);
  EXPECT_EQ(result.sessions, 0u);
  EXPECT_EQ(result.first_error, "the server closed the connection");
}

TEST(ClosedLoop, CountsConnectionsThatAreRefused) {
  const clients::RefusingPort nobody;
  Plan plan = plan_for(nobody.port());
  plan.connections = 3;
  plan.duration = std::chrono::hours(1);
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 3u);
  EXPECT_NE(result.first_error.find("Connection refused"), std::string::npos)
      << result.first_error;
}

TEST(ClosedLoop, GivesUpWhenNothingMoves) {
  const SessionServer server(clients::swallow);
  Plan plan = plan_for(server.port());
  plan.connections = 2;
  plan.messages = 10;
  plan.stall_limit = milliseconds(1000);
  const Result result = run_closed_loop(plan);
  EXPECT_EQ(result.errors, 2u);
  EXPECT_EQ(result.first_error,
            "no progress for 1 s; 2 connections are still waiting");
}

TEST(ClosedLoop, GivesUpOnAServerThatDoesNotClose) {
  std::binary_semaphore measured(0);
  const SessionServer server([&measured](int fd) {
    clients::echo(fd);
    measured.acquire();
  });
  Plan plan = plan_for(server.port());
  plan.messages = 1;
  plan.stall_limit = milliseconds(1000);
  const Result result = run_closed_loop(plan);
  measured.release();
  EXPECT_EQ(result.messages, 1u);
  EXPECT_EQ(result.sessions, 0u);
  EXPECT_EQ(result.errors, 1u);
}

TEST(ClosedLoop, SaysThatANameIsUnknown) {
  Plan plan = plan_for("7777");
  plan.host = "no-such-host.invalid";
  plan.messages = 1;
  EXPECT_THROW(static_cast<void>(run_closed_loop(plan)), std::runtime_error);
}

}  // namespace
}  // namespace load
