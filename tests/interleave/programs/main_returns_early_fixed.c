/* Main joins the worker before it returns.
 *
 * verdict:    none
 * primitives: atomic, join
 */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int saved;

static void* save(void* arg) {
  atomic_store(&saved, 1);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_create(&worker, NULL, save, NULL);
  pthread_join(worker, NULL);
  return atomic_load(&saved) ? 0 : 1;
}
