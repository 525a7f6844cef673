// More data than a pipe holds: the writer waits for the reader.
#include "check.h"

#include <pthread.h>
#include <stdlib.h>

enum { kTotal = 200000 };

static int p[2];

static void* write_all(void* data) {
  assert(write(p[1], data, kTotal) == kTotal);
  assert(close(p[1]) == 0);
  return 0;
}

int main(void) {
  pthread_t thread;
  unsigned char* sent = malloc(kTotal);
  unsigned char* got = malloc(kTotal);
  size_t count = 0;
  ssize_t n;
  for (int i = 0; i < kTotal; i += 1000) memset(sent + i, i / 1000, 1000);
  assert(pipe(p) == 0);
  assert(pthread_create(&thread, 0, write_all, sent) == 0);
  while ((n = read(p[0], got + count, 50000)) > 0) count += (size_t)n;
  assert(n == 0 && count == kTotal && memcmp(sent, got, kTotal) == 0);
  assert(pthread_join(thread, 0) == 0);
  free(sent);
  free(got);
  return 0;
}
