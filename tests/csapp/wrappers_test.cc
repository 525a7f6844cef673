// What the wrappers do when all goes well, where that is more than the call.
#include <gtest/gtest.h>

#include "child.hh"
#include "csapp.h"
#include "faults.hh"

TEST(Files, DefaultModeWithoutUmaskIs0644) {
  EXPECT_EQ(DEF_MODE & ~DEF_UMASK, 0644);
}

TEST(Heap, ReallocToNothingFreesAndReturnsNull) {
  EXPECT_EQ(Realloc(Malloc(10), 0), nullptr);  // a leak would fail under asan
}

TEST(Heap, ReallocOfNullAllocates) {
  void* block = Realloc(nullptr, 10);
  EXPECT_NE(block, nullptr);
  Free(block);
}

TEST(Heap, CallocGivesZeroes) {
  auto* numbers = static_cast<int*>(Calloc(100, sizeof(int)));
  EXPECT_EQ(std::count(numbers, numbers + 100, 0), 100);
  Free(numbers);
}

TEST(Signals, HandlerHasEmptyMaskAndRestartsOnly) {
  EXPECT_EQ(Signal(SIGUSR1, SIG_IGN), SIG_DFL);
  const struct sigaction action = faults::last_action();
  EXPECT_EQ(action.sa_flags, SA_RESTART);
  for (int signum = 1; signum < NSIG; ++signum) {
    EXPECT_EQ(sigismember(&action.sa_mask, signum), 0) << "signal " << signum;
  }
  EXPECT_EQ(Signal(SIGUSR1, SIG_DFL), SIG_IGN);
}

TEST(Signals, SigsuspendReturnsInterrupted) {
  sigset_t blocked, before, none;
  Signal(SIGUSR1, [](int) {});
  Sigemptyset(&blocked);
  Sigaddset(&blocked, SIGUSR1);
  Sigprocmask(SIG_BLOCK, &blocked, &before);
  Kill(getpid(), SIGUSR1);
  Sigfillset(&none);
  Sigdelset(&none, SIGUSR1);
  errno = 0;
  EXPECT_EQ(Sigsuspend(&none), -1);
  EXPECT_EQ(errno, EINTR);
  EXPECT_EQ(Sigismember(&none, SIGUSR1), 0);
  EXPECT_EQ(Sigismember(&none, SIGUSR2), 1);
  Sigprocmask(SIG_SETMASK, &before, nullptr);
  Signal(SIGUSR1, SIG_DFL);
}

TEST(Processes, WaitpidPassesTheZeroOfNohang) {
  int gate[2];
  ASSERT_EQ(pipe(gate), 0);
  const pid_t pid = Fork();
  if (pid == 0) {
    char byte;
    close(gate[1]);
    _exit(static_cast<int>(read(gate[0], &byte, 1)));
  }
  EXPECT_EQ(Waitpid(pid, nullptr, WNOHANG), 0);
  Close(gate[1]);
  EXPECT_EQ(Waitpid(pid, nullptr, 0), pid);
  Close(gate[0]);
}

TEST(Processes, AlarmReturnsWhatWasLeft) {
  EXPECT_EQ(Alarm(1000), 0U);
  EXPECT_GE(Alarm(0), 900U);
  EXPECT_EQ(Sleep(0), 0U);
}

TEST(Directories, ReaddirEndsWithNullAndKeepsErrno) {
  DIR* directory = Opendir("/proc/self/fdinfo");
  errno = EDOM;
  while (Readdir(directory) != nullptr) {
  }
  EXPECT_EQ(errno, EDOM);
  EXPECT_EQ(Closedir(directory), 0);
}

TEST(StandardIo, EndOfFileIsNoError) {
  FILE* stream = Fopen("/dev/null", "r+");
  char text[4];
  EXPECT_EQ(Fgets(text, sizeof text, stream), nullptr);
  EXPECT_EQ(Fread(text, 1, sizeof text, stream), 0U);
  Fwrite(text, 0, 3, stream);
  Fclose(stream);
}

TEST(Threads, ExitValueReachesJoin) {
  pthread_t thread;
  const auto routine = [](void* argument) -> void* {
    Pthread_exit(argument);
    return nullptr;
  };
  int value = 0;
  void* result = nullptr;
  Pthread_create(&thread, nullptr, routine, &value);
  Pthread_join(thread, &result);
  EXPECT_EQ(result, &value);
}

TEST(Threads, OnceRunsOnce) {
  static int runs;
  runs = 0;
  pthread_once_t once = PTHREAD_ONCE_INIT;
  Pthread_once(&once, [] { ++runs; });
  Pthread_once(&once, [] { ++runs; });
  EXPECT_EQ(runs, 1);
}

// The wrappers are functions; macros would rewrite these members.
namespace {

struct Server {
  int Listen(int backlog) { return backlog; }
  int Accept() { return 2; }
  int Close() { return 3; }
};

}  // namespace

TEST(Names, ClassesMayHaveMembersOfTheSameName) {
  Server server;
  EXPECT_EQ(server.Listen(1) + server.Accept() + server.Close(), 6);
}

TEST(Names, StringsAndLiteralsArePassedInCxx) {
  const std::string text = "text\n";
  const Ending ending = run_in_child([&] {
    sio_puts(text.c_str());
    Rio_writen(STDOUT_FILENO, text.data(), text.size());
    unix_error(text.substr(0, 4).c_str());
  });
  EXPECT_EQ(ending.out, "text\ntext\n");
}
