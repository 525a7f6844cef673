/* A server with a detached thread for each client.
 *
 * Model:  main is the server, and plays 150 clients, one after the other; a
 *         thread for each client, whose stack is free when it ends.
 * Source: "Computer Systems: A Programmer's Perspective", 12.3 (echoservert.c)
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void* echo(void* connfd) {
  char line[8];
  pthread_detach(pthread_self());
  write((long)connfd, line, read((long)connfd, line, 8));
  close((long)connfd);
  return NULL;
}

static long mapped_mib(void) {
  long pages = 0;
  FILE* statm = fopen("/proc/self/statm", "r");
  fscanf(statm, "%ld", &pages);
  fclose(statm);
  return pages * getpagesize() >> 20;
}

int main(void) {
  struct sockaddr_in address = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {0}};
  socklen_t size = sizeof(address);
  int listenfd = socket(AF_INET, SOCK_STREAM, 0), error = 0, served = 0;
  long start = mapped_mib(), most = (start + 256) << 20;
  bind(listenfd, (struct sockaddr*)&address, size);
  listen(listenfd, 8);
  getsockname(listenfd, (struct sockaddr*)&address, &size);
  puts("clients: memory mapped for them, at most 256 MiB");
  setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
  while (error == 0 && served < 150) {
    char line[8];
    pthread_t thread;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (struct sockaddr*)&address, size);
    write(fd, "hello", 5);
    long connfd = accept(listenfd, NULL, NULL);
    error = pthread_create(&thread, NULL, echo, (void*)connfd);
    if (error == 0 && read(fd, line, 8) == 5) ++served;
    if (served % 15 == 0) printf("%d: %ld MiB\n", served, mapped_mib() - start);
    close(fd);
  }
  if (error != 0) printf("pthread_create: %s\n", strerror(error));
  printf("%d of 150 clients are served\n", served);
  return error != 0;
}
