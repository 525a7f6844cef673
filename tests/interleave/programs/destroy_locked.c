/* Main waits until the worker says that it is done, and destroys the mutex;
 * but the worker says so while it still holds the mutex.
 *
 * verdict:    misuse
 * within:     500
 * primitives: atomic, mutex, yield
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static pthread_mutex_t lock;
static atomic_int done;

static void* work(void* arg) {
  pthread_mutex_lock(&lock);
  atomic_store(&done, 1);
  pthread_mutex_unlock(&lock);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_mutex_init(&lock, NULL);
  pthread_create(&worker, NULL, work, NULL);
  while (!atomic_load(&done)) sched_yield();
  pthread_mutex_destroy(&lock);
  pthread_join(worker, NULL);
  return 0;
}
