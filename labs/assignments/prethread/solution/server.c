// An echo server with a fixed pool of threads: ./server PORT [WORKERS SLOTS]
//
// Model:   the main thread accepts clients and puts them into a bounded buffer;
//          each worker takes one out, and serves it to its end.
// Shared:  the buffer, under its lock. A connection belongs to one thread at a
//          time: to the main thread, then to the worker that has taken it out.
// Fails:   the server survives whatever happens to one client. More clients
//          than workers and slots wait to be accepted. SIGINT and SIGTERM end
//          the server with status 0.
// Source:  Bryant and O'Hallaron, CS:APP, 12.5.4.
#include "csapp.h"

enum { kWorkers = 4, kSlots = 16 };  // without arguments

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

// BEGIN SOLUTION "write the bounded buffer (parts 2 and 3)"
// Descriptors on their way to a worker, first in, first out.
typedef struct {
  int* buf;
  int slots;             // of buf
  int count;             // of those that hold a descriptor
  int front;             // the slot of the one that is the next to leave
  pthread_mutex_t lock;  // of all this
  pthread_cond_t not_empty;
  pthread_cond_t not_full;
} sbuf_t;

static sbuf_t clients;

static void sbuf_init(sbuf_t* sp, int slots) {
  sp->buf = (int*)Calloc((size_t)slots, sizeof(int));
  sp->slots = slots;
  sp->count = 0;
  sp->front = 0;
  pthread_mutex_init(&sp->lock, NULL);
  pthread_cond_init(&sp->not_empty, NULL);
  pthread_cond_init(&sp->not_full, NULL);
}

// Puts one in; waits while there is no room.
static void sbuf_insert(sbuf_t* sp, int connfd) {
  pthread_mutex_lock(&sp->lock);
  while (sp->count == sp->slots) pthread_cond_wait(&sp->not_full, &sp->lock);
  sp->buf[(sp->front + sp->count) % sp->slots] = connfd;
  sp->count++;
  pthread_cond_signal(&sp->not_empty);
  pthread_mutex_unlock(&sp->lock);
}

// Takes one out; waits while there is none.
static int sbuf_remove(sbuf_t* sp) {
  int connfd;

  pthread_mutex_lock(&sp->lock);
  while (sp->count == 0) pthread_cond_wait(&sp->not_empty, &sp->lock);
  connfd = sp->buf[sp->front];
  sp->front = (sp->front + 1) % sp->slots;
  sp->count--;
  pthread_cond_signal(&sp->not_full);
  pthread_mutex_unlock(&sp->lock);
  return connfd;
}
// END SOLUTION

// BEGIN SOLUTION "write what a worker does (part 1)"
// Serves one client after the other, for ever.
static void* work(void* argument) {
  (void)argument;
  for (;;) {
    const int connfd = sbuf_remove(&clients);
    echo(connfd);
    close(connfd);
  }
  return NULL;
}
// END SOLUTION

// BEGIN SOLUTION "write a handler for SIGINT and SIGTERM (part 5)"
// Ends all threads: by _exit, which is safe in a handler; exit is not.
static void stop(int number) {
  (void)number;
  _exit(0);
}
// END SOLUTION

int main(int argc, char** argv) {
  if (argc != 2 && argc != 4) {
    fprintf(stderr, "usage: %s PORT [WORKERS SLOTS]\n", argv[0]);
    return 2;
  }
  const int workers = argc == 4 ? atoi(argv[2]) : kWorkers;
  const int slots = argc == 4 ? atoi(argv[3]) : kSlots;
  // BEGIN SOLUTION "decide what signals do (parts 4 and 5)"
  Signal(SIGPIPE, SIG_IGN);  // a client that is gone is an error of one write
  Signal(SIGINT, stop);
  Signal(SIGTERM, stop);
  // END SOLUTION
  const int listenfd = Open_listenfd(argv[1]);
  // BEGIN SOLUTION "make the buffer and start the workers (part 1)"
  sbuf_init(&clients, slots);
  for (int i = 0; i < workers; i++) {
    pthread_t thread;
    Pthread_create(&thread, NULL, work, NULL);
  }
  // STARTER: (void)workers;
  // STARTER: (void)slots;
  // END SOLUTION
  announce(listenfd);
  for (;;) {
    // BEGIN SOLUTION "accept a client; no failure may end the server (part 4)"
    const int connfd = accept(listenfd, NULL, NULL);
    if (connfd < 0) {  // trying again at once would only burn processor time
      const struct timespec pause = {0, 100 * 1000 * 1000};
      nanosleep(&pause, NULL);
      continue;
    }
    // STARTER: const int connfd = Accept(listenfd, NULL, NULL);
    // END SOLUTION
    // BEGIN SOLUTION "leave it to a worker (part 1)"
    sbuf_insert(&clients, connfd);
    // STARTER: echo(connfd);
    // STARTER: close(connfd);
    // END SOLUTION
  }
}
