/* Main destroys the mutex when it is done with it; the worker that has yet to
 * lock it finds it gone.
 *
 * verdict:    misuse
 * within:     500
 * primitives: mutex
 * twin:       destroy_locked_fixed
 */
#include <pthread.h>

static pthread_mutex_t lock;
static int total;

static void add(int amount) {
  pthread_mutex_lock(&lock);
  total += amount;
  pthread_mutex_unlock(&lock);
}

static void* work(void* arg) {
  add(1);
  return arg;
}

int main(void) {
  pthread_t worker;
  pthread_mutex_init(&lock, NULL);
  pthread_create(&worker, NULL, work, NULL);
  add(2);
  pthread_mutex_destroy(&lock);
  pthread_join(worker, NULL);
  return 0;
}
