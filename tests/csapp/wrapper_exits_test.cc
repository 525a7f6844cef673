// Every wrapper that can fail: what it prints then, and that it exits with 1.
#include <gtest/gtest.h>

#include <vector>

#include "child.hh"
#include "csapp.h"
#include "faults.hh"

namespace {

using faults::FailNext;

struct Failure {
  const char* wrapper;
  std::function<void()> call;
  const char* line;
};

void expect_exits(const std::vector<Failure>& failures) {
  for (const Failure& failure : failures) {
    EXPECT_EQ(run_in_child(failure.call),
              (Ending{1, 0, "", failure.line + std::string("\n")}))
        << failure.wrapper;
  }
}

// A call with a fault that the system would not give on demand.
std::function<void()> with(const char* function, int error,
                           std::function<void()> call) {
  return [=] {
    const FailNext fault(function, error);
    call();
  };
}

sigset_t some_set;
sem_t some_semaphore;
int status;
char buffer[16];
const sockaddr_in nowhere = {};
const auto* const address = reinterpret_cast<const sockaddr*>(&nowhere);

}  // namespace

TEST(WrapperExits, ErrorFunctionsPrintTheReason) {
  expect_exits({
      {"unix_error", [] { errno = ENOENT, unix_error("unix"); },
       "unix: No such file or directory"},
      {"posix_error", [] { posix_error(EDEADLK, "posix"); },
       "posix: Resource deadlock avoided"},
      {"gai_error", [] { gai_error(EAI_NONAME, "gai"); },
       "gai: Name or service not known"},
      {"app_error", [] { app_error("app"); }, "app"},
      {"dns_error", [] { dns_error("dns"); }, "dns"},
  });
}

TEST(WrapperExits, ExitFlushesStdout) {
  EXPECT_EQ(run_in_child([] {
              printf("kept");
              app_error("end");
            }),
            (Ending{1, 0, "kept", "end\n"}));
}

TEST(WrapperExits, Processes) {
  char* const no_arguments[] = {nullptr};
  expect_exits({
      {"Fork", with("fork", EAGAIN, [] { Fork(); }),
       "Fork error: Resource temporarily unavailable"},
      {"Execve", [&] { Execve("/absent", no_arguments, environ); },
       "Execve error: No such file or directory"},
      {"Wait", [] { Wait(nullptr); }, "Wait error: No child processes"},
      {"Waitpid", [] { Waitpid(-1, &status, 0); },
       "Waitpid error: No child processes"},
      {"Kill", [] { Kill(0, 1000); }, "Kill error: Invalid argument"},
      {"Setpgid", [] { Setpgid(0, -1); }, "Setpgid error: Invalid argument"},
  });
}

TEST(WrapperExits, Signals) {
  expect_exits({
      {"Signal", [] { Signal(SIGKILL, SIG_IGN); },
       "Signal error: Invalid argument"},
      {"Sigprocmask", [] { Sigprocmask(-1, &some_set, nullptr); },
       "Sigprocmask error: Invalid argument"},
      {"Sigemptyset",
       with("sigemptyset", EINVAL, [] { Sigemptyset(&some_set); }),
       "Sigemptyset error: Invalid argument"},
      {"Sigfillset", with("sigfillset", EINVAL, [] { Sigfillset(&some_set); }),
       "Sigfillset error: Invalid argument"},
      {"Sigaddset", [] { Sigaddset(&some_set, 1000); },
       "Sigaddset error: Invalid argument"},
      {"Sigdelset", [] { Sigdelset(&some_set, 1000); },
       "Sigdelset error: Invalid argument"},
      {"Sigismember", [] { Sigismember(&some_set, 1000); },
       "Sigismember error: Invalid argument"},
      {"Sigsuspend", with("sigsuspend", EFAULT, [] { Sigsuspend(&some_set); }),
       "Sigsuspend error: Bad address"},
  });
}

TEST(WrapperExits, SafeOutput) {
  expect_exits({
      {"sio_error", [] { sio_error("sio"); }, "sio"},
      {"sio_error, line", [] { sio_error("sio\n"); }, "sio"},
      {"Sio_error", [] { Sio_error("sio"); }, "sio"},
      {"Sio_puts", with("write", EIO, [] { Sio_puts("x"); }), "Sio_puts error"},
      {"Sio_putl", with("write", EIO, [] { Sio_putl(1); }), "Sio_putl error"},
  });
}

TEST(WrapperExits, UnixIo) {
  static struct stat information;
  static timeval negative = {-1, 0};
  expect_exits({
      {"Open", [] { Open("/absent", O_RDONLY, 0); },
       "Open error: No such file or directory"},
      {"Read", [] { Read(-1, buffer, 1); }, "Read error: Bad file descriptor"},
      {"Write", [] { Write(-1, buffer, 1); },
       "Write error: Bad file descriptor"},
      {"Lseek", [] { Lseek(-1, 0, SEEK_SET); },
       "Lseek error: Bad file descriptor"},
      {"Close", [] { Close(-1); }, "Close error: Bad file descriptor"},
      {"Select", [] { Select(0, nullptr, nullptr, nullptr, &negative); },
       "Select error: Invalid argument"},
      {"Dup2", [] { Dup2(-1, 5); }, "Dup2 error: Bad file descriptor"},
      {"Stat", [] { Stat("/absent", &information); },
       "Stat error: No such file or directory"},
      {"Fstat", [] { Fstat(-1, &information); },
       "Fstat error: Bad file descriptor"},
  });
}

TEST(WrapperExits, Directories) {
  // Never destroyed, so reachable at exit: no leak.
  static auto& opened = *new std::vector<DIR*>;
  static const auto root = [] {
    opened.push_back(Opendir("/"));
    return opened.back();
  };
  expect_exits({
      {"Opendir", [] { Opendir("/absent"); },
       "opendir error: No such file or directory"},
      {"Readdir", with("readdir", EBADF, [] { Readdir(root()); }),
       "readdir error: Bad file descriptor"},
      {"Closedir", with("closedir", EBADF, [] { Closedir(root()); }),
       "closedir error: Bad file descriptor"},
  });
}

TEST(WrapperExits, Memory) {
  expect_exits({
      {"Mmap", [] { Mmap(nullptr, 0, PROT_READ, MAP_PRIVATE, -1, 0); },
       "mmap error: Bad file descriptor"},
      {"Munmap", [] { Munmap(buffer + 1, 1); },
       "munmap error: Invalid argument"},
      {"Malloc", with("malloc", ENOMEM, [] { Malloc(1); }),
       "Malloc error: Cannot allocate memory"},
      {"Realloc", with("realloc", ENOMEM, [] { Realloc(nullptr, 1); }),
       "Realloc error: Cannot allocate memory"},
      {"Calloc", with("calloc", ENOMEM, [] { Calloc(1, 1); }),
       "Calloc error: Cannot allocate memory"},
  });
}

TEST(WrapperExits, StandardIo) {
  static const auto full = [] {
    FILE* stream = Fopen("/dev/full", "w");
    setvbuf(stream, nullptr, _IONBF, 0);
    return stream;
  };
  const auto write_only = [] { return Fopen("/dev/null", "w"); };
  expect_exits({
      {"Fclose",
       [] {
         FILE* stream = Fopen("/dev/full", "w");
         Fputs("buffered", stream);
         Fclose(stream);
       },
       "Fclose error: No space left on device"},
      {"Fdopen", [] { Fdopen(-1, "r"); }, "Fdopen error: Bad file descriptor"},
      {"Fgets", [=] { Fgets(buffer, 2, write_only()); }, "Fgets error"},
      {"Fopen", [] { Fopen("/absent", "r"); },
       "Fopen error: No such file or directory"},
      {"Fputs", [] { Fputs("text", full()); },
       "Fputs error: No space left on device"},
      {"Fread", [=] { Fread(buffer, 1, 2, write_only()); },
       "Fread error: Bad file descriptor"},
      {"Fwrite", [] { Fwrite("text", 1, 4, full()); },
       "Fwrite error: No space left on device"},
  });
}

TEST(WrapperExits, Sockets) {
  expect_exits({
      {"Socket", [] { Socket(-1, SOCK_STREAM, 0); },
       "Socket error: Address family not supported by protocol"},
      {"Setsockopt", [] { Setsockopt(-1, SOL_SOCKET, 0, buffer, 4); },
       "Setsockopt error: Bad file descriptor"},
      {"Bind", [] { Bind(-1, address, sizeof nowhere); },
       "Bind error: Bad file descriptor"},
      {"Listen", [] { Listen(-1, 1); }, "Listen error: Bad file descriptor"},
      {"Accept", [] { Accept(-1, nullptr, nullptr); },
       "Accept error: Bad file descriptor"},
      {"Connect", [] { Connect(-1, address, sizeof nowhere); },
       "Connect error: Bad file descriptor"},
  });
}

TEST(WrapperExits, Names) {
  static addrinfo numeric = {};
  static addrinfo* list;
  numeric.ai_flags = AI_NUMERICHOST;
  expect_exits({
      {"Getaddrinfo", [] { Getaddrinfo("no.number", "1", &numeric, &list); },
       "Getaddrinfo error: Name or service not known"},
      {"Getnameinfo",
       [] { Getnameinfo(address, 1, buffer, sizeof buffer, nullptr, 0, 0); },
       "Getnameinfo error: ai_family not supported"},
      {"Inet_ntop", [] { Inet_ntop(AF_INET, &nowhere.sin_addr, buffer, 2); },
       "Inet_ntop error: No space left on device"},
      {"Inet_pton, text", [] { Inet_pton(AF_INET, "1.2.3", buffer); },
       "inet_pton error: invalid dotted-decimal address"},
      {"Inet_pton, family", [] { Inet_pton(-1, "1.2.3.4", buffer); },
       "Inet_pton error: Address family not supported by protocol"},
      {"Gethostbyname", [] { Gethostbyname("a b"); }, "Gethostbyname error"},
      {"Gethostbyaddr", [] { Gethostbyaddr("1234", 4, -1); },
       "Gethostbyaddr error"},
  });
}

TEST(WrapperExits, ThreadsAndSemaphores) {
  const auto routine = [](void*) -> void* { return nullptr; };
  static pthread_t thread;
  thread = pthread_self();
  expect_exits({
      {"Pthread_create",
       with("pthread_create", EAGAIN,
            [=] { Pthread_create(&thread, nullptr, routine, nullptr); }),
       "Pthread_create error: Resource temporarily unavailable"},
      {"Pthread_join",
       with("pthread_join", EDEADLK, [] { Pthread_join(thread, nullptr); }),
       "Pthread_join error: Resource deadlock avoided"},
      {"Pthread_cancel",
       with("pthread_cancel", ESRCH, [] { Pthread_cancel(thread); }),
       "Pthread_cancel error: No such process"},
      {"Pthread_detach",
       with("pthread_detach", EINVAL, [] { Pthread_detach(thread); }),
       "Pthread_detach error: Invalid argument"},
      {"Sem_init", [] { Sem_init(&some_semaphore, 0, UINT_MAX); },
       "Sem_init error: Invalid argument"},
      {"P", with("sem_wait", EINVAL, [] { P(&some_semaphore); }),
       "P error: Invalid argument"},
      {"V", with("sem_post", EOVERFLOW, [] { V(&some_semaphore); }),
       "V error: Value too large for defined data type"},
  });
}

TEST(WrapperExits, RobustIo) {
  static rio_t rio;
  rio_readinitb(&rio, -1);
  expect_exits({
      {"Rio_readn", [] { Rio_readn(-1, buffer, 1); },
       "Rio_readn error: Bad file descriptor"},
      {"Rio_writen", [] { Rio_writen(-1, buffer, 1); },
       "Rio_writen error: Bad file descriptor"},
      {"Rio_readnb", [] { Rio_readnb(&rio, buffer, 1); },
       "Rio_readnb error: Bad file descriptor"},
      {"Rio_readlineb", [] { Rio_readlineb(&rio, buffer, 2); },
       "Rio_readlineb error: Bad file descriptor"},
  });
}

TEST(WrapperExits, EndpointsPrintOneLine) {
  expect_exits({
      {"Open_clientfd, -1",
       with("connect", ECONNREFUSED, [] { Open_clientfd("127.0.0.1", "9"); }),
       "Open_clientfd error: Connection refused"},
      {"Open_clientfd, -2", [] { Open_clientfd("127.0.0.1", "65536"); },
       "getaddrinfo failed (127.0.0.1:65536): Servname not supported for "
       "ai_socktype"},
      {"Open_listenfd, -1",
       with("bind", EADDRINUSE, [] { Open_listenfd("0"); }),
       "Open_listenfd error: Address already in use"},
      {"Open_listenfd, -2", [] { Open_listenfd("http"); },
       "getaddrinfo failed (port http): Name or service not known"},
  });
}
