#include "csapp/rio.h"

#include <errno.h>
#include <string.h>

#include "export.hh"
#include "retry.hh"

namespace {

size_t least(size_t a, size_t b) { return a < b ? a : b; }

// Reads into the empty buffer: bytes now in it, 0 at end of file, -1 on error.
ssize_t refill(rio_t* rp) {
  const ssize_t n =
      retry([=] { return read(rp->rio_fd, rp->rio_buf, sizeof rp->rio_buf); });
  rp->rio_bufptr = rp->rio_buf;
  rp->rio_cnt = n < 0 ? 0 : static_cast<int>(n);
  return n;
}

// Hands `n` bytes of the buffer out to `to`, and returns where they end.
char* take(rio_t* rp, char* to, size_t n) {
  memcpy(to, rp->rio_bufptr, n);
  rp->rio_bufptr += n;
  rp->rio_cnt -= static_cast<int>(n);
  return to + n;
}

// Some bytes, at least one and at most `n`; 0 at end of file, -1 on error.
ssize_t read_some(rio_t* rp, char* to, size_t n) {
  if (rp->rio_cnt <= 0) {
    // A request that would empty the buffer anyway skips it.
    if (n >= sizeof rp->rio_buf) {
      return retry([=] { return read(rp->rio_fd, to, n); });
    }
    const ssize_t filled = refill(rp);
    if (filled <= 0) return filled;
  }
  const size_t taken = least(n, static_cast<size_t>(rp->rio_cnt));
  take(rp, to, taken);
  return static_cast<ssize_t>(taken);
}

// Calls some(to, room) until it has given `n` bytes or come to end of file.
template <typename Some>
ssize_t read_fully(void* usrbuf, size_t n, Some some) {
  char* to = static_cast<char*>(usrbuf);
  size_t done = 0;
  while (done < n) {
    const ssize_t got = some(to + done, n - done);
    if (got < 0) return -1;
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

}  // namespace

CSAPP_PUBLIC ssize_t rio_readn(int fd, void* usrbuf, size_t n) {
  return read_fully(usrbuf, n, [=](char* to, size_t room) {
    return retry([=] { return read(fd, to, room); });
  });
}

CSAPP_PUBLIC ssize_t rio_writen(int fd, const void* usrbuf, size_t n) {
  const char* from = static_cast<const char*>(usrbuf);
  size_t done = 0;
  while (done < n) {
    const ssize_t put = retry([=] { return write(fd, from + done, n - done); });
    if (put < 0) return -1;
    if (put == 0) {
      errno = EIO;  // a device that takes nothing would keep us here for ever
      return -1;
    }
    done += static_cast<size_t>(put);
  }
  return static_cast<ssize_t>(n);
}

CSAPP_PUBLIC void rio_readinitb(rio_t* rp, int fd) {
  rp->rio_fd = fd;
  rp->rio_cnt = 0;
  rp->rio_bufptr = rp->rio_buf;
}

CSAPP_PUBLIC ssize_t rio_readnb(rio_t* rp, void* usrbuf, size_t n) {
  return read_fully(usrbuf, n, [=](char* to, size_t room) {
    return read_some(rp, to, room);
  });
}

CSAPP_PUBLIC ssize_t rio_readlineb(rio_t* rp, void* usrbuf, size_t maxlen) {
  if (maxlen == 0) {
    errno = EINVAL;  // no room even for the NUL
    return -1;
  }
  char* const start = static_cast<char*>(usrbuf);
  char* const last = start + (maxlen - 1);
  char* to = start;
  while (to < last) {
    if (rp->rio_cnt <= 0) {
      const ssize_t filled = refill(rp);
      if (filled < 0) return -1;
      if (filled == 0 && to == start) return 0;
      if (filled == 0) break;
    }
    const size_t n =
        least(static_cast<size_t>(rp->rio_cnt), static_cast<size_t>(last - to));
    const void* newline = memchr(rp->rio_bufptr, '\n', n);
    if (newline != nullptr) {
      const auto* end = static_cast<const char*>(newline) + 1;
      to = take(rp, to, static_cast<size_t>(end - rp->rio_bufptr));
      break;
    }
    to = take(rp, to, n);
  }
  *to = '\0';
  return to - start;
}

CSAPP_PUBLIC ssize_t Rio_readn(int fd, void* usrbuf, size_t n) {
  const ssize_t got = rio_readn(fd, usrbuf, n);
  if (got < 0) csapp_fail_unix("Rio_readn error");
  return got;
}

CSAPP_PUBLIC void Rio_writen(int fd, const void* usrbuf, size_t n) {
  if (rio_writen(fd, usrbuf, n) != static_cast<ssize_t>(n)) {
    csapp_fail_unix("Rio_writen error");
  }
}

CSAPP_PUBLIC void Rio_readinitb(rio_t* rp, int fd) { rio_readinitb(rp, fd); }

CSAPP_PUBLIC ssize_t Rio_readnb(rio_t* rp, void* usrbuf, size_t n) {
  const ssize_t got = rio_readnb(rp, usrbuf, n);
  if (got < 0) csapp_fail_unix("Rio_readnb error");
  return got;
}

CSAPP_PUBLIC ssize_t Rio_readlineb(rio_t* rp, void* usrbuf, size_t maxlen) {
  const ssize_t got = rio_readlineb(rp, usrbuf, maxlen);
  if (got < 0) csapp_fail_unix("Rio_readlineb error");
  return got;
}
