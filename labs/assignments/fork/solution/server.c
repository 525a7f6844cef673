// An echo server with a process for each client: ./server PORT
//
// Model:   the parent accepts, a child serves one client and exits.
// Shared:  at fork the child gets copies of all descriptors of the parent. A
//          connection ends when its *last* copy is closed.
// Fails:   the parent survives whatever happens to one client; SIGINT and
//          SIGTERM end it with status 0.
// Source:  Bryant and O'Hallaron, CS:APP, 12.1.1; signals: 8.5.
#include <sys/prctl.h>

#include "csapp.h"

// Sends every line back, until the client has no more or is gone.
static void echo(int connfd) {
  rio_t rio;
  char line[MAXLINE];
  ssize_t n;

  rio_readinitb(&rio, connfd);
  while ((n = rio_readlineb(&rio, line, sizeof line)) > 0) {
    if (rio_writen(connfd, line, (size_t)n) != n) return;
  }
}

// Prints "listening PORT". Port 0 was a free one: only the kernel knows which.
static void announce(int listenfd) {
  struct sockaddr_storage address;
  socklen_t size = sizeof address;
  char port[NI_MAXSERV];

  if (getsockname(listenfd, (SA*)&address, &size) < 0) {
    unix_error("getsockname error");
  }
  Getnameinfo((SA*)&address, size, NULL, 0, port, sizeof port, NI_NUMERICSERV);
  printf("listening %s\n", port);
  fflush(stdout);
}

// BEGIN SOLUTION "write a handler for SIGCHLD (part 2)"
// Reaps all children that have exited: signals do not queue, so one can stand
// for many of them.
static void reap_children(int number) {
  const int saved_errno = errno;  // of the code that this interrupts

  (void)number;
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
  errno = saved_errno;
}
// END SOLUTION

// BEGIN SOLUTION "write a handler for SIGINT and SIGTERM (part 4)"
// Ends the process: by _exit, which is safe in a handler; exit is not.
static void stop(int number) {
  (void)number;
  _exit(0);
}
// END SOLUTION

// BEGIN SOLUTION "write what a child does, from fork to exit (part 1)"
// Serves one client and exits.
static void run_child(int listenfd, int connfd, pid_t parent) {
  // Never outlive the server, not even one that died before this call.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  close(listenfd);  // or the port stays taken when the server has stopped
  echo(connfd);
  _exit(0);  // not exit: what the parent has buffered is not ours to write
}
// END SOLUTION

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  // BEGIN SOLUTION "install your handlers (parts 2 and 4)"
  const pid_t self = getpid();
  Signal(SIGCHLD, reap_children);
  Signal(SIGINT, stop);
  Signal(SIGTERM, stop);
  // END SOLUTION
  const int listenfd = Open_listenfd(argv[1]);
  announce(listenfd);
  for (;;) {
    // BEGIN SOLUTION "accept a client; no failure may end the server (part 3)"
    const int connfd = accept(listenfd, NULL, NULL);
    if (connfd < 0) {  // trying again at once would only burn processor time
      const struct timespec pause = {0, 100 * 1000 * 1000};
      nanosleep(&pause, NULL);
      continue;
    }
    // STARTER: const int connfd = Accept(listenfd, NULL, NULL);
    // END SOLUTION
    // BEGIN SOLUTION "serve the client in a child of its own (parts 1 and 3)"
    const pid_t child = fork();
    if (child == 0) run_child(listenfd, connfd, self);
    // Without room for a process this client goes, and the others stay.
    if (child < 0) perror("fork");
    close(connfd);  // the child has its own copy
    // STARTER: echo(connfd);
    // STARTER: close(connfd);
    // END SOLUTION
  }
}
