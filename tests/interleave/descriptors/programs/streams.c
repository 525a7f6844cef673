// FILE streams and dprintf on sockets.
#define _GNU_SOURCE
#include <stdio.h>

#include "check.h"

#include <pthread.h>

static void* greet(void* argument) {
  const int s = *(int*)argument;
  FILE* in = fdopen(s, "r");
  char line[32];
  assert(in != 0);
  assert(fgets(line, sizeof line, in) == line);
  assert(strcmp(line, "I am 7\n") == 0);
  assert(dprintf(s, "hello, %d\n", 7) == 9);
  assert(fclose(in) == 0);
  return 0;
}

int main(void) {
  int c[2];
  char line[32];
  pthread_t thread;
  connection(c);
  assert(pthread_create(&thread, 0, greet, &c[1]) == 0);
  FILE* out = fdopen(dup(c[0]), "w");
  FILE* in = fdopen(c[0], "r");
  assert(out != 0 && in != 0);
  fprintf(out, "I am %d\n", 7);
  assert(fflush(out) == 0);
  assert(fgets(line, sizeof line, in) == line);
  assert(strcmp(line, "hello, 7\n") == 0);
  assert(fgets(line, sizeof line, in) == 0 && feof(in));
  assert(fclose(out) == 0 && fclose(in) == 0);
  assert(pthread_join(thread, 0) == 0);
  return 0;
}
