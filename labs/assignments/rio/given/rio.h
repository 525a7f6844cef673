/* What you write, in rio.c: robust reading and writing.
 *
 * read(2) and write(2) may transfer less than they are asked to (a "short
 * count"), and a signal handler that runs meanwhile may make them fail with
 * EINTR. The five functions hide both: a result that is smaller than what was
 * asked for means end of file, and nothing else.
 *
 * They work on whatever can be read and written: files, pipes, terminals,
 * sockets. Descriptors block: EAGAIN is an error like any other. A function
 * asks the system for no more than it needs to return: it never waits for
 * bytes that its caller has not asked for.
 *
 * Source: the interface is that of Bryant and O'Hallaron, CS:APP, 10.5.
 */
#ifndef RIO_H
#define RIO_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RIO_BUFSIZE 8192

/* A descriptor that is read through a buffer. Each has its own. */
typedef struct {
  int rio_fd;                /* what is read */
  int rio_cnt;               /* bytes in the buffer not yet handed out */
  char* rio_bufptr;          /* the first of them */
  char rio_buf[RIO_BUFSIZE]; /* the buffer */
} rio_t;

/* Reads n bytes: n, fewer at end of file. On an error -1 and read's errno, also
 * after some bytes. */
ssize_t rio_readn(int fd, void* usrbuf, size_t n);

/* Writes n bytes: n, never fewer. On an error -1 and write's errno, also after
 * some bytes. */
ssize_t rio_writen(int fd, const void* usrbuf, size_t n);

/* Prepares *rp, which may hold anything, for reading fd. */
void rio_readinitb(rio_t* rp, int fd);

/* Reads n bytes through the buffer: n, fewer at end of file. On an error -1 and
 * read's errno, also after some bytes. Calls of rio_readnb and rio_readlineb
 * mix freely; those of rio_readn go past the buffer. */
ssize_t rio_readnb(rio_t* rp, void* usrbuf, size_t n);

/* Reads a line through the buffer: up to and with its newline, but no more than
 * maxlen - 1 bytes, and puts a byte of value 0 behind them. The number of bytes
 * read, without that one.
 *
 * A line may hold bytes of value 0 itself: they are bytes like any other. A
 * longer line goes on with the next call. The last line may lack its newline.
 * At end of file 0. On an error -1 and read's errno, also after some bytes.
 * maxlen is at least 2. */
ssize_t rio_readlineb(rio_t* rp, void* usrbuf, size_t maxlen);

#ifdef __cplusplus
}
#endif

#endif
