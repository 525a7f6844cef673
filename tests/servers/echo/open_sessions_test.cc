#include "servers/echo/open_sessions.hh"

#include <gtest/gtest.h>

#include <thread>

#include "servers/echo/blocking_session.hh"
#include "tests/servers/echo/tcp_pair.hh"

namespace {

using echo::SessionEnd;

TEST(OpenSessions, ShutsDownASessionThatIsBlockedInRead) {
  const TcpPair pair;
  echo::OpenSessions sessions;
  sessions.enter(pair.server.get());
  std::jthread session([&] {
    EXPECT_EQ(echo::echo_session(pair.server.get()), SessionEnd::kEndOfFile);
    sessions.leave(pair.server.get());
  });
  sessions.shut_down_all();
  sessions.wait_until_empty();
}

TEST(OpenSessions, ShutsDownASessionThatEntersAfterwards) {
  const TcpPair pair;
  echo::OpenSessions sessions;
  sessions.shut_down_all();
  sessions.enter(pair.server.get());
  EXPECT_EQ(echo::echo_session(pair.server.get()), SessionEnd::kEndOfFile);
  sessions.leave(pair.server.get());
  sessions.wait_until_empty();
}

TEST(OpenSessions, LeavesASessionAloneThatHasLeft) {
  TcpPair pair;
  echo::OpenSessions sessions;
  sessions.enter(pair.server.get());
  sessions.leave(pair.server.get());
  sessions.shut_down_all();
  ASSERT_EQ(::write(pair.client.get(), "x", 1), 1);
  EXPECT_EQ(read_exactly(pair.server, 1), "x");
}

TEST(BlockingSession, ReportsAReset) {
  TcpPair pair;
  reset_connection(std::move(pair.client));
  EXPECT_EQ(echo::echo_session(pair.server.get()), SessionEnd::kReset);
}

}  // namespace
