// One read takes what two threads wrote: it comes after both of them.
#include "check.h"

#include <pthread.h>

static int p[2];

static void* write_one(void* unused) {
  assert(write(p[1], "x", 1) == 1);
  return unused;
}

int main(void) {
  pthread_t threads[2];
  char bytes[4];
  assert(pipe(p) == 0);
  for (int i = 0; i < 2; ++i) {
    assert(pthread_create(&threads[i], 0, write_one, 0) == 0);
  }
  for (int i = 0; i < 2; ++i) assert(pthread_join(threads[i], 0) == 0);
  assert(read(p[0], bytes, sizeof bytes) == 2);
  return 0;
}
