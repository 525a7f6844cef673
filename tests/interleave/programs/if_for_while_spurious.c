/* A thread waits with `if` instead of `while`; after a spurious wake-up it
 * goes on though nothing has happened.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex, cond
 * options:    --spurious-wakeups
 * twin:       missed_signal_fixed
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t done = PTHREAD_COND_INITIALIZER;
static int is_done;

static void* wait_for_it(void* arg) {
  pthread_mutex_lock(&lock);
  if (!is_done) pthread_cond_wait(&done, &lock);
  assert(is_done);
  pthread_mutex_unlock(&lock);
  return arg;
}

static void* announce(void* arg) {
  pthread_mutex_lock(&lock);
  is_done = 1;
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
