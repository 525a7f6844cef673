/* The last to arrive at a home-made barrier sets the count back to zero before
 * it wakes the other, who finds the count too low and waits again.
 *
 * verdict:    deadlock
 * within:     500
 * primitives: mutex, cond
 * twin:       barrier_used_twice_fixed
 */
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_here = PTHREAD_COND_INITIALIZER;
static int arrived;

static void meet(void) {
  pthread_mutex_lock(&lock);
  arrived++;
  if (arrived == 2) {
    arrived = 0;
    pthread_cond_broadcast(&all_here);
  } else {
    while (arrived < 2) pthread_cond_wait(&all_here, &lock);
  }
  pthread_mutex_unlock(&lock);
}

static void* work(void* arg) {
  meet();
  return arg;
}

int main(void) {
  pthread_t first, second;
  pthread_create(&first, NULL, work, NULL);
  pthread_create(&second, NULL, work, NULL);
  pthread_join(first, NULL);
  pthread_join(second, NULL);
  return 0;
}
