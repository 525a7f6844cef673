/* A thread that does not get the lock at once leaves its work undone; there is
 * no data race, but a count is missing.
 *
 * verdict:    assertion
 * within:     500
 * primitives: mutex, trylock
 * twin:       lost_update_fixed
 */
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static void* add(void* arg) {
  if (pthread_mutex_trylock(&lock) == 0) {
    counter++;
    pthread_mutex_unlock(&lock);
  }
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
