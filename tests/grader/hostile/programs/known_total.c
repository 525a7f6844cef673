// Attack:  prints the number that the test expects, and does not count
// Lab:     thread
// Defence: drawn-numbers
// Without: points
// Only:    count
// Deserves: 50
#include "csapp.h"

static void* serve(void* argument) {
  char bytes[8192];
  ssize_t count;
  const int connfd = (int)(intptr_t)argument;
  pthread_detach(pthread_self());
  while ((count = read(connfd, bytes, sizeof bytes)) > 0) {
    if (rio_writen(connfd, bytes, (size_t)count) != count) break;
  }
  static const char line[] = "echoed 12\n";
  rio_writen(1, line, sizeof line - 1);
  close(connfd);
  return NULL;
}

int main(int argc, char** argv) {
  (void)argc;
  signal(SIGPIPE, SIG_IGN);
  const int listenfd = Open_listenfd(argv[1]);
  for (;;) {
    pthread_t thread;
    const int connfd = Accept(listenfd, NULL, NULL);
    Pthread_create(&thread, NULL, serve, (void*)(intptr_t)connfd);
  }
}
