#include "csapp/unix_io.h"

#include <errno.h>
#include <time.h>

#include "export.hh"
#include "retry.hh"

CSAPP_PUBLIC int Open(const char* pathname, int flags, mode_t mode) {
  const int fd = retry([=] { return open(pathname, flags, mode); });
  if (fd < 0) csapp_fail_unix("Open error");
  return fd;
}

CSAPP_PUBLIC ssize_t Read(int fd, void* buf, size_t count) {
  const ssize_t n = retry([=] { return read(fd, buf, count); });
  if (n < 0) csapp_fail_unix("Read error");
  return n;
}

CSAPP_PUBLIC ssize_t Write(int fd, const void* buf, size_t count) {
  const ssize_t n = retry([=] { return write(fd, buf, count); });
  if (n < 0) csapp_fail_unix("Write error");
  return n;
}

CSAPP_PUBLIC off_t Lseek(int fildes, off_t offset, int whence) {
  const off_t position = lseek(fildes, offset, whence);
  if (position < 0) csapp_fail_unix("Lseek error");
  return position;
}

CSAPP_PUBLIC void Close(int fd) {
  if (close(fd) < 0 && errno != EINTR) csapp_fail_unix("Close error");
}

CSAPP_PUBLIC int Dup2(int fd1, int fd2) {
  const int fd = retry([=] { return dup2(fd1, fd2); });
  if (fd < 0) csapp_fail_unix("Dup2 error");
  return fd;
}

CSAPP_PUBLIC void Stat(const char* filename, struct stat* buf) {
  if (stat(filename, buf) < 0) csapp_fail_unix("Stat error");
}

CSAPP_PUBLIC void Fstat(int fd, struct stat* buf) {
  if (fstat(fd, buf) < 0) csapp_fail_unix("Fstat error");
}

namespace {

timeval monotonic_now() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  timeval result;
  result.tv_sec = now.tv_sec;
  result.tv_usec = now.tv_nsec / 1000;
  return result;
}

// What is left of `timeout` now, if it began at `start`; never below 0.
timeval remaining(const timeval& timeout, const timeval& start) {
  const timeval now = monotonic_now();
  timeval elapsed;
  timersub(&now, &start, &elapsed);
  timeval left = {};
  if (timercmp(&elapsed, &timeout, <)) timersub(&timeout, &elapsed, &left);
  return left;
}

// The three sets of a select: what an interrupted one has to start from again.
struct Sets {
  fd_set* given[3];
  fd_set saved[3];

  Sets(fd_set* readfds, fd_set* writefds, fd_set* exceptfds)
      : given{readfds, writefds, exceptfds} {
    for (int i = 0; i < 3; ++i) {
      if (given[i] != nullptr) saved[i] = *given[i];
    }
  }

  void restore() {
    for (int i = 0; i < 3; ++i) {
      if (given[i] != nullptr) *given[i] = saved[i];
    }
  }
};

}  // namespace

CSAPP_PUBLIC int Select(int n, fd_set* readfds, fd_set* writefds,
                        fd_set* exceptfds, struct timeval* timeout) {
  Sets sets(readfds, writefds, exceptfds);
  const timeval start = monotonic_now();
  timeval left = {};
  if (timeout != nullptr) left = *timeout;
  for (;;) {
    const int ready = select(n, readfds, writefds, exceptfds,
                             timeout == nullptr ? nullptr : &left);
    if (ready < 0 && errno != EINTR) csapp_fail_unix("Select error");
    if (ready >= 0) {
      if (timeout != nullptr) *timeout = left;
      return ready;
    }
    sets.restore();
    if (timeout != nullptr) left = remaining(*timeout, start);
  }
}
