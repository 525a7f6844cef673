#include "servers/echo/connection_queue.hh"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace {

csapp::Descriptor any_descriptor() {
  return csapp::Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

TEST(ConnectionQueue, ReturnsClientsInTheOrderTheyCame) {
  echo::ConnectionQueue queue(2);
  csapp::Descriptor first = any_descriptor();
  csapp::Descriptor second = any_descriptor();
  const int first_fd = first.get();
  const int second_fd = second.get();
  EXPECT_TRUE(queue.push(std::move(first)));
  EXPECT_TRUE(queue.push(std::move(second)));
  const csapp::Descriptor popped = queue.pop();
  EXPECT_EQ(popped.get(), first_fd);
  EXPECT_EQ(queue.pop().get(), second_fd);
}

TEST(ConnectionQueue, NeverHoldsMoreThanItsCapacity) {
  constexpr int kClients = 2000;
  constexpr int kCapacity = 3;
  echo::ConnectionQueue queue(kCapacity);
  std::atomic<int> pushed{0};
  std::jthread producer([&] {
    for (int i = 0; i < kClients; ++i) {
      queue.push(any_descriptor());
      ++pushed;
    }
  });
  for (int popped = 0; popped < kClients; ++popped) {
    ASSERT_LE(pushed - popped, kCapacity) << "push did not wait for room";
    ASSERT_TRUE(queue.pop());
  }
}

TEST(ConnectionQueue, CloseWakesWhoeverWaitsForAClient) {
  echo::ConnectionQueue queue(1);
  std::jthread worker([&] { EXPECT_FALSE(queue.pop()); });
  queue.close();
}

TEST(ConnectionQueue, CloseWakesWhoeverWaitsForRoom) {
  echo::ConnectionQueue queue(1);
  ASSERT_TRUE(queue.push(any_descriptor()));
  std::jthread producer([&] { EXPECT_FALSE(queue.push(any_descriptor())); });
  queue.close();
}

TEST(ConnectionQueue, DropsClientsThatWaitWhenItIsClosed) {
  echo::ConnectionQueue queue(2);
  ASSERT_TRUE(queue.push(any_descriptor()));
  queue.close();
  EXPECT_FALSE(queue.pop());
}

}  // namespace
