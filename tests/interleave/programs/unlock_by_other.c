/* A mutex used as a signal: main locks it and the worker unlocks it to say
 * that it is done. Only the thread that locked a mutex may unlock it.
 *
 * verdict:    misuse
 * within:     500
 * primitives: mutex
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t done = PTHREAD_MUTEX_INITIALIZER;
static int result;

static void* work(void* arg) {
  result = 42;
  pthread_mutex_unlock(&done);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_mutex_lock(&done);
  pthread_create(&worker, NULL, work, NULL);
  pthread_mutex_lock(&done);
  assert(result == 42);
  pthread_mutex_unlock(&done);
  pthread_join(worker, NULL);
  return 0;
}
