// Robust reading and writing; rio.h says what each function does.
#include "rio.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

// BEGIN SOLUTION "what more than one of your functions needs goes here"
// One read, made again when a signal handler has interrupted it.
static ssize_t read_once(int fd, void* to, size_t n) {
  ssize_t got;

  do {
    got = read(fd, to, n);
  } while (got < 0 && errno == EINTR);
  return got;
}

// One write, made again when a signal handler has interrupted it.
static ssize_t write_once(int fd, const void* from, size_t n) {
  ssize_t put;

  do {
    put = write(fd, from, n);
  } while (put < 0 && errno == EINTR);
  return put;
}

// Fills the empty buffer with what one read brings: the number of bytes in it,
// 0 at end of file, -1 on an error.
static ssize_t refill(rio_t* rp) {
  const ssize_t got = read_once(rp->rio_fd, rp->rio_buf, sizeof rp->rio_buf);

  rp->rio_bufptr = rp->rio_buf;
  rp->rio_cnt = got < 0 ? 0 : (int)got;
  return got;
}

// Moves n bytes, which must be there, from the buffer to `to`.
static void take(rio_t* rp, char* to, size_t n) {
  memcpy(to, rp->rio_bufptr, n);
  rp->rio_bufptr += n;
  rp->rio_cnt -= (int)n;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }
// END SOLUTION

ssize_t rio_readn(int fd, void* usrbuf, size_t n) {
  // BEGIN SOLUTION "go on after a short count (part 1)"
  char* const start = (char*)usrbuf;
  size_t done = 0;

  while (done < n) {
    const ssize_t got = read_once(fd, start + done, n - done);
    if (got < 0) return -1;
    if (got == 0) break;  // end of file
    done += (size_t)got;
  }
  return (ssize_t)done;
  // STARTER: return read(fd, usrbuf, n);
  // END SOLUTION
}

ssize_t rio_writen(int fd, const void* usrbuf, size_t n) {
  // BEGIN SOLUTION "go on after a short count (part 1)"
  const char* const start = (const char*)usrbuf;
  size_t done = 0;

  while (done < n) {
    const ssize_t put = write_once(fd, start + done, n - done);
    if (put < 0) return -1;
    done += (size_t)put;
  }
  return (ssize_t)n;
  // STARTER: return write(fd, usrbuf, n);
  // END SOLUTION
}

void rio_readinitb(rio_t* rp, int fd) {
  // BEGIN SOLUTION "begin with an empty buffer (part 2)"
  rp->rio_fd = fd;
  rp->rio_cnt = 0;
  rp->rio_bufptr = rp->rio_buf;
  // STARTER: rp->rio_fd = fd;
  // END SOLUTION
}

ssize_t rio_readnb(rio_t* rp, void* usrbuf, size_t n) {
  // BEGIN SOLUTION "as rio_readn, through the buffer (part 3)"
  char* const start = (char*)usrbuf;
  size_t done = 0;

  while (done < n) {
    if (rp->rio_cnt == 0) {
      const ssize_t filled = refill(rp);
      if (filled < 0) return -1;
      if (filled == 0) break;  // end of file
    }
    const size_t part = least(n - done, (size_t)rp->rio_cnt);
    take(rp, start + done, part);
    done += part;
  }
  return (ssize_t)done;
  // STARTER: (void)rp, (void)usrbuf, (void)n;
  // STARTER: errno = ENOSYS;
  // STARTER: return -1;
  // END SOLUTION
}

ssize_t rio_readlineb(rio_t* rp, void* usrbuf, size_t maxlen) {
  // BEGIN SOLUTION "read a line through the buffer (part 2)"
  char* const start = (char*)usrbuf;
  size_t done = 0;

  while (done < maxlen - 1) {
    if (rp->rio_cnt == 0) {
      const ssize_t filled = refill(rp);
      if (filled < 0) return -1;
      if (filled == 0) break;  // end of file, maybe in the middle of a line
    }
    const size_t room = least(maxlen - 1 - done, (size_t)rp->rio_cnt);
    const char* const newline = (char*)memchr(rp->rio_bufptr, '\n', room);
    const size_t part =
        newline != NULL ? (size_t)(newline - rp->rio_bufptr) + 1 : room;
    take(rp, start + done, part);
    done += part;
    if (newline != NULL) break;
  }
  start[done] = '\0';
  return (ssize_t)done;
  // STARTER: (void)rp, (void)usrbuf, (void)maxlen;
  // STARTER: errno = ENOSYS;
  // STARTER: return -1;
  // END SOLUTION
}
