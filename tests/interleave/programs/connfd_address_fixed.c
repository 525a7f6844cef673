/* An echo server gives each thread a descriptor of its own, on the heap; the
 * thread frees it.
 *
 * verdict:    none
 * primitives: csapp, sockets, detach, malloc
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include "csapp.h"

static void echo(int connfd) {
  char line[MAXLINE];
  rio_t rio;
  ssize_t n;
  Rio_readinitb(&rio, connfd);
  while ((n = Rio_readlineb(&rio, line, MAXLINE)) > 0)
    Rio_writen(connfd, line, (size_t)n);
}

static void* serve(void* arg) {
  int connfd = *(int*)arg;
  Pthread_detach(Pthread_self());
  Free(arg);
  echo(connfd);
  Close(connfd);
  return NULL;
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  pthread_t tid;
  for (;;) {
    int* connfd = Malloc(sizeof *connfd);
    *connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&tid, NULL, serve, connfd);
  }
}
