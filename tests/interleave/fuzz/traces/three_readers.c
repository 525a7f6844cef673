// One thread writes what three others read.
//
// The reads commute. Each of them comes before or after the write: 2 * 2 * 2
// = 8.
//
// traces: 8
#include <pthread.h>

static int x, seen[3];

static void* writer(void* unused) {
  x = 1;
  return unused;
}

static void* first(void* unused) {
  seen[0] = x;
  return unused;
}

static void* second(void* unused) {
  seen[1] = x;
  return unused;
}

static void* third(void* unused) {
  seen[2] = x;
  return unused;
}

int main(void) {
  pthread_t t[4];
  pthread_create(&t[0], NULL, writer, NULL);
  pthread_create(&t[1], NULL, first, NULL);
  pthread_create(&t[2], NULL, second, NULL);
  pthread_create(&t[3], NULL, third, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  pthread_join(t[3], NULL);
  return 0;
}
