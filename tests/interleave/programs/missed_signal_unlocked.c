/* The flag is set and the condition signalled without the lock, just between
 * the waiter's look at the flag and its wait.
 *
 * verdict:    lost_wakeup
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
  pthread_mutex_lock(&lock);
  while (!atomic_load(&is_done)) pthread_cond_wait(&done, &lock);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* announce(void* arg) {
  atomic_store(&is_done, 1);
  pthread_cond_signal(&done);
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
