/* A thread spins on a plain flag that another one sets. Step by step it ends;
 * but it is a data race, and a compiler may read the flag once and spin for
 * ever.
 *
 * verdict:    data_race
 * within:     500
 * primitives: plain
 */
#include <assert.h>
#include <pthread.h>

static int ready, value;

static void* wait_for_it(void* arg) {
  while (!ready) {
  }
  assert(value == 42);
  return arg;
}

static void* set(void* arg) {
  value = 42;
  ready = 1;
  return arg;
}

int main(void) {
  pthread_t waiter, setter;
  pthread_create(&waiter, NULL, wait_for_it, NULL);
  pthread_create(&setter, NULL, set, NULL);
  pthread_join(waiter, NULL);
  pthread_join(setter, NULL);
  return 0;
}
