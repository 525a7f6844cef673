// Two threads try to get a lock, and release it if they got it.
//
// All operations are on the one mutex and depend on each other, so every
// schedule counts. Whoever tries first gets it (2 ways); the other one tries
// before its unlock, and fails, or after it (2 ways): 2 * 2 = 4.
//
// traces: 4
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* attempt(void* unused) {
  if (pthread_mutex_trylock(&mutex) == 0) {
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

int main(void) {
  pthread_t t[2];
  pthread_create(&t[0], NULL, attempt, NULL);
  pthread_create(&t[1], NULL, attempt, NULL);
  pthread_join(t[0], NULL);
  pthread_join(t[1], NULL);
  return 0;
}
