// A signal handler that runs during a wrapper is no reason to die.
#include <gtest/gtest.h>

#include "child.hh"
#include "csapp.h"
#include "faults.hh"

namespace {

using faults::FailNext;

// Runs `call` in a child whose first three calls of `function` fail with EINTR,
// and expects that it returns after having met all three.
void expect_retried(const char* function, const std::function<void()>& call) {
  const Ending ending = run_in_child([&] {
    const FailNext fault(function, EINTR, 3);
    call();
    if (fault.left() != 0) app_error("returned before the last EINTR");
  });
  EXPECT_EQ(ending, (Ending{0, 0, "", ""})) << function;
}

void expect(bool condition, const char* what) {
  if (!condition) app_error(what);
}

}  // namespace

TEST(InterruptedCalls, OpenReadWriteAreRetried) {
  char byte = 'x';
  expect_retried("open", [] { Open("/dev/null", O_RDONLY, 0); });
  expect_retried("read", [&] {
    const int fd = Open("/dev/zero", O_RDONLY, 0);
    expect(Read(fd, &byte, 1) == 1 && byte == '\0', "Read: wrong result");
  });
  expect_retried("write", [&] {
    const int fd = Open("/dev/null", O_WRONLY, 0);
    expect(Write(fd, &byte, 1) == 1, "Write: wrong result");
  });
}

TEST(InterruptedCalls, WaitAndWaitpidAreRetried) {
  const auto child = [] {
    const pid_t pid = Fork();
    if (pid == 0) _exit(7);
    return pid;
  };
  expect_retried("wait", [=] {
    const pid_t pid = child();
    int status = 0;
    expect(Wait(&status) == pid && WEXITSTATUS(status) == 7, "Wait: wrong");
  });
  expect_retried("waitpid", [=] {
    const pid_t pid = child();
    int status = 0;
    expect(Waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 7,
           "Waitpid: wrong");
  });
}

TEST(InterruptedCalls, AcceptIsRetriedAndConnectWaitedFor) {
  for (const char* function : {"accept", "connect"}) {
    const Ending ending = run_in_child([=] {
      const int listener = Socket(AF_INET, SOCK_STREAM, 0);
      sockaddr_in address = {};
      address.sin_family = AF_INET;
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      Bind(listener, reinterpret_cast<SA*>(&address), sizeof address);
      Listen(listener, 1);
      socklen_t length = sizeof address;
      getsockname(listener, reinterpret_cast<SA*>(&address), &length);

      const FailNext fault(function, EINTR);
      const int client = Socket(AF_INET, SOCK_STREAM, 0);
      Connect(client, reinterpret_cast<SA*>(&address), sizeof address);
      const int server = Accept(listener, nullptr, nullptr);
      char byte = 0;
      Rio_writen(client, "x", 1);
      expect(Rio_readn(server, &byte, 1) == 1 && byte == 'x', "no connection");
      expect(fault.left() == 0, "EINTR not met");
    });
    EXPECT_EQ(ending, (Ending{0, 0, "", ""})) << function;
  }
}

TEST(InterruptedCalls, SemaphoreWaitIsRetried) {
  expect_retried("sem_wait", [] {
    sem_t semaphore;
    Sem_init(&semaphore, 0, 1);
    P(&semaphore);
  });
}

TEST(InterruptedCalls, CloseIsOver) {
  expect_retried("close", [] {
    for (int i = 0; i < 3; ++i) Close(-1);
  });
}

TEST(InterruptedCalls, SelectRestoresItsSets) {
  expect_retried("select", [] {
    int pair[2];
    expect(pipe(pair) == 0, "pipe");
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(pair[0], &readable);
    Write(pair[1], "x", 1);
    timeval timeout = {60, 0};
    const int ready =
        Select(pair[0] + 1, &readable, nullptr, nullptr, &timeout);
    expect(ready == 1 && FD_ISSET(pair[0], &readable), "Select: wrong result");
    expect(timeout.tv_sec >= 30, "Select: the time left is wrong");
  });
}

// With a real handler and no data: the timeout counts from the first call.
TEST(InterruptedCalls, SelectWaitsForTheRemainingTimeOnly) {
  const Ending ending = run_in_child([] {
    static volatile sig_atomic_t ticks = 0;
    struct sigaction action = {};
    action.sa_handler = [](int) { ticks = ticks + 1; };
    sigaction(SIGALRM, &action, nullptr);
    const itimerval every_20_ms = {{0, 20'000}, {0, 20'000}};
    setitimer(ITIMER_REAL, &every_20_ms, nullptr);
    // Restarted with the full time, this would never come to its end.
    timeval timeout = {0, 150'000};
    expect(Select(0, nullptr, nullptr, nullptr, &timeout) == 0, "not 0");
    expect(ticks >= 1, "no signal came");
    expect(timeout.tv_sec == 0 && timeout.tv_usec == 0, "time left");
  });
  EXPECT_EQ(ending, (Ending{0, 0, "", ""}));
}
