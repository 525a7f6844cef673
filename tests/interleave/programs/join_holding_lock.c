/* Main joins a worker while it holds the lock that the worker needs; all is
 * well only if the worker was quicker than main.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: mutex, join
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int result;

static void* work(void* arg) {
  pthread_mutex_lock(&lock);
  result = 42;
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_create(&worker, NULL, work, NULL);
  pthread_mutex_lock(&lock);
  pthread_join(worker, NULL);
  assert(result == 42);
  pthread_mutex_unlock(&lock);
  return 0;
}
