/* A thread that comes before the flag is set halts in an empty loop, and never
 * looks again: nobody can tell it to stop.
 *
 * verdict:    uncontrolled_hang
 * within:     500
 * primitives: atomic
 * twin:       spin_plain_flag_fixed
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ready;

static void* wait_for_it(void* arg) {
  if (!atomic_load(&ready)) {
    for (;;) {
    }
  }
  return arg;
}

int main(void) {
  pthread_t waiter;
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  atomic_store(&ready, 1);
  pthread_join(waiter, NULL);
  return 0;
}
