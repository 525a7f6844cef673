/* Main destroys the barrier when the threads that meet at it have ended.
 *
 * verdict:    none
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
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_barrier_destroy(&start);
  return 0;
}
