/* An iterative echo server; ends after the client that sends "quit". */
#include "csapp.h"

static int quit;

static void echo(int connfd) {
  ssize_t n;
  char buf[MAXLINE];
  rio_t rio;

  Rio_readinitb(&rio, connfd);
  while ((n = Rio_readlineb(&rio, buf, MAXLINE)) != 0) {
    printf("server received %d bytes\n", (int)n);
    quit = !strcmp(buf, "quit\n");
    Rio_writen(connfd, buf, (size_t)n);
  }
}

int main(int argc, char** argv) {
  int listenfd, connfd;
  socklen_t clientlen;
  struct sockaddr_in clientaddr; /* too small for IPv6, as in old programs */
  char client_hostname[MAXLINE], client_port[MAXLINE];

  if (argc != 2) {
    fprintf(stderr, "usage: %s <port>\n", argv[0]);
    exit(0);
  }
  listenfd = Open_listenfd(argv[1]);
  while (!quit) {
    clientlen = sizeof(clientaddr);
    connfd = Accept(listenfd, (SA*)&clientaddr, &clientlen);
    Getnameinfo((SA*)&clientaddr, clientlen, client_hostname, MAXLINE,
                client_port, MAXLINE, NI_NUMERICHOST);
    printf("Connected to %s\n", client_hostname);
    echo(connfd);
    Close(connfd);
  }
  exit(0);
}
