#include "clients/load/generator.hh"

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

const std::string kDiffers = "the reply differs from what was sent, in byte ";

// An echo that gets the bytes of a session wrong in some way.
clients::Session answer(const std::string& reply) {
  return [reply](int fd) {
    char buffer[4096];
    if (recv(fd, buffer, sizeof buffer, 0) <= 0) return;
    send(fd, reply.data(), reply.size(), MSG_NOSIGNAL);
    clients::swallow(fd);
  };
}

TEST(Generator, SendsAsManyMessagesAsAskedFor) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.connections = 4;
  plan.messages = 1001;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 1001u);
  EXPECT_EQ(result.latency_ns.count(), 1001u);
  EXPECT_EQ(result.sessions, 4u);
  EXPECT_GT(result.elapsed.count(), 0);
}

TEST(Generator, StopsWhenTheTimeIsUp) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.duration = milliseconds(50);
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_GE(result.messages, 1u);
  EXPECT_GE(result.elapsed, milliseconds(50));
}

TEST(Generator, StopsAtWhicheverBoundComesFirst) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.messages = 10;
  plan.duration = std::chrono::hours(1);
  EXPECT_EQ(generate(plan).messages, 10u);
  plan.messages = 1'000'000'000;
  plan.duration = milliseconds(50);
  EXPECT_LT(generate(plan).messages, 1'000'000'000u);
}

TEST(Generator, OpensNoMoreConnectionsThanMessages) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.connections = 50;
  plan.messages = 3;
  EXPECT_EQ(generate(plan).sessions, 3u);
  EXPECT_EQ(server.peers().size(), 3u);
}

TEST(Generator, ConnectsAnewAfterTheMessagesOfASession) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.messages = 10;
  plan.session_messages = 3;
  const Result result = generate(plan);
  EXPECT_EQ(result.messages, 10u);
  EXPECT_EQ(result.sessions, 4u);  // 3 + 3 + 3 + 1
  EXPECT_EQ(server.peers().size(), 4u);
}

TEST(Generator, SpreadsOverSourceAddresses) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.messages = 6;
  plan.session_messages = 1;
  plan.sources = 3;
  EXPECT_EQ(generate(plan).errors, 0u);
  const std::multiset<std::string> expected{"127.0.0.1", "127.0.0.1",
                                            "127.0.0.2", "127.0.0.2",
                                            "127.0.0.3", "127.0.0.3"};
  EXPECT_EQ(server.peers(), expected);
}

// A message is more than all socket buffers on the way can hold.
TEST(Generator, SendsLargeMessagesWithoutDeadlock) {
  const SessionServer server(clients::echo);
  Plan plan = plan_for(server.port());
  plan.connections = 2;
  plan.messages = 4;
  plan.sizes = std::size_t{8} << 20;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 4u);
}

TEST(Generator, GetsThroughAServerWithOneClientAtATime) {
  const SessionServer server(clients::echo,
                             SessionServer::Clients::kOneAfterTheOther);
  Plan plan = plan_for(server.port());
  plan.connections = 3;
  plan.messages = 30;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 0u) << result.first_error;
  EXPECT_EQ(result.messages, 30u);
  EXPECT_EQ(result.sessions, 3u);
}

TEST(Generator, SeesAReplyThatDiffers) {
  const SessionServer server(answer(std::string(64, 'x')));
  Plan plan = plan_for(server.port());
  plan.messages = 5;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 1u);
  EXPECT_EQ(result.messages, 0u);
  EXPECT_EQ(result.first_error, kDiffers + "1 of the connection");
}

TEST(Generator, SeesAnOldReplyAgain) {
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
  const Result result = generate(plan);
  EXPECT_EQ(result.messages, 1u);
  EXPECT_EQ(result.first_error.rfind(kDiffers, 0), 0u) << result.first_error;
}

// An echo that flips one bit of one byte, counted from 1, of a connection.
clients::Session flip(std::uint64_t byte, int bit) {
  return [byte, bit](int fd) {
    char buffer[64 * 1024];
    std::uint64_t before = 0;
    while (true) {
      const ssize_t n = recv(fd, buffer, sizeof buffer, 0);
      if (n <= 0) return;
      const auto size = static_cast<std::uint64_t>(n);
      if (byte > before && byte <= before + size) {
        char& wrong = buffer[byte - before - 1];
        wrong = static_cast<char>(wrong ^ (1 << bit));
      }
      before += size;
      if (send(fd, buffer, size, MSG_NOSIGNAL) != n) return;
    }
  };
}

TEST(Generator, SeesOneBitFlippedInTheMillionthByte) {
  for (int bit = 0; bit < 8; ++bit) {
    const SessionServer server(flip(1'000'000, bit));
    Plan plan = plan_for(server.port());
    plan.messages = 20'000;
    const Result result = generate(plan);
    EXPECT_EQ(result.errors, 1u) << "bit " << bit;
    EXPECT_EQ(result.messages, 999'999u / 64) << "bit " << bit;
    EXPECT_EQ(result.first_error, kDiffers + "1000000 of the connection");
  }
}

TEST(Generator, SeesTheFlippedBitWhateverTheShapeOfTheLoad) {
  const SessionServer server(flip(1'000'000, 0));
  for (const char* sizes : {"64", "16..4096", "1048576", "64:9,70000"}) {
    for (const int depth : {1, 8}) {
      Plan plan = plan_for(server.port());
      plan.connections = 2;
      plan.threads = 2;
      plan.depth = depth;
      plan.sizes = MessageSizes(std::string_view(sizes));
      plan.duration = std::chrono::seconds(20);  // if it is not seen
      const Result result = generate(plan);
      ASSERT_EQ(result.errors, 2u) << sizes << ", depth " << depth;
      EXPECT_EQ(result.first_error, kDiffers + "1000000 of the connection")
          << sizes << ", depth " << depth;
    }
  }
}

TEST(Generator, SeesAReplyThatIsTooLong) {
  // Every byte twice: the first message of one newline comes back as two.
  const SessionServer server(answer("\n\n"));
  Plan plan = plan_for(server.port());
  plan.messages = 1;
  plan.sizes = std::size_t{1};
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 1u);
  EXPECT_EQ(result.first_error, kDiffers + "2 of the connection");
}

TEST(Generator, SeesAServerThatClosesEarly) {
  const SessionServer server([](int fd) {
    char byte;
    recv(fd, &byte, 1, 0);
  });
  Plan plan = plan_for(server.port());
  plan.connections = 2;
  plan.messages = 100;
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 2u);
  EXPECT_EQ(result.sessions, 0u);
  EXPECT_EQ(result.first_error, "the server closed the connection");
}

TEST(Generator, CountsConnectionsThatAreRefused) {
  const clients::RefusingPort nobody;
  Plan plan = plan_for(nobody.port());
  plan.connections = 3;
  plan.duration = std::chrono::hours(1);
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 3u);
  EXPECT_NE(result.first_error.find("Connection refused"), std::string::npos)
      << result.first_error;
}

TEST(Generator, GivesUpWhenNothingMoves) {
  const SessionServer server(clients::swallow);
  Plan plan = plan_for(server.port());
  plan.connections = 2;
  plan.messages = 10;
  plan.stall_limit = milliseconds(1000);
  const Result result = generate(plan);
  EXPECT_EQ(result.errors, 2u);
  EXPECT_EQ(result.first_error,
            "no progress for 1 s; 2 connections are still waiting");
}

TEST(Generator, GivesUpOnAServerThatDoesNotClose) {
  std::binary_semaphore measured(0);
  const SessionServer server([&measured](int fd) {
    clients::echo(fd);
    measured.acquire();
  });
  Plan plan = plan_for(server.port());
  plan.messages = 1;
  plan.stall_limit = milliseconds(1000);
  const Result result = generate(plan);
  measured.release();
  EXPECT_EQ(result.messages, 1u);
  EXPECT_EQ(result.sessions, 0u);
  EXPECT_EQ(result.errors, 1u);
}

TEST(Generator, SaysThatANameIsUnknown) {
  Plan plan = plan_for("7777");
  plan.host = "no-such-host.invalid";
  plan.messages = 1;
  EXPECT_THROW(static_cast<void>(generate(plan)), std::runtime_error);
}

}  // namespace
}  // namespace load
