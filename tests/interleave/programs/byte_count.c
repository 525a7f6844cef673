/* An echo server counts the bytes it has echoed. It fetches the count under
 * the semaphore, echoes, and stores the new count under the semaphore: another
 * thread's bytes in between are lost, without any data race.
 *
 * verdict:    assertion
 * within:     500
 * primitives: sem, csapp, sockets
 * options:    --client one.client --client two.client
 */
#define _GNU_SOURCE
#include <assert.h>
#include <stdint.h>

#include "csapp.h"

static sem_t mutex;
static int bytes;

static void* serve(void* arg) {
  int connfd = (int)(intptr_t)arg;
  char line[16];
  ssize_t n;
  while ((n = read(connfd, line, sizeof line)) > 0) {
    P(&mutex);
    int before = bytes;
    V(&mutex);
    Rio_writen(connfd, line, (size_t)n);
    P(&mutex);
    bytes = before + (int)n;
    V(&mutex);
  }
  Close(connfd);
  return NULL;
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  pthread_t thread[2];
  Sem_init(&mutex, 0, 1);
  for (int i = 0; i < 2; i++) {
    intptr_t connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&thread[i], NULL, serve, (void*)connfd);
  }
  for (int i = 0; i < 2; i++) Pthread_join(thread[i], NULL);
  assert(bytes == 8);
  return 0;
}
