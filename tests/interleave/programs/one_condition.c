/* A box for one item, with one condition for "full" and for "empty". Both
 * consumers wait, the producer fills the box and then waits too; the first
 * consumer's signal wakes the second consumer instead of the producer, and it
 * goes back to sleep.
 *
 * verdict:    lost_wakeup
 * within:     2000
 * primitives: mutex, cond
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int full;

static void* take(void* arg) {
  pthread_mutex_lock(&lock);
  while (!full) pthread_cond_wait(&changed, &lock);
  full = 0;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* put(void* arg) {
  for (int i = 0; i < 2; i++) {
    pthread_mutex_lock(&lock);
    while (full) pthread_cond_wait(&changed, &lock);
    full = 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
  }
  return arg;
}

int main(void) {
  pthread_t first, second, producer;
  pthread_create(&first, NULL, take, NULL);
  pthread_create(&second, NULL, take, NULL);
  pthread_create(&producer, NULL, put, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_join(producer, NULL);
  return 0;
}
