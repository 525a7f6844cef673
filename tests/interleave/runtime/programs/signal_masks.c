/* Every thread has its own mask, its creator's at first. A signal that is
   blocked waits until it is not. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int caught;
static int nested;

static int is_blocked(int number) {
  sigset_t set;
  assert(pthread_sigmask(SIG_BLOCK, NULL, &set) == 0);
  return sigismember(&set, number);
}

static int is_pending(int number) {
  sigset_t set;
  assert(sigpending(&set) == 0);
  return sigismember(&set, number);
}

static void change(int how, int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  assert(pthread_sigmask(how, &set, NULL) == 0);
}

/* Within it the signal itself and those of sa_mask are blocked. */
static void catch (int number) {
  const int before = caught++;
  assert(is_blocked(number) && is_blocked(SIGUSR2));
  if (before == 0) {
    raise(number);
    raise(SIGUSR2);
  }
  assert(caught == before + 1 && nested == (before < 2 ? 0 : SIGUSR2));
}

static void catch_nested(int number) { nested = number; }

static void* unblock_own(void* unused) {
  assert(is_blocked(SIGUSR1));
  change(SIG_UNBLOCK, SIGUSR1);
  assert(!is_blocked(SIGUSR1));
  assert(!is_pending(SIGUSR1));
  return unused;
}

int main(void) {
  struct sigaction action = {.sa_handler = catch};
  pthread_t thread;
  sigset_t all;
  sigfillset(&all);
  sigaddset(&action.sa_mask, SIGUSR2);
  sigaction(SIGUSR1, &action, NULL);
  signal(SIGUSR2, catch_nested);
  assert(pthread_sigmask(99, &all, NULL) == EINVAL);
  change(SIG_BLOCK, SIGUSR1);
  assert(raise(SIGUSR1) == 0);
  assert(raise(SIGUSR1) == 0);
  pthread_create(&thread, NULL, unblock_own, NULL);
  pthread_join(thread, NULL);
  assert(is_blocked(SIGUSR1) && is_pending(SIGUSR1) && caught == 0);
  change(SIG_UNBLOCK, SIGUSR1);
  assert(caught == 2 && nested == SIGUSR2 && !is_pending(SIGUSR1));
  assert(!is_blocked(SIGUSR1) && !is_blocked(SIGUSR2));
  sigprocmask(SIG_SETMASK, &all, NULL);
  assert(!is_blocked(SIGKILL) && is_blocked(SIGTERM));
  assert(kill(getpid(), SIGUSR1) == 0 && caught == 2);
  change(SIG_UNBLOCK, SIGUSR1);
  printf("caught %d times\n", caught);
  return 0;
}
