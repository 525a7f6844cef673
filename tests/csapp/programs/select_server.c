/* A socket made by hand, waited for with select, beside open_listenfd. */
#include "csapp.h"

int main(void) {
  struct sockaddr_in addr;
  socklen_t len = sizeof(addr);
  int listenfd, clientfd, connfd, optval = 1;
  char buf[MAXLINE], port[] = "0", host[] = "127.0.0.1";
  fd_set read_set;

  listenfd = Socket(AF_INET, SOCK_STREAM, 0);
  Setsockopt(listenfd, SOL_SOCKET, SO_REUSEADDR, &optval, sizeof(int));
  memset(&addr, 0, sizeof(addr));
  addr.sin_family = AF_INET;
  addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Bind(listenfd, (SA*)&addr, sizeof(addr));
  Listen(listenfd, LISTENQ);
  getsockname(listenfd, (SA*)&addr, &len);

  clientfd = Socket(AF_INET, SOCK_STREAM, 0);
  Connect(clientfd, (SA*)&addr, sizeof(addr));
  FD_ZERO(&read_set);
  FD_SET(STDIN_FILENO, &read_set);
  FD_SET(listenfd, &read_set);
  Select(listenfd + 1, &read_set, NULL, NULL, NULL);
  if (FD_ISSET(STDIN_FILENO, &read_set)) printf("stdin ");
  if (FD_ISSET(listenfd, &read_set)) printf("listenfd\n");
  connfd = Accept(listenfd, NULL, NULL);
  Close(connfd);
  Close(clientfd);

  connfd = open_listenfd(port);
  sprintf(buf, "%d", ntohs(addr.sin_port));
  clientfd = open_clientfd(host, buf);
  printf("%d %d\n", connfd > 0, clientfd > 0);
  return 0;
}
