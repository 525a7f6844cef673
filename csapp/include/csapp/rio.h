/* Robust I/O: whole counts and whole lines over descriptors that give short
 * ones.
 *
 * A short count means end of file and nothing else; on an error the result is
 * -1, and what the call had already copied is lost. So rio is for blocking
 * descriptors: EAGAIN is an error like any other. EINTR is retried.
 *
 * A rio_t reads one descriptor through a buffer. Buffered calls on it mix
 * freely; unbuffered ones (rio_readn, read) on its descriptor do not mix with
 * them. Do not copy a rio_t with bytes in it: rio_bufptr points into the
 * original.
 *
 * Thread: any; one thread at a time per rio_t and per direction of a
 * descriptor. Blocks: until the count, the newline or end of file is there.
 * Source: CS:APP 3e, section 10.5; UNP, section 3.9.
 */
#ifndef CSAPP_RIO_H
#define CSAPP_RIO_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <sys/types.h>
#include <unistd.h>
#ifdef __cplusplus
}
#endif

#include "csapp/constness.h"

#ifdef __cplusplus
extern "C" {
#endif

#define RIO_BUFSIZE 8192
#define MAXLINE 8192 /* longest line the textbook's programs expect */
#define MAXBUF 8192  /* largest buffer the textbook's programs read into */

typedef struct {
  int rio_fd;                /* what is read; not owned */
  int rio_cnt;               /* bytes in the buffer not yet handed out */
  char* rio_bufptr;          /* the first of them */
  char rio_buf[RIO_BUFSIZE]; /* the buffer */
} rio_t;

/* Reads `n` bytes, without a buffer: n, fewer at end of file.
 * Errors: -1 and read(2)'s errno, also after some bytes. */
ssize_t rio_readn(int fd, void* usrbuf, size_t n);

/* Writes `n` bytes: n, never fewer. Errors: -1 and write(2)'s errno, also
 * after some bytes; a peer that is gone is EPIPE only if SIGPIPE is ignored. */
ssize_t rio_writen(int fd, CSAPP_CONST void* usrbuf, size_t n);

/* Starts reading `fd`, which stays the caller's, through `*rp`. Errors:
 * none. */
void rio_readinitb(rio_t* rp, int fd);

/* Reads `n` bytes through the buffer: n, fewer at end of file.
 * Errors: -1 and read(2)'s errno, also after some bytes. */
ssize_t rio_readnb(rio_t* rp, void* usrbuf, size_t n);

/* Reads a line through its newline, or maxlen-1 bytes of it, and adds NUL:
 * the count without the NUL. NUL bytes of the data are copied and counted. A
 * longer line goes on with the next call; the last line may lack its newline.
 * 0 at end of file, the buffer untouched. maxlen 1 reads nothing, stores the
 * NUL and returns 0.
 * Errors: -1 and read(2)'s errno, also after some bytes; EINVAL for maxlen
 * 0. */
ssize_t rio_readlineb(rio_t* rp, void* usrbuf, size_t maxlen);

/* The same five, ending the process on failure: "Name error: reason" on
 * stderr, exit status 1. Each calls the lower-case function by its public
 * name, which a program may have replaced. */
ssize_t Rio_readn(int fd, void* usrbuf, size_t n);
void Rio_writen(int fd, CSAPP_CONST void* usrbuf, size_t n);
void Rio_readinitb(rio_t* rp, int fd);
ssize_t Rio_readnb(rio_t* rp, void* usrbuf, size_t n);
ssize_t Rio_readlineb(rio_t* rp, void* usrbuf, size_t maxlen);

#ifdef __cplusplus
}
#endif

#endif
