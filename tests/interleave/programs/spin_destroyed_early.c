/* Main destroys the spin lock when the flag says that the worker is through,
 * but the worker sets the flag before it unlocks.
 *
 * verdict:    misuse
 * within:     500
 * primitives: spin, atomic, yield
 */
#define _XOPEN_SOURCE 700
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static pthread_spinlock_t lock;
static atomic_int through;

static void* work(void* arg) {
  pthread_spin_lock(&lock);
  atomic_store(&through, 1);
  pthread_spin_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
  pthread_create(&worker, NULL, work, NULL);
  while (!atomic_load(&through)) sched_yield();
  pthread_spin_destroy(&lock);
  pthread_join(worker, NULL);
  return 0;
}
