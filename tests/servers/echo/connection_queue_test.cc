#include "servers/echo/connection_queue.hh"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

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

TEST(ConnectionQueue, EveryProducerGetsRoom) {
  constexpr int kProducers = 3;
  constexpr int kClients = 500;
  for (const std::size_t capacity : {1U, 2U, 5U}) {
    echo::ConnectionQueue queue(capacity);
    std::vector<std::jthread> producers;
    for (int i = 0; i < kProducers; ++i) {
      producers.emplace_back([&] {
        for (int n = 0; n < kClients; ++n) queue.push(any_descriptor());
      });
    }
    for (int n = 0; n < kProducers * kClients; ++n) ASSERT_TRUE(queue.pop());
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
