/* Main joins a worker first and then takes the lock that both use.
 *
 * verdict:    none
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
  pthread_join(worker, NULL);
  pthread_mutex_lock(&lock);
  assert(result == 42);
  pthread_mutex_unlock(&lock);
  return 0;
}
