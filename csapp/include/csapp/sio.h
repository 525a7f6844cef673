/* Safe I/O: output that a signal handler may use.
 *
 * Everything here but sio_assert's abort is async-signal-safe: no lock, no
 * heap, one write(2) for a message of up to 1024 bytes. A longer one goes out
 * in pieces of that size, between which other output may appear. errno is kept
 * unless the function returns -1. EINTR and short writes are carried on with.
 *
 * Thread: any. Blocks: as write(2) on the descriptor does.
 * Source: CS:APP 3e, section 8.5.5; signal-safety(7).
 */
#ifndef CSAPP_SIO_H
#define CSAPP_SIO_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <stdarg.h>
#include <sys/types.h>
#ifdef __cplusplus
}
#endif

#include "csapp/constness.h"

#ifdef __GNUC__
#define CSAPP_FORMAT(format, arguments) \
  __attribute__((__format__(__printf__, format, arguments)))
#else
#define CSAPP_FORMAT(format, arguments)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Writes a string to stdout, with one write(2) whatever its length. Returns
 * its length. Errors: -1 and write(2)'s errno. */
ssize_t sio_puts(CSAPP_CONST char s[]);

/* Writes `v` in decimal to stdout. Returns the bytes written.
 * Errors: -1 and write(2)'s errno. */
ssize_t sio_putl(long v);

/* Writes `s` to stderr, a newline after it unless it ends with one, and ends
 * the process by _exit(1): nothing is flushed. Errors: never returns. */
void sio_error(CSAPP_CONST char s[]);

/* sio_puts and sio_putl that end the process on failure.
 * Errors: sio_error("Sio_puts error"), sio_error("Sio_putl error"). */
ssize_t Sio_puts(CSAPP_CONST char s[]);
ssize_t Sio_putl(long v);

/* sio_error by the name of a wrapper. Errors: never returns. */
void Sio_error(CSAPP_CONST char s[]);

/* Formatted output to stdout, to `fileno`, to stderr. Conversions: d i u x o,
 * each plain or with l or z; c s p %%. A null %s is "(null)", a null %p is
 * "(nil)". Any other conversion is written as it stands and takes no argument.
 * Returns the bytes written. Errors: -1 and write(2)'s errno. */
ssize_t sio_printf(const char* fmt, ...) CSAPP_FORMAT(1, 2);
ssize_t sio_dprintf(int fileno, const char* fmt, ...) CSAPP_FORMAT(2, 3);
ssize_t sio_eprintf(const char* fmt, ...) CSAPP_FORMAT(1, 2);

/* sio_dprintf with its arguments in a list, which is used up.
 * Returns the bytes written. Errors: -1 and write(2)'s errno. */
ssize_t sio_vdprintf(int fileno, const char* fmt, va_list argp)
    CSAPP_FORMAT(2, 0);

/* Older names of sio_dprintf and sio_vdprintf. */
ssize_t sio_fprintf(int fileno, const char* fmt, ...) CSAPP_FORMAT(2, 3);
ssize_t sio_vfprintf(int fileno, const char* fmt, va_list argp)
    CSAPP_FORMAT(2, 0);

/* Reports a failed sio_assert, "prog: file:line: func: Assertion `expr'
 * failed.", on stderr and aborts. Errors: never returns. */
void __sio_assert_fail(const char* assertion, const char* file,
                       unsigned int line, const char* function);

#ifdef __cplusplus
}
#endif

/* assert(3) for signal handlers. NDEBUG does not remove it. */
#define sio_assert(expr)                                 \
  ((expr) ? (void)0                                      \
          : __sio_assert_fail(#expr, __FILE__, __LINE__, \
                              __extension__ __FUNCTION__))

#undef CSAPP_FORMAT

#endif
