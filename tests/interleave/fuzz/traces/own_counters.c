// Three threads that have nothing to do with each other.
//
// Nothing depends on anything, so all schedules are equivalent.
//
// traces: 1
#include <pthread.h>

static int counters[3];

static void* first(void* unused) {
  ++counters[0];
  return unused;
}

static void* second(void* unused) {
  ++counters[1];
  return unused;
}

static void* third(void* unused) {
  ++counters[2];
  return unused;
}

int main(void) {
  pthread_t t[3];
  pthread_create(&t[0], NULL, first, NULL);
  pthread_create(&t[1], NULL, second, NULL);
  pthread_create(&t[2], NULL, third, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  return 0;
}
