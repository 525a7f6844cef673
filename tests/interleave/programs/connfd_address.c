/* An echo server gives each thread the address of its one connfd. If the next
 * accept is quicker than the thread, two threads serve the second client and
 * nobody the first; both close the same descriptor, and the second close exits
 * with 1.
 *
 * verdict:    exit_status
 * also:       data_race
 * within:     500
 * primitives: csapp, sockets, detach
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
  echo(connfd);
  Close(connfd);
  return NULL;
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  int connfd;
  pthread_t tid;
  for (;;) {
    connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&tid, NULL, serve, &connfd);
  }
}
