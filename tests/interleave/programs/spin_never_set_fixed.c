/* A thread spins on a flag that main sets before it starts the thread.
 *
 * verdict:    none
 * primitives: plain
 */
#include <pthread.h>

static int ready;

static void* wait_for_it(void* arg) {
  while (!ready) {
  }
  return arg;
}

int main(void) {
  pthread_t waiter;
  ready = 1;
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  pthread_join(waiter, NULL);
  return 0;
}
