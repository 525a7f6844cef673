// Two threads add to an atomic variable, twice each.
//
// Every two of the four operations depend on each other, so every schedule
// counts: 4! / (2! 2!) = 6.
//
// traces: 6
#include <pthread.h>

static int x;

static void* add(void* unused) {
  __atomic_fetch_add(&x, 1, __ATOMIC_SEQ_CST);
  __atomic_fetch_add(&x, 1, __ATOMIC_SEQ_CST);
  return unused;
}

int main(void) {
  pthread_t t[2];
  pthread_create(&t[0], NULL, add, NULL);
  pthread_create(&t[1], NULL, add, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  return 0;
}
