/* A client thread connects to a server thread of the same program; if it is
 * quicker than the server's listen, nobody is there and it exits with 1.
 *
 * verdict:    exit_status
 * within:     500
 * primitives: csapp, sockets
 */
#define _GNU_SOURCE
#include "csapp.h"

static void* serve(void* arg) {
  int listenfd = Open_listenfd("8080");
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
  Pthread_create(&server, NULL, serve, NULL);
  Pthread_create(&client, NULL, ask, NULL);
  Pthread_join(client, NULL);
  Pthread_join(server, NULL);
  return 0;
}
