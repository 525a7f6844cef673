/* Main destroys the semaphore when the worker has posted it, without a look at
 * the other one, who waits for it.
 *
 * verdict:    misuse
 * within:     500
 * primitives: sem
 */
#include <pthread.h>
#include <semaphore.h>

static sem_t done;

static void* work(void* arg) {
  sem_post(&done);
  return arg;
}

static void* wait_for_it(void* arg) {
  sem_wait(&done);
  return arg;
}

int main(void) {
  pthread_t worker, waiter;
  sem_init(&done, 0, 0);
  pthread_create(&worker, NULL, work, NULL);
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  pthread_join(worker, NULL);
  sem_destroy(&done);
  pthread_join(waiter, NULL);
  return 0;
}
