// Attack:  lets cat do the work
// Lab:     fork
// Defence: no-tools
// Without: points
// Only:    concurrent
#include "csapp.h"

int main(int argc, char** argv) {
  (void)argc;
  signal(SIGCHLD, SIG_IGN);
  const int listenfd = Open_listenfd(argv[1]);
  for (;;) {
    const int connfd = Accept(listenfd, NULL, NULL);
    if (fork() == 0) {
      dup2(connfd, 0);
      dup2(connfd, 1);
      close(connfd);
      close(listenfd);
      execl("/bin/cat", "cat", NULL);
      _exit(1);
    }
    close(connfd);
  }
}
