/* A thread unlocks on the way out, whether the box was full or not.
 *
 * verdict:    none
 * primitives: mutex
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int items;

static void* put(void* arg) {
  pthread_mutex_lock(&lock);
  if (items < 1) items++;
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t thread[3];
  for (int i = 0; i < 3; i++) pthread_create(&thread[i], NULL, put, NULL);
  for (int i = 0; i < 3; i++) pthread_join(thread[i], NULL);
  return 0;
}
