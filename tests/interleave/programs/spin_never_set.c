/* A thread spins on a flag that nobody sets: main sets another one.
 *
 * verdict:    livelock
 * within:     500
 * primitives: plain
 */
#include <pthread.h>

static int ready, started;

static void* wait_for_it(void* arg) {
  while (!ready) {
  }
  return arg;
}

int main(void) {
  pthread_t waiter;
  started = 1;
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  pthread_join(waiter, NULL);
  return started - 1;
}
