/* A thread waits for the lock for at most a second and adds to the counter
 * even if the time ran out while the other was in.
 *
 * verdict:    assertion
 * also:       data_race
 * within:     5000
 * primitives: plain, timed_mutex
 * twin:       lost_update_fixed
 */
#define _XOPEN_SOURCE 700
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static void* add(void* arg) {
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  int error = pthread_mutex_timedlock(&lock, &deadline);
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
