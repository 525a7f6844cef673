/* A thread waits on a condition with the only lock it holds.
 *
 * verdict:    none
 * primitives: mutex, cond
 */
#include <pthread.h>

static pthread_mutex_t inner = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int items;

static void* take(void* arg) {
  pthread_mutex_lock(&inner);
  while (items == 0) pthread_cond_wait(&filled, &inner);
  items--;
  pthread_mutex_unlock(&inner);
  return arg;
}

static void* put(void* arg) {
  pthread_mutex_lock(&inner);
  items++;
  pthread_cond_signal(&filled);
  pthread_mutex_unlock(&inner);
  return arg;
}

int main(void) {
  pthread_t consumer, producer;
  pthread_create(&consumer, NULL, take, NULL);
  pthread_create(&producer, NULL, put, NULL);
  pthread_join(consumer, NULL);
  pthread_join(producer, NULL);
  return 0;
}
