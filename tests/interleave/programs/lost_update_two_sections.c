/* Two threads increment a counter. The read is locked and the write is locked,
 * but the lock is given up between them: no data race, and yet an update is
 * lost.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex
 * twin:       lost_update_fixed
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static int get(void) {
  pthread_mutex_lock(&lock);
  int value = counter;
  pthread_mutex_unlock(&lock);
  return value;
}

static void set(int value) {
  pthread_mutex_lock(&lock);
  counter = value;
  pthread_mutex_unlock(&lock);
}

static void* add(void* arg) {
  set(get() + 1);
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, add, NULL);
  pthread_create(&second, NULL, add, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  assert(counter == 2);
  return 0;
}
