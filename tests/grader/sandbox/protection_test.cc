// What a program in a box can neither read nor change.
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "csapp/descriptor.hh"
#include "tests/grader/sandbox/boxes.hh"

namespace {

TEST_F(Boxes, GiveProgramsAnEmptyEnvironment) {
  ::setenv("SECRET_OF_THE_GRADER", "key", 1);
  EXPECT_FALSE(contains(shell("env"), "SECRET"));
}

TEST_F(Boxes, HideTheExaminer) {
  const std::string text = shell(
      "kill -0 $$ && cat /proc/self/environ >/dev/null && echo CHECKED; "
      "for f in mem environ maps exe fd/0 fd/4 cwd/x; do "
      "head -c 1 /proc/$PPID/$f && echo READ $f; done; "
      "ls /proc/$PPID/fd && echo READ fd");
  EXPECT_TRUE(contains(text, "CHECKED")) << text;
  EXPECT_TRUE(contains(text, "environ")) << text;
  EXPECT_TRUE(contains(text, "Permission denied")) << text;
  EXPECT_FALSE(contains(text, "READ")) << text;
}

TEST_F(Boxes, ProtectTheLimitsOfTheExaminer) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  const std::string text = shell("prlimit --pid $PPID --nofile=0:0");
  EXPECT_TRUE(contains(text, "Operation not permitted")) << text;
}

TEST_F(Boxes, KeepTheExaminersDescriptorsForItself) {
  const std::string text = shell("ls -l /proc/self/fd | wc -l; echo x >&4");
  EXPECT_TRUE(contains(text, "Bad file descriptor")) << text;
}

TEST_F(Boxes, GiveProgramsNoPrivileges) {
  const std::string text = shell("id -u; grep Cap /proc/self/status");
  EXPECT_FALSE(contains(text, "out 0\n")) << text;
  for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapAmb"}) {
    EXPECT_TRUE(contains(text, std::string(set) + ":\t0000000000000000"))
        << text;
  }
}

TEST_F(Boxes, ProtectTheMachinesFiles) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  std::string folder = "/tmp/sandbox-test-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  ::chmod(folder.c_str(), 0777);
  const std::string text =
      shell("for p in " + folder +
            " /usr /etc / /dev /var/tmp /run; do echo x >$p/sandbox-test && "
            "echo WROTE $p; done; ls " +
            folder +
            " /root /home /var /etc && echo SEEN; echo x >own && "
            "echo x >$TMPDIR/own && echo done");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(contains(text, "SEEN")) << text;
  EXPECT_FALSE(contains(text, "WROTE")) << text;
  EXPECT_TRUE(contains(text, "done")) << text;
}

TEST_F(Boxes, HaveNoToolsWhereNoneAreAskedFor) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  tools_ = false;
  const std::string text = shell("echo EXECUTED");
  EXPECT_TRUE(contains(text, "status 32512\n")) << text;
  EXPECT_FALSE(contains(text, "EXECUTED")) << text;
}

TEST_F(Boxes, DenyConnectionsToTheMachine) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  const csapp::Descriptor server(
      ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::bind(server.get(), where, length), 0);
  ASSERT_EQ(::listen(server.get(), 1), 0);
  ASSERT_EQ(::getsockname(server.get(), where, &length), 0);
  const std::string port = std::to_string(ntohs(address.sin_port));
  const std::string text =
      shell("exec 9<>/dev/tcp/127.0.0.1/" + port + " && echo CONNECTED");
  EXPECT_FALSE(contains(text, "CONNECTED")) << text;
}

TEST_F(Boxes, RefuseNewNamespaces) {
  if (unconfined()) GTEST_SKIP() << "limits only";
  EXPECT_FALSE(contains(shell("unshare -Ur true && echo MADE"), "MADE"));
}

}  // namespace
