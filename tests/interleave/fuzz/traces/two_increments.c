// Two threads increment a variable: each reads (R), then writes (W).
//
// There are 4! / (2! 2!) = 6 orders of R1 W1 and R2 W2. The two reads commute,
// so orders that differ in which of two neighbouring reads comes first are
// equivalent: R1 R2 W1 W2 with R2 R1 W1 W2, and R1 R2 W2 W1 with R2 R1 W2 W1.
// The other two, one thread after the other, stand for themselves: 6 - 2 = 4.
//
// traces: 4
#include <pthread.h>

static int x;

static void* increment(void* unused) {
  ++x;
  return unused;
}

int main(void) {
  pthread_t t[2];
  pthread_create(&t[0], NULL, increment, NULL);
  pthread_create(&t[1], NULL, increment, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  return 0;
}
