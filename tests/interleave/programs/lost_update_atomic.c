/* The counter is atomic, but it is loaded and stored in two steps; another
 * thread's store comes between them and is overwritten.
 *
 * verdict:    assertion
 * within:     500
 * primitives: atomic
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int counter;

static void* add(void* arg) {
  int seen = atomic_load(&counter);
  atomic_store(&counter, seen + 1);
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
