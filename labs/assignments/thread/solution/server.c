// An echo server with a thread for each client: ./server PORT
//
// Model:   the main thread accepts; a detached thread serves one client.
// Shared:  all memory and all descriptors: whoever closes one, closes it for
//          everybody. `bytes_echoed` belongs to all threads, under its lock.
// Fails:   the server survives whatever happens to one client; SIGINT and
//          SIGTERM end it with status 0.
// Source:  Bryant and O'Hallaron, CS:APP, 12.3.8 and 12.5.4.
#include "csapp.h"

static long bytes_echoed;  // to all clients
// BEGIN SOLUTION "what else do the threads need, to count together? (part 3)"
static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
// END SOLUTION

// Adds what one client got, and prints how much it is by now.
static void count(long bytes) {
  // BEGIN SOLUTION "let threads count together (part 3)"
  pthread_mutex_lock(&counting);
  bytes_echoed += bytes;
  printf("echoed %ld\n", bytes_echoed);
  fflush(stdout);
  pthread_mutex_unlock(&counting);
  // STARTER: bytes_echoed += bytes;
  // STARTER: printf("echoed %ld\n", bytes_echoed);
  // STARTER: fflush(stdout);
  // END SOLUTION
}

// Sends every line back, until the client has no more or is gone. Returns how
// many bytes it was.
static long echo(int connfd) {
  rio_t rio;
  char line[MAXLINE];
  ssize_t n;
  long bytes = 0;

  rio_readinitb(&rio, connfd);
  while ((n = rio_readlineb(&rio, line, sizeof line)) > 0) {
    if (rio_writen(connfd, line, (size_t)n) != n) break;
    bytes += n;
  }
  return bytes;
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
// Ends all threads: by _exit, which is safe in a handler; exit is not.
static void stop(int number) {
  (void)number;
  _exit(0);
}
// END SOLUTION

// BEGIN SOLUTION "write what a thread does, from its start to its end (part 1)"
// Serves the client whose descriptor the argument is.
static void* serve(void* argument) {
  const int connfd = (int)(intptr_t)argument;

  pthread_detach(pthread_self());  // nobody joins it: it frees its own stack
  count(echo(connfd));
  close(connfd);  // this thread's alone: here, and nowhere else
  return NULL;
}
// END SOLUTION

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  // BEGIN SOLUTION "decide what signals do (parts 2 and 4)"
  Signal(SIGPIPE, SIG_IGN);  // a client that is gone is an error of one write
  Signal(SIGINT, stop);
  Signal(SIGTERM, stop);
  // END SOLUTION
  const int listenfd = Open_listenfd(argv[1]);
  announce(listenfd);
  for (;;) {
    // BEGIN SOLUTION "accept a client; no failure may end the server (part 2)"
    const int connfd = accept(listenfd, NULL, NULL);
    if (connfd < 0) {  // trying again at once would only burn processor time
      const struct timespec pause = {0, 100 * 1000 * 1000};
      nanosleep(&pause, NULL);
      continue;
    }
    // STARTER: const int connfd = Accept(listenfd, NULL, NULL);
    // END SOLUTION
    // BEGIN SOLUTION "serve it in a thread of its own (parts 1 and 2)"
    pthread_t thread;
    const int error =
        pthread_create(&thread, NULL, serve, (void*)(intptr_t)connfd);
    if (error != 0) {  // without room for a thread this client goes
      fprintf(stderr, "pthread_create: %s\n", strerror(error));
      close(connfd);
    }
    // STARTER: count(echo(connfd));
    // STARTER: close(connfd);
    // END SOLUTION
  }
}
