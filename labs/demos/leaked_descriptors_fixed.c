/* A server that closes each connection when its client has gone, and may have
 * 32 descriptors.
 *
 * Model:  a client that comes 50 times, one after the other; a server.
 * Source: accept(2), EMFILE; getrlimit(2), RLIMIT_NOFILE
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in address = {.sin_family = AF_INET};

static int ask(int times) {
  char line[8];
  while (times-- > 0) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (struct sockaddr*)&address, sizeof(address));
    write(fd, "hello", 5);
    if (read(fd, line, 8) != 5) return 1;
    close(fd);
  }
  return 0;
}

static int serve(int listenfd) {
  char line[8];
  int connfd, client = 0;
  while (client < 50 && (connfd = accept(listenfd, NULL, NULL)) >= 0) {
    if (++client % 5 == 0) printf("client %d: descriptor %d\n", client, connfd);
    for (int n; (n = read(connfd, line, 8)) > 0;) write(connfd, line, n);
    close(connfd);
  }
  const char* end = client < 50 ? strerror(errno) : "all";
  printf("%d clients served: %s\n", client, end);
  return client < 50;
}

int main(void) {
  int listenfd = socket(AF_INET, SOCK_STREAM, 0);
  socklen_t size = sizeof(address);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(listenfd, (struct sockaddr*)&address, size);
  listen(listenfd, 8);
  getsockname(listenfd, (struct sockaddr*)&address, &size);
  if (fork() == 0) return close(listenfd) || ask(50);
  setrlimit(RLIMIT_NOFILE, &(struct rlimit){32, 32});
  puts("limit: 32 descriptors, 0 to 31");
  int failed = serve(listenfd);
  close(listenfd);
  wait(NULL);
  return failed;
}
