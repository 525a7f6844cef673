// Attack:  is slow, but never as slow that a single test gives up
// Lab:     fork
// Defence: time-of-all
// Without: late
// Where:   bubblewrap own uid user user-own unconfined
#include "csapp.h"

int main(int argc, char** argv) {
  char bytes[8192];
  ssize_t count;
  (void)argc;
  sleep(5);  // sleep: what it does
  const int listenfd = Open_listenfd(argv[1]);
  for (;;) {
    const int connfd = Accept(listenfd, NULL, NULL);
    while ((count = read(connfd, bytes, sizeof bytes)) > 0) {
      rio_writen(connfd, bytes, (size_t)count);
    }
    close(connfd);
  }
}
