// How the library reads the kernel's tables, and when it says "ready".
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "csapp/descriptor.hh"
#include "labs/conformance/client.hh"
#include "labs/conformance/proc_observer.hh"
#include "labs/conformance/proc_text.hh"
#include "labs/conformance/readiness.hh"
#include "tests/servers/launcher.hh"

namespace conformance {
namespace {

TEST(ParseStat, TakesTheLastParenthesisForTheEndOfTheName) {
  const auto process = parse_stat(
      "42 (a) R 7 (b) Z 17 1 1 0 -1 0 0 0 0 0 1 2 3 4 20 0 1 0 987 5 6");
  ASSERT_TRUE(process);
  EXPECT_EQ(process->pid, 42);
  EXPECT_EQ(process->state, 'Z');
  EXPECT_EQ(process->parent, 17);
  EXPECT_EQ(process->start_ticks, 987U);
}

TEST(ParseStat, RejectsOtherText) {
  EXPECT_FALSE(parse_stat(""));
  EXPECT_FALSE(parse_stat("42"));
  EXPECT_FALSE(parse_stat("42 (name)"));
}

TEST(ParseSystemCall, ReadsNumberAndArguments) {
  Task task;
  parse_system_call("0 0x5 0x7ffd 0x4000 0x0 0xffffffff 0x0 0x7f 0x7e", task);
  EXPECT_EQ(task.system_call, SYS_read);
  EXPECT_EQ(task.arguments[0], 5U);
  EXPECT_EQ(task.arguments[2], 0x4000U);
  EXPECT_EQ(task.arguments[4], 0xffffffffU);
}

TEST(ParseSystemCall, RunningIsNoCall) {
  for (const char* text : {"running", "-1 0x7ffd 0x7f12", ""}) {
    Task task;
    parse_system_call(text, task);
    EXPECT_EQ(task.system_call, -1) << text;
  }
}

TEST(ParseSockets, ReadsBothFamilies) {
  const std::string heading = "  sl  local_address rem_address   st ...\n";
  std::vector<Socket> sockets;
  parse_sockets(heading +
                    "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 "
                    "00:00000000 00000000     0        0 4711 1 00 100 0\n",
                sockets);
  parse_sockets(heading +
                    "   1: 00000000000000000000000001000000:1F90 "
                    "00000000000000000000000001000000:C001 01 "
                    "00000010:00000020 01:00000014 00000000  1000  0 99 2\n",
                sockets);
  ASSERT_EQ(sockets.size(), 2U);
  EXPECT_EQ(sockets[0].state, Socket::State::kListening);
  EXPECT_EQ(sockets[0].local_port, 8080);
  EXPECT_EQ(sockets[0].unread, 3U);
  EXPECT_EQ(sockets[0].inode, 4711U);
  EXPECT_EQ(sockets[1].state, Socket::State::kEstablished);
  EXPECT_EQ(sockets[1].peer_port, 0xC001);
  EXPECT_EQ(sockets[1].unsent, 0x10U);
  EXPECT_EQ(sockets[1].unread, 0x20U);
  EXPECT_EQ(sockets[1].inode, 99U);
}

TEST(ParseSockets, CutTextIsNoCrash) {
  std::vector<Socket> sockets;
  parse_sockets("heading\n  0: 0100\n\n", sockets);
  parse_sockets("", sockets);
  EXPECT_LE(sockets.size(), 1U);
}

TEST(ParseField, TakesTheLineOfThatName) {
  const std::string status = "VmPeak:\t 1 kB\nVmRSS:\t  1234 kB\n";
  EXPECT_EQ(parse_field(status, "VmRSS:"), 1234U);
  EXPECT_EQ(parse_field(status, "RSS:"), 0U);
}

TEST(Announcement, IsExactlyWordAndPort) {
  EXPECT_EQ(parse_announcement("listening 7777\n"), 7777);
  EXPECT_EQ(parse_announcement("listening 1"), 1);
  for (const char* line :
       {"", "listening", "listening ", "listening 0", "listening 65536",
        "listening 7777 ", "listening -1", "Listening 7777", "listening 7x",
        " listening 7777"}) {
    EXPECT_FALSE(parse_announcement(line)) << line;
  }
}

class Watched : public testing::Test {
 protected:
  launcher::Launcher server_{{BROKEN_ECHO, "thread", "none"}};
  ProcObserver observer_{server_.pid()};
};

TEST_F(Watched, ServerIsReadyWhenItListens) {
  const auto port =
      await_listening(observer_, server_.pid(), launcher::kPatience);
  ASSERT_TRUE(port);
  EXPECT_EQ(port, server_.await_announcement());
}

TEST_F(Watched, ServerThatEndsIsNeverReady) {
  server_.signal(SIGKILL);
  server_.await_end();
  EXPECT_FALSE(await_listening(observer_, server_.pid(),
                               std::chrono::milliseconds(60'000)));
}

/// A zombie of an ordinary user, observed by that user: whether it is an empty
/// answer.
bool is_zombie_empty() {
  const pid_t zombie = ::fork();
  if (zombie == 0) ::_exit(0);
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(zombie), &info, WEXITED | WNOWAIT);
  ProcObserver observer(zombie);
  return observer.tasks(zombie).empty() && observer.descriptors(zombie).empty();
}

TEST(UnprivilegedObserver, ProcessOnItsWayOutIsAnEmptyAnswer) {
  const pid_t user = ::fork();
  if (user == 0) {
    if (::getuid() == 0 && ::setuid(65534) < 0) ::_exit(2);
    try {
      ::_exit(is_zombie_empty() ? 0 : 1);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      ::_exit(3);
    }
  }
  int status = 0;
  ASSERT_EQ(::waitpid(user, &status, 0), user);
  EXPECT_EQ(status, 0);
}

TEST_F(Watched, ConnectionIsSeenUntilTheServerClosesIt) {
  const auto port = server_.await_announcement();
  ASSERT_TRUE(port);
  for (const char* host : {"127.0.0.1", "::1"}) {
    const Endpoint endpoint{.host = host,
                            .port = *port,
                            .pid = server_.pid(),
                            .claims = {},
                            .observer = observer_,
                            .command = {}};
    Client client(endpoint);
    client.require_echo("x\n");
    const auto end = observer_.connection(host, *port, client.port());
    ASSERT_TRUE(end);
    EXPECT_EQ(end->peer_port, client.port());
    EXPECT_NE(end->inode, 0U);
    client.finish_sending();
    client.require_end_of_file();
    EXPECT_FALSE(observer_.connection(host, *port, client.port()));
  }
}

TEST_F(Watched, LimitOfDescriptorsIsSetAndReturned) {
  const rlim_t before = observer_.limit_descriptors(server_.pid(), 64);
  EXPECT_EQ(observer_.limit_descriptors(server_.pid(), before), 64U);
}

}  // namespace
}  // namespace conformance
