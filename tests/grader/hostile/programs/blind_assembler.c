// Attack:  hides a race in assembler
// Lab:     thread
// Defence: several
// Without: points
// Only:    count
// Deserves: 50
#include "csapp.h"

static long bytes_echoed;

static void count_them(long bytes) {
  __asm__ volatile("addq %1, %0" : "+m"(bytes_echoed) : "r"(bytes));
  printf("echoed %ld\n", bytes_echoed);
  fflush(stdout);
}

static void* serve(void* argument) {
  char bytes[8192];
  ssize_t count;
  long sum = 0;
  const int connfd = (int)(intptr_t)argument;
  pthread_detach(pthread_self());
  while ((count = read(connfd, bytes, sizeof bytes)) > 0) {
    if (rio_writen(connfd, bytes, (size_t)count) != count) break;
    sum += count;
  }
  count_them(sum);
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
