/* A barrier counts main in, but main does not come to it: two threads wait for
 * a third that never arrives.
 *
 * verdict:    deadlock
 * within:     500
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
  pthread_barrier_init(&half_time, NULL, 3);
  pthread_create(&first, NULL, play, NULL);
  pthread_create(&second, NULL, play, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  pthread_barrier_destroy(&half_time);
  return 0;
}
