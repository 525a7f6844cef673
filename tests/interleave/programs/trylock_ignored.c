/* A thread tries for the lock and adds to the counter whether it got it or
 * not; it only remembers not to unlock what it does not hold.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     500
 * primitives: plain, mutex, trylock
 * twin:       lost_update_fixed
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static void* add(void* arg) {
  int error = pthread_mutex_trylock(&lock);
  counter++;
  if (error == 0) pthread_mutex_unlock(&lock);
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
