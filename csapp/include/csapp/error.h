/* Error reports that end the process.
 *
 * Each prints one line on stderr and calls exit(1): standard I/O is flushed,
 * atexit handlers run. They are not marked noreturn, because a program may
 * define its own, which return. Not async-signal-safe: a signal handler uses
 * sio_error.
 *
 * Thread: any. Blocks: as a write to stderr may. Ownership: `msg` stays the
 * caller's. None of them returns, so there are no errors to expect.
 * Source: CS:APP 3e, appendix A.
 */
#ifndef CSAPP_ERROR_H
#define CSAPP_ERROR_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <errno.h>
#include <netdb.h>
#ifdef __cplusplus
}
#endif

#include "csapp/constness.h"

/* glibc declares another gai_error(struct gaicb *) under _GNU_SOURCE, which
 * g++ always sets. C++ has overloads; C gets the private name instead. */
#if defined __GLIBC__ && defined __USE_GNU && !defined __cplusplus
#define gai_error csapp_gai_error
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Prints "msg: reason", the reason from errno, and exits. */
void unix_error(CSAPP_CONST char* msg);

/* Prints "msg: reason", the reason from `code`, what a Pthread function
 * returned, and exits. */
void posix_error(int code, CSAPP_CONST char* msg);

/* Prints "msg: reason", the reason from `code`, what getaddrinfo or
 * getnameinfo returned, and exits. */
#ifdef __cplusplus
void csapp_gai_error(int code, const char* msg);
extern "C++" {
inline void gai_error(int code, const char* msg) { csapp_gai_error(code, msg); }
}
#else
void gai_error(int code, char* msg);
#endif

/* Prints `msg` and exits. */
void app_error(CSAPP_CONST char* msg);

/* Prints `msg` and exits: for gethostbyname and gethostbyaddr, which report
 * through h_errno. */
void dns_error(CSAPP_CONST char* msg);

#ifdef __cplusplus
}
#endif

#endif
