// An echo server for one client at a time: ./server PORT
//
// Model:   one process, one thread; a client is served to its end before the
//          next one is accepted. Until then the kernel lets others connect and
//          keeps what they write: only their read waits.
// Shared:  nothing.
// Fails:   the server survives whatever happens to a client, and one that says
//          nothing keeps all others waiting; SIGINT and SIGTERM end it with
//          status 0.
// Source:  Bryant and O'Hallaron, CS:APP, 11.4.9.
#include "csapp.h"

// Serves one client, until it has no more to say or is gone.
static void echo(int connfd) {
  // BEGIN SOLUTION "send back every line, to the last one (parts 1 and 2)"
  rio_t rio;
  char line[MAXLINE];
  ssize_t n;

  rio_readinitb(&rio, connfd);
  while ((n = rio_readlineb(&rio, line, sizeof line)) > 0) {
    // By count: what came from a network is no string.
    if (rio_writen(connfd, line, (size_t)n) != n) return;
  }
  // STARTER: char bytes[MAXLINE];
  // STARTER: const ssize_t n = read(connfd, bytes, sizeof bytes);
  // STARTER: if (n > 0) rio_writen(connfd, bytes, (size_t)n);
  // END SOLUTION
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

// BEGIN SOLUTION "write a handler for SIGINT and SIGTERM (part 4)"
// Ends the process: by _exit, which is safe in a handler; exit is not.
static void stop(int number) {
  (void)number;
  _exit(0);
}
// END SOLUTION

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  // BEGIN SOLUTION "decide what signals do to the server (parts 2 and 4)"
  Signal(SIGPIPE, SIG_IGN);  // the write fails, too: that tells enough
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
    echo(connfd);
    close(connfd);
  }
}
