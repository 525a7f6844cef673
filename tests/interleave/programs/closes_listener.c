/* A server rewritten from processes to threads: as the child did, each thread
 * closes the listening descriptor, which is no copy now. The next accept
 * fails, or the next thread's close, and the server exits with 1.
 *
 * verdict:    exit_status
 * within:     500
 * primitives: csapp, sockets
 * options:    --client one.client --client two.client
 * twin:       served_count_fixed
 */
#define _GNU_SOURCE
#include <stdint.h>

#include "csapp.h"

static int listenfd;

static void* serve(void* arg) {
  int connfd = (int)(intptr_t)arg;
  char line[16];
  ssize_t n;
  Close(listenfd);
  while ((n = read(connfd, line, sizeof line)) > 0)
    Rio_writen(connfd, line, (size_t)n);
  Close(connfd);
  return NULL;
}

int main(void) {
  pthread_t thread[2];
  listenfd = Open_listenfd("8080");
  for (int i = 0; i < 2; i++) {
    intptr_t connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&thread[i], NULL, serve, (void*)connfd);
  }
  for (int i = 0; i < 2; i++) Pthread_join(thread[i], NULL);
  return 0;
}
