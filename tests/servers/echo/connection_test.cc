#include "servers/echo/connection.hh"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <string>

#include "servers/echo/peer_name.hh"
#include "tests/servers/echo/tcp_pair.hh"

namespace {

using echo::SessionEnd;

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest()
      : client_(std::move(pair_.client)),
        connection_(std::move(pair_.server)) {}

  std::optional<SessionEnd> advance() { return connection_.advance(buffer_); }

  /// Sends and echoes until the client's unread echo fills every buffer.
  std::size_t send_until_output_is_pending() {
    std::size_t sent = 0;
    const std::string chunk(buffer_.size(), 'x');
    for (int i = 0; i < 4096 && !connection_.wants_write(); ++i) {
      const ssize_t n = ::send(client_.get(), chunk.data(), chunk.size(),
                               MSG_DONTWAIT | MSG_NOSIGNAL);
      if (n > 0) sent += static_cast<std::size_t>(n);
      EXPECT_FALSE(advance());
    }
    return sent;
  }

  TcpPair pair_;
  csapp::Descriptor client_;
  echo::Connection connection_;
  std::array<char, 65536> buffer_;
};

TEST_F(ConnectionTest, DoesNothingBeforeThereIsInput) {
  EXPECT_FALSE(advance());
  EXPECT_FALSE(connection_.wants_write());
}

TEST_F(ConnectionTest, WritesBackWhatItRead) {
  ASSERT_EQ(::write(client_.get(), "a\0b", 3), 3);
  wait_readable(connection_.fd());
  EXPECT_FALSE(advance());
  EXPECT_EQ(read_exactly(client_, 3), std::string("a\0b", 3));
}

TEST_F(ConnectionTest, StopsReadingWhileOutputIsPending) {
  constexpr std::size_t kKernelBuffers = 64 << 20;  // more than four of them
  std::size_t accepted = 0;
  for (int i = 0; i < 4096; ++i) {
    const ssize_t n = ::send(client_.get(), buffer_.data(), buffer_.size(),
                             MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0) accepted += static_cast<std::size_t>(n);
    EXPECT_FALSE(advance());
  }
  EXPECT_TRUE(connection_.wants_write());
  EXPECT_LT(accepted, kKernelBuffers)
      << "it went on reading, so its memory grows without bound";
}

TEST_F(ConnectionTest, DeliversPendingOutputOnceTheClientReads) {
  const std::size_t sent = send_until_output_is_pending();
  ASSERT_TRUE(connection_.wants_write());
  ::shutdown(client_.get(), SHUT_WR);
  std::size_t received = 0;
  std::optional<SessionEnd> end;
  while (received < sent) {
    ASSERT_NE(end, SessionEnd::kReset);
    if (!end) end = advance();
    const ssize_t n =
        ::recv(client_.get(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (n > 0) received += static_cast<std::size_t>(n);
  }
  while (!end) end = advance();
  EXPECT_EQ(received, sent);
  EXPECT_EQ(end, SessionEnd::kEndOfFile);
}

TEST_F(ConnectionTest, ReportsTheEndOfFile) {
  client_.reset();
  wait_readable(connection_.fd());
  EXPECT_EQ(advance(), SessionEnd::kEndOfFile);
}

TEST_F(ConnectionTest, ReportsAReset) {
  reset_connection(std::move(client_));
  wait_readable(connection_.fd());
  EXPECT_EQ(advance(), SessionEnd::kReset);
}

TEST(PeerName, IsAddressAndPort) {
  const TcpPair pair;
  EXPECT_TRUE(echo::peer_name(pair.server.get()).starts_with("127.0.0.1:"));
  EXPECT_EQ(echo::peer_name(-1), "unknown");
}

}  // namespace
