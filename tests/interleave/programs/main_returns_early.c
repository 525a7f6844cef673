/* Main detaches the worker and returns with whether it has saved its work; the
 * process ends before it has.
 *
 * verdict:    exit_status
 * within:     500
 * primitives: atomic, detach
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
  pthread_detach(worker);
  return atomic_load(&saved) ? 0 : 1;
}
