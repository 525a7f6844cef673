#include "servers/echo/acceptor.hh"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include "tests/servers/echo/recorded_log.hh"
#include "tests/servers/echo/tcp_pair.hh"

namespace {

using echo::LogLevel;

/// Leaves the process without a free descriptor while it lives.
class NoFreeDescriptor {
 public:
  NoFreeDescriptor() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const csapp::Descriptor lowest(::dup(0));
    rlimit none = before_;
    none.rlim_cur = static_cast<rlim_t>(lowest.get());
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoFreeDescriptor() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoFreeDescriptor(const NoFreeDescriptor&) = delete;
  NoFreeDescriptor& operator=(const NoFreeDescriptor&) = delete;

 private:
  rlimit before_{};
};

/// Waits until that thread of ours sleeps in a system call.
void wait_until_asleep(const std::atomic<pid_t>& tid) {
  std::string pid, name, state;
  while (state != "S") {
    std::ifstream stat("/proc/self/task/" + std::to_string(tid) + "/stat");
    stat >> pid >> name >> state;
  }
}

class AcceptorTest : public testing::Test {
 protected:
  AcceptorTest() : acceptor_(listen_on_loopback(), stop_) {
    take_log(LogLevel::kWarn);
  }
  csapp::Descriptor connect() {
    const csapp::Descriptor listener(::dup(acceptor_.fd()));
    return connect_to(listener);
  }
  /// In both of two shortages, `next` warns once, and then has the client.
  void expect_a_warning_in_each_shortage(
      const std::function<csapp::Descriptor()>& next) {
    for (int i = 0; i < 2; ++i) {
      const csapp::Descriptor client = connect();
      wait_readable(acceptor_.fd());
      std::jthread waiter;
      {
        const NoFreeDescriptor shortage;
        waiter = std::jthread([&] { EXPECT_TRUE(next()); });
        while (take_log(LogLevel::kWarn).empty()) std::this_thread::yield();
      }
      waiter.join();
      EXPECT_TRUE(take_log(LogLevel::kWarn).empty()) << "it warns once";
      std::atomic<pid_t> tid{0};
      waiter = std::jthread([&] {
        tid = ::gettid();
        EXPECT_TRUE(next()) << "waits, so that nobody else does";
      });
      wait_until_asleep(tid);
      const csapp::Descriptor another = connect();
    }
  }
  echo::StopRequest stop_;
  echo::Acceptor acceptor_;
};

TEST_F(AcceptorTest, ReturnsAClientThatWaits) {
  const csapp::Descriptor client = connect();
  EXPECT_TRUE(acceptor_.next());
  EXPECT_EQ(acceptor_.accepted(), 1U);
}

TEST_F(AcceptorTest, ReturnsNoClientAfterAStop) {
  const csapp::Descriptor client = connect();
  echo::StopRequest::request();
  EXPECT_FALSE(acceptor_.next());
}

TEST_F(AcceptorTest, TryNextDoesNotBlock) {
  EXPECT_FALSE(acceptor_.try_next());
  EXPECT_EQ(acceptor_.poll_timeout_ms(), -1);
  EXPECT_EQ(acceptor_.poll_fd(), acceptor_.fd());
}

TEST_F(AcceptorTest, WarnsOnceAndPausesWithoutDescriptors) {
  const csapp::Descriptor client = connect();
  wait_readable(acceptor_.fd());
  {
    const NoFreeDescriptor shortage;
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(acceptor_.try_next());
    EXPECT_EQ(acceptor_.poll_fd(), -1) << "it must not be polled now";
    EXPECT_GT(acceptor_.poll_timeout_ms(), 0);
    const auto warnings = take_log(LogLevel::kWarn);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_NE(warnings[0].find("Too many open files"), std::string::npos);
  }
  EXPECT_TRUE(acceptor_.next()) << "the client was kept in the backlog";
  EXPECT_EQ(acceptor_.poll_fd(), acceptor_.fd());
}

TEST_F(AcceptorTest, WarnsAgainInTheNextShortage) {
  expect_a_warning_in_each_shortage([this] { return acceptor_.next(); });
}

TEST_F(AcceptorTest, WarnsAgainInTheNextShortageWithASignalMask) {
  sigset_t mask;
  sigemptyset(&mask);
  expect_a_warning_in_each_shortage(
      [this, &mask] { return acceptor_.next(mask); });
}

TEST_F(AcceptorTest, AStopWakesWhoeverWaitsForAClient) {
  std::atomic<pid_t> tid{0};
  std::jthread waiter([&] {
    tid = ::gettid();
    EXPECT_FALSE(acceptor_.next());
  });
  wait_until_asleep(tid);
  ::kill(::getpid(), SIGTERM);
  waiter.join();
  EXPECT_FALSE(acceptor_.failed());
}

TEST_F(AcceptorTest, AnotherThreadsRequestWakesWhoeverWaitsForAClient) {
  std::atomic<pid_t> tid{0};
  std::jthread waiter([&] {
    tid = ::gettid();
    EXPECT_FALSE(acceptor_.next());
  });
  wait_until_asleep(tid);
  echo::StopRequest::request();
}

TEST_F(AcceptorTest, ReturnsAClientThatWasPutBack) {
  const csapp::Descriptor client = connect();
  csapp::Descriptor accepted = acceptor_.next();
  const int number = accepted.get();
  acceptor_.put_back(std::move(accepted), "fork", EAGAIN);
  EXPECT_EQ(acceptor_.next().get(), number);
  EXPECT_EQ(acceptor_.accepted(), 1U) << "counted once";
  EXPECT_EQ(take_log(LogLevel::kWarn).size(), 1U);
}

TEST(Refuse, ClosesSoThatTheClientReadsEndOfFile) {
  TcpPair pair;
  ASSERT_EQ(::write(pair.client.get(), "hello", 5), 5);
  wait_readable(pair.server.get());
  echo::refuse(std::move(pair.server));
  char byte;
  EXPECT_EQ(::read(pair.client.get(), &byte, 1), 0) << strerror(errno);
}

}  // namespace
