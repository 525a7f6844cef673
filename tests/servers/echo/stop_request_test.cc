#include "servers/echo/stop_request.hh"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "servers/echo/blocking_session.hh"
#include "tests/servers/echo/tcp_pair.hh"

namespace {

bool is_readable(int fd) {
  pollfd ready{.fd = fd, .events = POLLIN, .revents = 0};
  return ::poll(&ready, 1, 0) == 1;
}

TEST(StopRequest, BecomesReadableOnASignalAndStaysSo) {
  const echo::StopRequest stop;
  EXPECT_FALSE(is_readable(stop.fd()));
  EXPECT_FALSE(echo::StopRequest::requested());
  for (const int signum : {SIGINT, SIGTERM, SIGTERM}) {
    std::raise(signum);
    EXPECT_TRUE(is_readable(stop.fd()));
    EXPECT_TRUE(echo::StopRequest::requested());
  }
  stop.wait();
}

TEST(StopRequest, HandlerKeepsErrno) {
  const echo::StopRequest stop;
  const echo::ShutdownOnStop not_a_socket(0);  // its shutdown fails
  errno = E2BIG;
  std::raise(SIGTERM);
  EXPECT_EQ(errno, E2BIG);
}

TEST(StopRequest, InAForkedChildTheSignalEndsTheChildAlone) {
  const echo::StopRequest stop;
  const pid_t child = ::fork();
  if (child == 0) {
    std::raise(SIGTERM);
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 128 + SIGTERM);
  EXPECT_FALSE(echo::StopRequest::requested());
  EXPECT_FALSE(is_readable(stop.fd())) << "the eventfd is the parent's, too";
}

TEST(ShutdownOnStop, EndsASessionAsTheSignalComes) {
  const echo::StopRequest stop;
  const TcpPair pair;
  const echo::ShutdownOnStop interruptible(pair.server.get());
  std::raise(SIGINT);
  EXPECT_EQ(echo::echo_session(pair.server.get()),
            echo::SessionEnd::kEndOfFile);
}

TEST(ShutdownOnStop, EndsASessionThatBeginsAfterTheSignal) {
  const echo::StopRequest stop;
  const TcpPair pair;
  std::raise(SIGINT);
  const echo::ShutdownOnStop interruptible(pair.server.get());
  EXPECT_EQ(echo::echo_session(pair.server.get()),
            echo::SessionEnd::kEndOfFile);
}

TEST(ShutdownOnStop, LeavesTheDescriptorAloneAfterwards) {
  const echo::StopRequest stop;
  TcpPair pair;
  { const echo::ShutdownOnStop interruptible(pair.server.get()); }
  std::raise(SIGINT);
  ASSERT_EQ(::write(pair.client.get(), "x", 1), 1);
  EXPECT_EQ(read_exactly(pair.server, 1), "x");
}

}  // namespace
