// One thread takes lock a, one lock b, one a and, when it is released, b.
//
// Two critical sections of a, in either order, and two of b: 2 * 2. No choice
// of one excludes one of the other: 4.
//
// traces: 4
#include <pthread.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void* with_a(void* unused) {
  pthread_mutex_lock(&a);
  pthread_mutex_unlock(&a);
  return unused;
}

static void* with_b(void* unused) {
  pthread_mutex_lock(&b);
  pthread_mutex_unlock(&b);
  return unused;
}

static void* with_both(void* unused) {
  pthread_mutex_lock(&a);
  pthread_mutex_unlock(&a);
  pthread_mutex_lock(&b);
  pthread_mutex_unlock(&b);
  return unused;
}

int main(void) {
  pthread_t t[3];
  pthread_create(&t[0], NULL, with_a, NULL);
  pthread_create(&t[1], NULL, with_b, NULL);
  pthread_create(&t[2], NULL, with_both, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  return 0;
}
