#include "faults.hh"

#include <dirent.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace faults {
namespace {

// One fault at a time is enough. Plain memory, no std::string: malloc itself
// asks whether it is to fail.
char armed_function[32];
int armed_error = 0;
std::atomic<int> armed_times{0};
std::atomic<int> lists_alive{0};
struct sigaction given_action;
std::atomic<int> given_flags{0};
ScriptedRead::Script read_script;
ScriptedWrite::Script write_script;

bool fails(const char* function) {
  if (armed_times.load() == 0 || strcmp(function, armed_function) != 0) {
    return false;
  }
  --armed_times;
  errno = armed_error;
  return true;
}

}  // namespace

FailNext::FailNext(const std::string& function, int error, int times) {
  snprintf(armed_function, sizeof armed_function, "%s", function.c_str());
  armed_error = error;
  armed_times = times;
}

FailNext::~FailNext() { armed_times = 0; }

int FailNext::left() const { return armed_times; }

ScriptedRead::ScriptedRead(Script script) { read_script = std::move(script); }
ScriptedRead::~ScriptedRead() { read_script = nullptr; }
ScriptedWrite::ScriptedWrite(Script script) {
  write_script = std::move(script);
}
ScriptedWrite::~ScriptedWrite() { write_script = nullptr; }

int lookup_flags() { return given_flags; }
int address_lists_alive() { return lists_alive; }
struct sigaction last_action() {
  return given_action;
}

}  // namespace faults

using faults::fails;

// __wrap_f fails when that is asked for, and calls the real f otherwise.
#define WRAP(result, function, failure, parameters, arguments) \
  extern "C" result __real_##function parameters;              \
  extern "C" result __wrap_##function parameters;              \
  result __wrap_##function parameters {                        \
    if (fails(#function)) return failure;                      \
    return __real_##function arguments;                        \
  }

WRAP(pid_t, fork, -1, (), ())
WRAP(pid_t, wait, -1, (int* status), (status))
WRAP(pid_t, waitpid, -1, (pid_t p, int* s, int o), (p, s, o))
WRAP(int, sigprocmask, -1, (int how, const sigset_t* s, sigset_t* o),
     (how, s, o))
WRAP(int, sigemptyset, -1, (sigset_t * set), (set))
WRAP(int, sigfillset, -1, (sigset_t * set), (set))
WRAP(int, sigsuspend, -1, (const sigset_t* set), (set))
WRAP(int, close, -1, (int fd), (fd))
WRAP(int, dup2, -1, (int a, int b), (a, b))
WRAP(struct dirent*, readdir, nullptr, (DIR * dirp), (dirp))
WRAP(int, closedir, -1, (DIR * dirp), (dirp))
WRAP(void*, malloc, nullptr, (size_t size), (size))
WRAP(void*, calloc, nullptr, (size_t n, size_t size), (n, size))
WRAP(void*, realloc, nullptr, (void* p, size_t size), (p, size))
WRAP(int, socket, -1, (int d, int t, int p), (d, t, p))
WRAP(int, setsockopt, -1,
     (int s, int level, int name, const void* value, socklen_t length),
     (s, level, name, value, length))
WRAP(int, bind, -1, (int s, const sockaddr* a, socklen_t l), (s, a, l))
WRAP(int, accept, -1, (int s, sockaddr* a, socklen_t* l), (s, a, l))
WRAP(int, poll, -1, (struct pollfd * p, nfds_t n, int timeout), (p, n, timeout))
WRAP(int, sem_wait, -1, (sem_t * sem), (sem))
WRAP(int, sem_post, -1, (sem_t * sem), (sem))
WRAP(int, pthread_create, errno,
     (pthread_t * t, const pthread_attr_t* a, void* (*f)(void*), void* p),
     (t, a, f, p))
WRAP(int, pthread_join, errno, (pthread_t t, void** result), (t, result))
WRAP(int, pthread_cancel, errno, (pthread_t t), (t))
WRAP(int, pthread_detach, errno, (pthread_t t), (t))

extern "C" {
int __real_open(const char* path, int flags, mode_t mode);
int __wrap_open(const char* path, int flags, mode_t mode);
ssize_t __real_read(int fd, void* buffer, size_t count);
ssize_t __wrap_read(int fd, void* buffer, size_t count);
ssize_t __real_write(int fd, const void* buffer, size_t count);
ssize_t __wrap_write(int fd, const void* buffer, size_t count);
int __real_connect(int s, const sockaddr* address, socklen_t length);
int __wrap_connect(int s, const sockaddr* address, socklen_t length);
int __real_getaddrinfo(const char* node, const char* service,
                       const addrinfo* hints, addrinfo** result);
int __wrap_getaddrinfo(const char* node, const char* service,
                       const addrinfo* hints, addrinfo** result);
int __real_select(int n, fd_set* r, fd_set* w, fd_set* e, struct timeval* t);
int __wrap_select(int n, fd_set* r, fd_set* w, fd_set* e, struct timeval* t);
int __real_sigaction(int signum, const struct sigaction* action,
                     struct sigaction* before);
int __wrap_sigaction(int signum, const struct sigaction* action,
                     struct sigaction* before);
void __real_freeaddrinfo(addrinfo* list);
void __wrap_freeaddrinfo(addrinfo* list);
}

// Passing a mode that the caller did not give is harmless without O_CREAT.
int __wrap_open(const char* path, int flags, mode_t mode) {
  return fails("open") ? -1 : __real_open(path, flags, mode);
}

ssize_t __wrap_read(int fd, void* buffer, size_t count) {
  if (fails("read")) return -1;
  if (fd != faults::kFd) return __real_read(fd, buffer, count);
  return faults::read_script(buffer, count);
}

ssize_t __wrap_write(int fd, const void* buffer, size_t count) {
  if (fails("write")) return -1;
  if (fd != faults::kFd) return __real_write(fd, buffer, count);
  return faults::write_script(buffer, count);
}

int __wrap_connect(int s, const sockaddr* address, socklen_t length) {
  if (!fails("connect")) return __real_connect(s, address, length);
  const int error = errno;
  if (error == EINTR && __real_connect(s, address, length) < 0) return -1;
  errno = error;
  return -1;
}

int __wrap_getaddrinfo(const char* node, const char* service,
                       const addrinfo* hints, addrinfo** result) {
  faults::given_flags = hints == nullptr ? 0 : hints->ai_flags;
  const int code = __real_getaddrinfo(node, service, hints, result);
  if (code == 0) ++faults::lists_alive;
  return code;
}

int __wrap_select(int n, fd_set* r, fd_set* w, fd_set* e, struct timeval* t) {
  if (!fails("select")) return __real_select(n, r, w, e, t);
  for (fd_set* set : {r, w, e}) {
    if (set != nullptr) memset(set, 0, sizeof *set);
  }
  return -1;
}

int __wrap_sigaction(int signum, const struct sigaction* action,
                     struct sigaction* before) {
  if (action != nullptr) faults::given_action = *action;
  return __real_sigaction(signum, action, before);
}

void __wrap_freeaddrinfo(addrinfo* list) {
  --faults::lists_alive;
  __real_freeaddrinfo(list);
}
