/* Main destroys the barrier without a look at the threads that are to meet at
 * it: one waits there already, or comes later and finds none.
 *
 * verdict:    misuse
 * within:     500
 * primitives: barrier
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t start;

static void* work(void* arg) {
  pthread_barrier_wait(&start);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_barrier_init(&start, NULL, 2);
  pthread_create(&first, NULL, work, NULL);
  pthread_create(&second, NULL, work, NULL);
  pthread_barrier_destroy(&start);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}
