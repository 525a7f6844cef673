/* An echo server for two clients returns from main as soon as it has accepted
 * them: detached threads that still serve end with it.
 *
 * verdict:    assertion
 * within:     1
 * primitives: detach, csapp, sockets
 * options:    --client one.client --client two.client
 */
#include <stdint.h>

#include "csapp.h"

static void* serve(void* arg) {
  int connfd = (int)(intptr_t)arg;
  char line[16];
  ssize_t n;
  Pthread_detach(Pthread_self());
  while ((n = read(connfd, line, sizeof line)) > 0)
    Rio_writen(connfd, line, (size_t)n);
  Close(connfd);
  return NULL;
}

int main(void) {
  int listenfd = Open_listenfd("8080");
  pthread_t thread;
  for (int i = 0; i < 2; i++) {
    intptr_t connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&thread, NULL, serve, (void*)connfd);
  }
  return 0;
}
