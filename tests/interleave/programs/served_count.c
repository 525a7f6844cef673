/* An echo server with a thread for each client counts its clients without a
 * lock; one of two is not counted.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <assert.h>
#include <stdint.h>

#include "csapp.h"

static int served;

static void* serve(void* arg) {
  int connfd = (int)(intptr_t)arg;
  char line[16];
  ssize_t n;
  while ((n = read(connfd, line, sizeof line)) > 0)
    Rio_writen(connfd, line, (size_t)n);
  Close(connfd);
  served++;
  return NULL;
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  pthread_t thread[2];
  for (int i = 0; i < 2; i++) {
    intptr_t connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&thread[i], NULL, serve, (void*)connfd);
  }
  for (int i = 0; i < 2; i++) Pthread_join(thread[i], NULL);
  assert(served == 2);
  return 0;
}
