/* Signals: handlers are remembered, and run when a thread sends a signal to
   its own process. The first argument sends one that has no handler. */
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int caught;
static void catch (int number) { caught += number; }

int main(int argc, char** argv) {
  struct sigaction action = {.sa_handler = catch};
  struct sigaction old;
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  assert(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
  assert(pthread_sigmask(SIG_BLOCK, NULL, &set) == 0);
  assert(sigismember(&set, SIGUSR1));
  assert(sigaction(SIGSEGV, &action, NULL) == 0);
  assert(sigaction(SIGSEGV, NULL, &old) == 0);
  assert(old.sa_handler == catch);
  assert(signal(SIGUSR2, catch) == SIG_DFL);
  assert(signal(SIGPIPE, SIG_IGN) == SIG_DFL);
  assert(raise(SIGPIPE) == 0 && raise(SIGCHLD) == 0);
  assert(raise(SIGUSR2) == 0 && kill(getpid(), SIGUSR2) == 0);
  assert(pthread_kill(pthread_self(), 0) == 0);
  printf("caught %d times\n", caught / SIGUSR2);
  if (argc > 1 && argv[1][0] == 't') raise(SIGTERM);
  return 0;
}
