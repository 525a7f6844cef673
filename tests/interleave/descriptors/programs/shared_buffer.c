// Two threads read into one buffer, which is a data race.
#include "check.h"

#include <pthread.h>

static char buffer[8];
static int p[2];

static void* read_some(void* unused) {
  assert(read(p[0], buffer, 1) == 1);
  return unused;
}

int main(void) {
  pthread_t thread;
  assert(pipe(p) == 0);
  assert(write(p[1], "ab", 2) == 2);
  assert(pthread_create(&thread, 0, read_some, 0) == 0);
  read_some(0);
  assert(pthread_join(thread, 0) == 0);
  return 0;
}
