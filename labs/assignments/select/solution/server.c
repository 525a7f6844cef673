// An echo server for all clients in one loop: ./server PORT
//
// Model:   one process, one thread; select(2) tells who is ready, and the loop
//          does a small step for each of them. No descriptor blocks.
// Shared:  nothing: the loop is the only one to touch a client.
// Fails:   the server survives whatever happens to a client; one that gets a
//          descriptor beyond FD_SETSIZE is turned away; SIGINT and SIGTERM end
//          it with status 0.
// Source:  Bryant and O'Hallaron, CS:APP, 12.2; select(2).
#include <sys/select.h>

#include "csapp.h"

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

// BEGIN SOLUTION "note down what the loop must know from turn to turn (part 1)"
// What came from a client and has not gone back yet.
struct client {
  char bytes[8192];
  size_t begin, end;
};

static struct client clients[FD_SETSIZE];  // by descriptor
static fd_set reading, writing;            // a client is in one of the two
static int last;                           // the highest descriptor in them
// END SOLUTION

// BEGIN SOLUTION "do one step for a client that is ready (parts 1 and 2)"
// Ends the session.
static void let_go(int fd) {
  FD_CLR(fd, &reading);  // or select would fail from now on
  FD_CLR(fd, &writing);
  close(fd);
}

// Returns 0 at the end of the session.
static int read_some(int fd) {
  struct client* client = &clients[fd];
  const ssize_t n = read(fd, client->bytes, sizeof client->bytes);

  client->begin = client->end = 0;
  if (n > 0) client->end = (size_t)n;
  return n > 0 || (n < 0 && errno == EAGAIN);
}

// Returns 0 at the end of the session.
static int write_some(int fd) {
  struct client* client = &clients[fd];
  if (client->begin == client->end) return 1;  // nothing had come after all

  const ssize_t n =
      write(fd, client->bytes + client->begin, client->end - client->begin);

  if (n > 0) client->begin += (size_t)n;
  return n >= 0 || errno == EAGAIN;
}

// Reads nothing more from a client before it has taken what there is for it: so
// one that never reads costs a buffer, and no more.
static void advance(int fd) {
  const struct client* client = &clients[fd];

  if ((client->begin == client->end && !read_some(fd)) || !write_some(fd)) {
    let_go(fd);
  } else if (client->begin == client->end) {
    FD_CLR(fd, &writing);
    FD_SET(fd, &reading);
  } else {
    FD_CLR(fd, &reading);
    FD_SET(fd, &writing);
  }
}
// STARTER: // Serves one client to its end, while all others wait.
// STARTER: static void echo(int connfd) {
// STARTER:   char bytes[8192];
// STARTER:   ssize_t n;
// STARTER:   while ((n = read(connfd, bytes, sizeof bytes)) > 0) {
// STARTER:     if (rio_writen(connfd, bytes, (size_t)n) != n) return;
// STARTER:   }
// STARTER: }
// END SOLUTION

// BEGIN SOLUTION "accept a client; no failure may end the server (part 3)"
static void accept_client(int listenfd) {
  const int fd = accept(listenfd, NULL, NULL);

  if (fd < 0) {
    // Out of descriptors: the client stays, and select would report it for
    // ever. The loop looks for it again a little later.
    if (errno != EAGAIN) FD_CLR(listenfd, &reading);
  } else if (fd >= FD_SETSIZE) {
    close(fd);  // FD_SET would write beyond the set
  } else {
    fcntl(fd, F_SETFL, O_NONBLOCK);
    clients[fd].begin = clients[fd].end = 0;
    FD_SET(fd, &reading);
    if (fd > last) last = fd;
  }
}
// END SOLUTION

// BEGIN SOLUTION "wait for whoever is ready, and see to each (parts 1 to 3)"
static void turn(int listenfd) {
  fd_set readable = reading, writable = writing;
  struct timeval pause = {0, 100 * 1000};
  struct timeval* timeout = FD_ISSET(listenfd, &reading) ? NULL : &pause;

  const int ready = select(last + 1, &readable, &writable, NULL, timeout);
  FD_SET(listenfd, &reading);
  if (ready < 0) return;  // a signal came: nothing is known of anybody
  for (int fd = 0; fd <= last; ++fd) {
    if (!FD_ISSET(fd, &readable) && !FD_ISSET(fd, &writable)) continue;
    if (fd == listenfd) {
      accept_client(listenfd);
    } else {
      advance(fd);
    }
  }
}
// END SOLUTION

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
  // BEGIN SOLUTION "decide what signals do to the server (parts 3 and 4)"
  Signal(SIGPIPE, SIG_IGN);  // the write fails, too: that tells enough
  Signal(SIGINT, stop);
  Signal(SIGTERM, stop);
  // END SOLUTION
  const int listenfd = Open_listenfd(argv[1]);
  announce(listenfd);
  // BEGIN SOLUTION "one loop for all clients (part 1)"
  fcntl(listenfd, F_SETFL, O_NONBLOCK);  // who was there may have left again
  FD_SET(listenfd, &reading);
  last = listenfd;
  for (;;) turn(listenfd);
  // STARTER: for (;;) {
  // STARTER:   const int connfd = Accept(listenfd, NULL, NULL);
  // STARTER:   echo(connfd);
  // STARTER:   close(connfd);
  // STARTER: }
  // END SOLUTION
}
