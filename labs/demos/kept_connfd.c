/* A server whose parent process keeps each connection open that it has handed
 * to a child; the client reads up to end of file.
 *
 * Model:  a client, a server, and a child of it for each connection; parent and
 *         child share the open connection.
 * Fails:  the child has ended, and with it its descriptor; the parent's is
 *         still open, so the client never sees end of file.
 * Source: "Computer Systems: A Programmer's Perspective", 12.1 (echoserverp.c)
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in address = {.sin_family = AF_INET};

static int echo(int connfd) {
  char line[8];
  prctl(PR_SET_NAME, "child");
  for (int n; (n = read(connfd, line, 8)) > 0;) write(connfd, line, n);
  return 0;
}

static void ask(int client) {
  char line[8] = "";
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  connect(fd, (struct sockaddr*)&address, sizeof(address));
  write(fd, "hello", 5);
  shutdown(fd, SHUT_WR);
  while (read(fd, line, 8) > 0) dprintf(1, "client %d: got %s\n", client, line);
  dprintf(1, "client %d: end of file\n", client);
  close(fd);
}

int main(void) {
  int listenfd = socket(AF_INET, SOCK_STREAM, 0);
  socklen_t size = sizeof(address);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(listenfd, (struct sockaddr*)&address, size);
  listen(listenfd, 8);
  getsockname(listenfd, (struct sockaddr*)&address, &size);
  prctl(PR_SET_NAME, "client");
  if (fork() > 0) {
    close(listenfd);
    ask(1);
    ask(2);
    return wait(NULL) < 0;
  }
  prctl(PR_SET_NAME, "server");
  for (int client = 1; client <= 2; ++client) {
    int connfd = accept(listenfd, NULL, NULL);
    if (fork() == 0) return echo(connfd);
  }
  while (wait(NULL) > 0) continue;
  return 0;
}
