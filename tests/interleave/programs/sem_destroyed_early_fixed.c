/* Main destroys the semaphore when nobody can use it any more.
 *
 * verdict:    none
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
  pthread_join(waiter, NULL);
  sem_destroy(&done);
  return 0;
}
