// A thread waits under a mutex for a flag that another one sets.
//
// Either the flag is set first, and nobody waits; or the waiter is first: then
// it releases the mutex, the other one's critical section follows as a whole,
// and the waiter wakes when the mutex is free again: 1 + 1 = 2.
//
// traces: 2
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t change = PTHREAD_COND_INITIALIZER;
static int flag;

static void* waiter(void* unused) {
  pthread_mutex_lock(&mutex);
  while (!flag) pthread_cond_wait(&change, &mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void* setter(void* unused) {
  pthread_mutex_lock(&mutex);
  flag = 1;
  pthread_cond_signal(&change);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t t[2];
  pthread_create(&t[0], NULL, waiter, NULL);
  pthread_create(&t[1], NULL, setter, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  return 0;
}
