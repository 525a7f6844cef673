/* Two threads increment a counter, but only the read is locked; the other
 * thread gets in between the read and the write.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, mutex
 * twin:       lost_update_fixed
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static void* add(void* arg) {
  pthread_mutex_lock(&lock);
  int seen = counter;
  pthread_mutex_unlock(&lock);
  counter = seen + 1;
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
