/* Main ends with pthread_exit, which leaves the detached worker alive: the
 * process ends, with 0, when the worker has.
 *
 * verdict:    none
 * primitives: atomic, detach
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int saved;

static void* save(void* arg) {
  atomic_store(&saved, 1);
  puts("saved");
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_create(&worker, NULL, save, NULL);
  pthread_detach(worker);
  pthread_exit(NULL);
}
