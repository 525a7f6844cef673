// Each thread writes one variable and reads the other's.
//
// The pairs that depend on each other: the write and the read of x, and those
// of y; each in either order makes 2 * 2 = 4. Both reads before both writes
// would be a circle (read y, write y, read x, write x, read y): 4 - 1 = 3.
//
// traces: 3
#include <pthread.h>

static int x, y, seen[2];

static void* first(void* unused) {
  x = 1;
  seen[0] = y;
  return unused;
}

static void* second(void* unused) {
  y = 1;
  seen[1] = x;
  return unused;
}

int main(void) {
  pthread_t t[2];
  pthread_create(&t[0], NULL, first, NULL);
  pthread_create(&t[1], NULL, second, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  return 0;
}
