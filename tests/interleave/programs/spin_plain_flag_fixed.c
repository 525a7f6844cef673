/* A thread spins on an atomic flag that another one sets.
 *
 * verdict:    none
 * primitives: plain, atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int ready;
static int value;

static void* wait_for_it(void* arg) {
  while (!atomic_load(&ready)) {
  }
  assert(value == 42);
  return arg;
}

static void* set(void* arg) {
  value = 42;
  atomic_store(&ready, 1);
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
