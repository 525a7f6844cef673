/* Main listens before it starts the server thread and the client thread.
 *
 * verdict:    none
 * primitives: csapp, sockets
 */
#define _GNU_SOURCE
#include "csapp.h"

static int listenfd;

static void* serve(void* arg) {
  int connfd = Accept(listenfd, NULL, NULL);
  Rio_writen(connfd, "hi\n", 3);
  Close(connfd);
  Close(listenfd);
  return arg;
}

static void* ask(void* arg) {
  char answer[3];
  int clientfd = Open_clientfd("localhost", "8080");
  Rio_readn(clientfd, answer, sizeof answer);
  Close(clientfd);
  return arg;
}

int main(void) {
  pthread_t server, client;
  listenfd = Open_listenfd("8080");
  Pthread_create(&server, NULL, serve, NULL);
  Pthread_create(&client, NULL, ask, NULL);
  Pthread_join(client, NULL);
  Pthread_join(server, NULL);
  return 0;
}
