/* A thread waits on a condition with the inner of two locks and keeps the
 * outer one; who is to signal needs the outer lock and never gets it.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: mutex, cond
 */
#include <pthread.h>

static pthread_mutex_t outer = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t inner = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int items;

static void* take(void* arg) {
  pthread_mutex_lock(&outer);
  pthread_mutex_lock(&inner);
  while (items == 0) pthread_cond_wait(&filled, &inner);
  items--;
  pthread_mutex_unlock(&inner);
  pthread_mutex_unlock(&outer);
  return arg;
}

static void* put(void* arg) {
  pthread_mutex_lock(&outer);
  pthread_mutex_lock(&inner);
  items++;
  pthread_cond_signal(&filled);
  pthread_mutex_unlock(&inner);
  pthread_mutex_unlock(&outer);
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
