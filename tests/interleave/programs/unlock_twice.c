/* A thread that finds nothing to do unlocks and falls through to the unlock at
 * the end: it unlocks a mutex that is free, or another thread's.
 *
 * verdict:    misuse
 * within:     500
 * primitives: mutex
 * twin:       missing_unlock_fixed
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int items;

static void* put(void* arg) {
  pthread_mutex_lock(&lock);
  if (items < 1)
    items++;
  else
    pthread_mutex_unlock(&lock);
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, put, NULL);
  pthread_create(&second, NULL, put, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}
