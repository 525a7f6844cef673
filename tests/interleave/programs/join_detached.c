/* Main detaches a thread and then joins it; there is nothing left to join.
 *
 * verdict:    misuse
 * within:     500
 * primitives: join, detach
 * twin:       join_twice_fixed
 */
#include <pthread.h>

static void* work(void* arg) { return arg; }

int main(void) {
  pthread_t worker;
  pthread_create(&worker, NULL, work, NULL);
  pthread_detach(worker);
  pthread_join(worker, NULL);
  return 0;
}
