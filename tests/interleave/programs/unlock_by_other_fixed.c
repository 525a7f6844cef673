/* A semaphore, which any thread may post, says that the worker is done.
 *
 * verdict:    none
 * primitives: sem
 */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>

static sem_t done;
static int result;

static void* work(void* arg) {
  result = 42;
  sem_post(&done);
  return arg;
}

int main(void) {
  pthread_t worker;
  sem_init(&done, 0, 0);
  pthread_create(&worker, NULL, work, NULL);
  sem_wait(&done);
  assert(result == 42);
  pthread_join(worker, NULL);
  sem_destroy(&done);
  return 0;
}
