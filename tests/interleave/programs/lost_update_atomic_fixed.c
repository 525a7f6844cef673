/* The counter is atomic and incremented in one step.
 *
 * verdict:    none
 * primitives: atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int counter;

static void* add(void* arg) {
  atomic_fetch_add(&counter, 1);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(atomic_load(&counter) == 2);
  return 0;
}
