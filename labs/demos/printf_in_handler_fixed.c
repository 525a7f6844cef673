/* Main forks children that end at once, and prints while it waits for them; a
 * signal handler reaps them, and only writes.
 *
 * Model:  one thread; the handler interrupts it anywhere, also inside printf.
 *         Ten children are enough: with more there is nothing else to see.
 * Source: signal-safety(7)
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped;

static void put(const char* text) { write(STDOUT_FILENO, text, strlen(text)); }

static void put_number(int number) {
  char digits[12] = "";
  char* first = digits + sizeof digits - 1;
  for (; number > 0; number /= 10) *--first = (char)('0' + number % 10);
  put(first);
}

static void reap(int signal) {
  const int saved = errno;
  (void)signal;
  while (waitpid(-1, NULL, WNOHANG) > 0) {
    ++reaped;
    put("child ");
    put_number(reaped);
    put(" reaped\n");
  }
  errno = saved;
}

int main(int argc, char** argv) {
  const int most = argc > 1 ? atoi(argv[1]) : 10;
  freopen("/dev/null", "w", stdout); /* on the screen: how far it gets */
  signal(SIGCHLD, reap);
  for (int forked = 1; forked <= most; ++forked) {
    if ((forked & (forked - 1)) == 0) {
      fprintf(stderr, "children so far: %d\n", forked);
    }
    if (fork() == 0) _exit(0);
    while (reaped < forked) {
      printf("waiting for child %d\n", forked);
    }
  }
  fprintf(stderr, "all %d children reaped\n", reaped);
  return 0;
}
