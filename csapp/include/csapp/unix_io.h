/* Unix I/O: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1.
 * Descriptors are the caller's to close.
 *
 * Thread: any. Blocks: Open on a FIFO or device, Read, Write and Select, as
 * the system calls do.
 * Source: CS:APP 3e, chapter 10 and section 12.2; read(2), select(2).
 */
#ifndef CSAPP_UNIX_IO_H
#define CSAPP_UNIX_IO_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <fcntl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* Permissions that the textbook's programs create files with:
 * DEF_MODE & ~DEF_UMASK is 0644. */
#define DEF_MODE 0666
#define DEF_UMASK 022

/* Opens a file: its descriptor. `mode` counts with O_CREAT only. Retried on
 * EINTR. Errors: exits ("Open error"), as on ENOENT, EACCES, EMFILE. */
int Open(const char* pathname, int flags, mode_t mode);

/* Reads up to `count` bytes: how many, 0 at end of file. Retried on EINTR.
 * Errors: exits ("Read error"), as on ECONNRESET, EBADF. */
ssize_t Read(int fd, void* buf, size_t count);

/* Writes up to `count` bytes: how many, which may be fewer. Retried on EINTR.
 * Errors: exits ("Write error"), as on EPIPE, ENOSPC. */
ssize_t Write(int fd, const void* buf, size_t count);

/* Moves the file offset: the new one. Errors: exits ("Lseek error"), as on
 * ESPIPE for a pipe. */
off_t Lseek(int fildes, off_t offset, int whence);

/* Closes a descriptor. EINTR is success: Linux has closed it, and closing
 * twice could hit another thread's. Errors: exits ("Close error"). */
void Close(int fd);

/* Waits until a descriptor below `n` is ready: how many are, 0 at the
 * timeout. On EINTR waits on, with the sets as they were given and what is
 * left of the time. `*timeout` holds what is left afterwards, as on Linux.
 * REQUIRES: n <= FD_SETSIZE. Errors: exits ("Select error"), as on EBADF. */
int Select(int n, fd_set* readfds, fd_set* writefds, fd_set* exceptfds,
           struct timeval* timeout);

/* Makes `fd2` another name of `fd1`, closing what it was: fd2.
 * Errors: exits ("Dup2 error"), as on EBADF. */
int Dup2(int fd1, int fd2);

/* Describes a file in `*buf`. Errors: exits ("Stat error"), as on ENOENT. */
void Stat(const char* filename, struct stat* buf);

/* Describes an open file in `*buf`. Errors: exits ("Fstat error"). */
void Fstat(int fd, struct stat* buf);

#ifdef __cplusplus
}
#endif

#endif
