/* An echo server with a thread for each client counts its clients under a
 * lock.
 *
 * verdict:    none
 * primitives: mutex, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <assert.h>
#include <stdint.h>

#include "csapp.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int served;

static void* serve(void* arg) {
  int connfd = (int)(intptr_t)arg;
  char line[16];
  ssize_t n;
  while ((n = read(connfd, line, sizeof line)) > 0)
    Rio_writen(connfd, line, (size_t)n);
  Close(connfd);
  pthread_mutex_lock(&lock);
  served++;
  pthread_mutex_unlock(&lock);
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
