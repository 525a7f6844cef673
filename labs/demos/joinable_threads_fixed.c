/* A server with a detached thread for each client.
 *
 * Model:  main is the server, and plays 150 clients, one after the other; a
 *         thread for each client, whose stack is free when it ends.
 * Source: "Computer Systems: A Programmer's Perspective", 12.3 (echoservert.c)
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
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

static long own(int field) { /* 20: threads, 23: mapped bytes */
  char word[32] = "";
  FILE* stat = fopen("/proc/self/stat", "r");
  while (field-- > 0) fscanf(stat, "%31s", word);
  fclose(stat);
  return atol(word);
}

int main(void) {
  struct sockaddr_in address = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {0}};
  socklen_t size = sizeof(address);
  int listenfd = socket(AF_INET, SOCK_STREAM, 0), error = 0, served = 0;
  long start = own(23), most = start + (256 << 20);
  bind(listenfd, (struct sockaddr*)&address, size);
  listen(listenfd, 8);
  getsockname(listenfd, (struct sockaddr*)&address, &size);
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
    close(fd);
    if (served % 15 != 0) continue;
    printf("%d clients: %ld of 256 MiB\n", served, (own(23) - start) >> 20);
  }
  /* They have done their work: until only main is left. */
  for (int i = 0; i < 1000 && own(20) > 1; ++i) sched_yield();
  printf("pthread_create: %s\n%d clients served\n", strerror(error), served);
  return error != 0;
}
