// Calls that would block where the runtime cannot see it, or leave the
// process: they end the schedule and say which they were. Before main they
// end the program.
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

#include "labs/interleave/runtime/scheduler.hh"

using interleave::unsupported;

extern "C" {

// New processes, and other programs in this one.
pid_t fork() { unsupported("fork"); }
pid_t _Fork() { unsupported("_Fork"); }
pid_t vfork() { unsupported("vfork"); }
int clone(int (*)(void*), void*, int, void*, ...) { unsupported("clone"); }
int system(const char*) { unsupported("system"); }
FILE* popen(const char*, const char*) { unsupported("popen"); }
int posix_spawn(pid_t*, const char*, const posix_spawn_file_actions_t*,
                const posix_spawnattr_t*, char* const*, char* const*) {
  unsupported("posix_spawn");
}
int posix_spawnp(pid_t*, const char*, const posix_spawn_file_actions_t*,
                 const posix_spawnattr_t*, char* const*, char* const*) {
  unsupported("posix_spawnp");
}
int execve(const char*, char* const*, char* const*) { unsupported("execve"); }
int execv(const char*, char* const*) { unsupported("execv"); }
int execvp(const char*, char* const*) { unsupported("execvp"); }
int execvpe(const char*, char* const*, char* const*) { unsupported("execvpe"); }
int execl(const char*, const char*, ...) { unsupported("execl"); }
int execlp(const char*, const char*, ...) { unsupported("execlp"); }
int execle(const char*, const char*, ...) { unsupported("execle"); }
int fexecve(int, char* const*, char* const*) { unsupported("fexecve"); }
int daemon(int, int) { unsupported("daemon"); }

// Waiting for children, of which there are none.
pid_t wait(int*) { unsupported("wait"); }
pid_t waitpid(pid_t, int*, int) { unsupported("waitpid"); }
int waitid(idtype_t, id_t, siginfo_t*, int) { unsupported("waitid"); }
pid_t wait3(int*, int, rusage*) { unsupported("wait3"); }
pid_t wait4(pid_t, int*, int, rusage*) { unsupported("wait4"); }

// Waiting for signals, and sending them to others.
int pause() { unsupported("pause"); }
int sigsuspend(const sigset_t*) { unsupported("sigsuspend"); }
int sigwait(const sigset_t*, int*) { unsupported("sigwait"); }
int sigwaitinfo(const sigset_t*, siginfo_t*) { unsupported("sigwaitinfo"); }
int sigtimedwait(const sigset_t*, siginfo_t*, const timespec*) {
  unsupported("sigtimedwait");
}
int sigqueue(pid_t, int, sigval) { unsupported("sigqueue"); }
int pthread_sigqueue(pthread_t, int, sigval) {
  unsupported("pthread_sigqueue");
}
int killpg(pid_t, int) { unsupported("killpg"); }
int timer_create(clockid_t, sigevent*, timer_t*) {
  unsupported("timer_create");
}

// Message queues and semaphores of System V and POSIX, between processes.
int msgget(key_t, int) { unsupported("msgget"); }
int semget(key_t, int, int) { unsupported("semget"); }
mqd_t mq_open(const char*, int, ...) { unsupported("mq_open"); }

}  // extern "C"
