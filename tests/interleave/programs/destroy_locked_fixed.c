/* Main joins the worker and then destroys the mutex.
 *
 * verdict:    none
 * primitives: mutex
 */
#include <pthread.h>

static pthread_mutex_t lock;
static int done;

static void* work(void* arg) {
  pthread_mutex_lock(&lock);
  done = 1;
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_mutex_init(&lock, NULL);
  pthread_create(&worker, NULL, work, NULL);
  pthread_join(worker, NULL);
  pthread_mutex_destroy(&lock);
  return done - 1;
}
