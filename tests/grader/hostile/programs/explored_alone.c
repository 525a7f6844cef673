// Attack:  is another program, without threads, where it is explored
// Lab:     thread
// Defence: side-by-side
// Without: points
// Only:    handover
// Deserves: 25
#include "csapp.h"

static int explored;

// Before main: there the explorer takes its variable away.
__attribute__((constructor)) static void look(void) {
  explored = getenv("INTERLEAVE_CHANNEL") != NULL;
}

static void* serve(void* argument) {
  char bytes[8192];
  ssize_t count;
  const int connfd = *(int*)argument;
  if (!explored) pthread_detach(pthread_self());
  while ((count = read(connfd, bytes, sizeof bytes)) > 0) {
    rio_writen(connfd, bytes, (size_t)count);
  }
  close(connfd);
  return NULL;
}

int main(int argc, char** argv) {
  (void)argc;
  signal(SIGPIPE, SIG_IGN);
  const int listenfd = Open_listenfd(argv[1]);
  for (;;) {
    pthread_t thread;
    int connfd = Accept(listenfd, NULL, NULL);
    if (explored) {
      serve(&connfd);
    } else {
      Pthread_create(&thread, NULL, serve, &connfd);
    }
  }
}
