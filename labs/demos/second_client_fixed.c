/* A server with a process for each client: client 1 has its line echoed, and
 * then says nothing; client 2 is served meanwhile.
 *
 * Model:  a server, and a child of it for each connection; client 1, and
 *         client 2, which client 1 starts when it has been served, and waits
 *         for.
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
  for (int n; (n = read(connfd, line, 8)) > 0;) write(connfd, line, n);
  return 0;
}

static int ask(const char* client) {
  char line[8] = "";
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  prctl(PR_SET_NAME, client);
  connect(fd, (struct sockaddr*)&address, sizeof(address));
  dprintf(1, "%s: connected\n", client);
  write(fd, "hello", 5);
  dprintf(1, "%s: written\n", client);
  int missing = 5 - read(fd, line, 5);
  dprintf(1, "%s: read %s\n", client, line);
  return missing;
}

int main(void) {
  int listenfd = socket(AF_INET, SOCK_STREAM, 0), status, wrong = 0;
  socklen_t size = sizeof(address);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(listenfd, (struct sockaddr*)&address, size);
  listen(listenfd, 8);
  getsockname(listenfd, (struct sockaddr*)&address, &size);
  if (fork() == 0) {
    close(listenfd);
    wrong = ask("client 1");
    if (fork() == 0) return ask("client 2");
    return wait(&status) < 0 || wrong || status;
  }
  prctl(PR_SET_NAME, "server");
  for (int client = 1; client <= 2; ++client) {
    int connfd = accept(listenfd, NULL, NULL);
    if (fork() == 0) return echo(connfd);
    close(connfd);
  }
  while (wait(&status) > 0) wrong |= status;
  puts(wrong ? "a client is not served" : "both clients are served");
  return wrong ? 1 : 0;
}
