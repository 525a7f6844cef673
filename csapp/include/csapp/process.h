/* Processes: wrappers that end the process on failure.
 *
 * On failure each prints "Name error: reason" on stderr and exits with 1, so
 * what returns has succeeded. Only for start-up, demos and processes that
 * serve one client.
 *
 * Thread: any; Fork copies the calling thread only. Blocks: Wait, Waitpid
 * without WNOHANG, Sleep and Pause.
 * Source: CS:APP 3e, sections 8.4 and 8.5; fork(2), waitpid(2).
 */
#ifndef CSAPP_PROCESS_H
#define CSAPP_PROCESS_H

#ifdef __cplusplus
extern "C++" {
#endif
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __cplusplus
}
extern "C" {
#endif

/* The environment: an array of "NAME=value" that ends with NULL. */
extern char** environ;

/* Creates a child: 0 in the child, the child's id in the parent.
 * Errors: exits ("Fork error"), as on EAGAIN when processes run out. */
pid_t Fork(void);

/* Replaces the program; returns never. `argv` and `envp` end with NULL.
 * Errors: exits ("Execve error"), as on ENOENT, EACCES. */
void Execve(const char* filename, char* const argv[], char* const envp[]);

/* Waits for any child and reaps it: its id; its status in `*status`, unless
 * that is NULL. Retried on EINTR. Errors: exits ("Wait error"), as on ECHILD
 * without children. */
pid_t Wait(int* status);

/* waitpid(2): the id of the child, or 0 with WNOHANG when none has changed.
 * Retried on EINTR. Errors: exits ("Waitpid error"). */
pid_t Waitpid(pid_t pid, int* iptr, int options);

/* Sends `signum` to a process, or to a group if `pid` is negative.
 * Errors: exits ("Kill error"), as on ESRCH, EPERM. */
void Kill(pid_t pid, int signum);

/* Sleeps; returns the seconds left when a signal came first, else 0.
 * Errors: none. */
unsigned int Sleep(unsigned int secs);

/* Waits until a signal handler has run. Errors: none. */
void Pause(void);

/* Sends SIGALRM to this process after `seconds`, 0 cancels; returns what was
 * left of the alarm before. Errors: none. */
unsigned int Alarm(unsigned int seconds);

/* Puts `pid` (0: this process) into group `pgid` (0: a group of its own).
 * Errors: exits ("Setpgid error"), as on EPERM, ESRCH. */
void Setpgid(pid_t pid, pid_t pgid);

/* The process group of this process. Errors: none. */
pid_t Getpgrp(void);

#ifdef __cplusplus
}
#endif

#endif
