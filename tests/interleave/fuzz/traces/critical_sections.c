// Three threads enter the same critical section.
//
// A thread holds the mutex from its lock to its unlock, and what happens
// between follows from who came before: the order of three threads, 3! = 6.
//
// traces: 6
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int x;

static void* increment(void* unused) {
  pthread_mutex_lock(&mutex);
  ++x;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t t[3];
  pthread_create(&t[0], NULL, increment, NULL);
  pthread_create(&t[1], NULL, increment, NULL);
  pthread_create(&t[2], NULL, increment, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  pthread_join(t[2], NULL);
  return 0;
}
