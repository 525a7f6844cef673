/* A barrier for two, to which two threads come.
 *
 * verdict:    none
 * primitives: barrier
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>

static pthread_barrier_t half_time;

static void* play(void* arg) {
  pthread_barrier_wait(&half_time);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_barrier_init(&half_time, NULL, 2);
  pthread_create(&first, NULL, play, NULL);
  pthread_create(&second, NULL, play, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_barrier_destroy(&half_time);
  return 0;
}
