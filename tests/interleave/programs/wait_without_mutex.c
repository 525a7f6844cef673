/* A thread waits on a condition without having locked the mutex.
 *
 * verdict:    misuse
 * within:     500
 * primitives: atomic, mutex, cond
 * twin:       missed_signal_fixed
 */
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t done = PTHREAD_COND_INITIALIZER;
static atomic_int is_done;

static void* wait_for_it(void* arg) {
  while (!atomic_load(&is_done)) pthread_cond_wait(&done, &lock);
  return arg;
}

static void* announce(void* arg) {
  pthread_mutex_lock(&lock);
  atomic_store(&is_done, 1);
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
