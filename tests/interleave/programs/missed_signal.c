/* A thread waits on a condition without a predicate; if the signal comes
 * before the wait, it is lost and the thread waits for ever.
 *
 * verdict:    lost_wakeup
 * within:     500
 * primitives: mutex, cond
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t done = PTHREAD_COND_INITIALIZER;

static void* wait_for_it(void* arg) {
  pthread_mutex_lock(&lock);
  pthread_cond_wait(&done, &lock);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* announce(void* arg) {
  pthread_mutex_lock(&lock);
  pthread_cond_signal(&done);
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t waiter, announcer;
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  pthread_create(&announcer, NULL, announce, NULL);
  pthread_join(waiter, NULL);
  pthread_join(announcer, NULL);
  return 0;
}
